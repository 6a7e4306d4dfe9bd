import { QrView } from "./QrView.tsx";
import type { Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "with number", view: () =>
		<QrView content="https://example.jp/s/4f7k2m" label={t("example.qr")} number="4821 7730" /> },
	{ name: "long content", view: () => <QrView content={"0123456789".repeat(30)} label={t("example.qr")} /> },
];
