import { t } from "../../../i18n/index.ts";
import { Notice, PrintButton } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";

const walk = ["1", "2", "3", "4"] as const;

/** The way of a payment in four cards that can be printed and hung beside the till. */
export default function Help() {
	return <Behind title={t("shop.help")} lead={<p>{t("shop.help_lead")}</p>} tools={<PrintButton />}>{() => <>
		{(["poster", "take"] as const).map((way) => <section key={way} class="stack">
			<h2>{t(`shop.help_${way}`)}</h2>
			<ol class="walk">{walk.map((at) => <li key={at} class="walk__card">
				<span class="walk__number number" aria-hidden="true">{at}</span>
				<span class="walk__title">{t(`shop.help_${way}_${at}`)}</span>
				<span>{t(`shop.help_${way}_${at}_text`)}</span>
			</li>)}</ol>
		</section>)}
		<Notice kind="warning" title={t("shop.help_digits")}><p>{t("shop.help_digits_text")}</p></Notice>
		<Notice title={t("shop.help_wrong")}><p>{t("shop.help_wrong_text")}</p></Notice>
	</>}</Behind>;
}
