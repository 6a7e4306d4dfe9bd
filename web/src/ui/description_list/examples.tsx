import { DescriptionList } from "./DescriptionList.tsx";
import { Money } from "../money/Money.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "receipt", view: () => <DescriptionList rows={[
		{ label: t("example.name"), value: "山田 花子" },
		{ label: t("example.amount"), value: <Money yen={1234} /> },
		{ label: long_text, value: long_text },
	]} /> },
];
