import { idle_left_s } from "../../core/session.ts";
import type { Examples } from "../example.ts";
import { IdleWarning } from "./IdleWarning.tsx";

export const examples: Examples = [
	{ name: "soon", alone: true, view: () => {
		idle_left_s.set(90);
		return <IdleWarning stay={async () => idle_left_s.set(null)} />;
	} },
];
