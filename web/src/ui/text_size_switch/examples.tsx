import { TextSizeSwitch } from "./TextSizeSwitch.tsx";
import type { Examples } from "../example.ts";

export const examples: Examples = [{ name: "plain", view: () => <TextSizeSwitch /> }];
