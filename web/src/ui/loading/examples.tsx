import { Loading } from "./Loading.tsx";
import { long_text, type Examples } from "../example.ts";

export const examples: Examples = [
	{ name: "plain", view: () => <Loading /> },
	{ name: "long text", view: () => <Loading text={long_text} /> },
];
