import { date, date_time, time } from "../../core/format.ts";

/** A day ("2026-11-21") or an instant of the server, in Japan's time. */
export function DateTime({ at, show = "date_time" }:
	{ at: string; show?: "date" | "date_time" | "time" }) {
	const text = show === "date" ? date(at) : show === "time" ? time(at) : date_time(at);
	return <time class="number" dateTime={at}>{text}</time>;
}
