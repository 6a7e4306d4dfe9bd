import { PrintButton } from "./PrintButton.tsx";
import type { Examples } from "../example.ts";

export const examples: Examples = [{ name: "plain", view: () => <PrintButton /> }];
