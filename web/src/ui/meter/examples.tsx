import { Meter } from "./Meter.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "part", view: () => <Meter label={t("example.sets")} value={1234} all={60_000} note="58,766" /> },
	{ name: "none", view: () => <Meter label={t("example.sets")} value={0} all={0} /> },
	{ name: "long text", view: () => <Meter label={long_text} value={60_000} all={60_000} note={long_text} /> },
];
