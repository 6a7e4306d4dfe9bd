import { SoundSwitch } from "./SoundSwitch.tsx";
import type { Examples } from "../example.ts";

export const examples: Examples = [{ name: "plain", view: () => <SoundSwitch /> }];
