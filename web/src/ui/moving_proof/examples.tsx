import { MovingProof } from "./MovingProof.tsx";
import { long_text, type Examples } from "../example.ts";

export const examples: Examples = [
	{ name: "paid", view: () => <MovingProof amount_yen={1234} digits="47" paid_at="2026-11-21T03:04:05Z" shop="みどり食堂" /> },
	{ name: "long text", alone: true, view: () => <MovingProof amount_yen={9999999} digits="08"
		paid_at="2026-11-21T03:04:05Z" shop={long_text} /> },
];
