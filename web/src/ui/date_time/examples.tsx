import { DateTime } from "./DateTime.tsx";
import type { Examples } from "../example.ts";

export const examples: Examples = [
	{ name: "day", view: () => <p><DateTime at="2026-11-21" show="date" /></p> },
	{ name: "instant", view: () => <p><DateTime at="2026-11-21T03:04:05.678Z" /></p> },
	{ name: "time", view: () => <p><DateTime at="2026-11-21T15:04:05.678Z" show="time" /></p> },
];
