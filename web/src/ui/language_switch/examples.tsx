import { LanguageSwitch } from "./LanguageSwitch.tsx";
import type { Examples } from "../example.ts";

export const examples: Examples = [{ name: "plain", view: () => <LanguageSwitch /> }];
