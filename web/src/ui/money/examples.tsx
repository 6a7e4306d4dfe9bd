import { Money } from "./Money.tsx";
import type { Examples } from "../example.ts";

export const examples: Examples = [
	{ name: "in a text", view: () => <p><Money yen={1234} /></p> },
	{ name: "big", view: () => <p><Money yen={1234567} big /></p> },
	{ name: "negative", view: () => <p><Money yen={-500} /></p> },
];
