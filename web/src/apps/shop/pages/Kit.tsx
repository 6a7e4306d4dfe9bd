import { t } from "../../../i18n/index.ts";
import { LinkButton, Notice } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";

export default function Kit() {
	return <Behind title={t("shop.kit")} lead={<p>{t("shop.kit_lead")}</p>}>{(account) => <>
		<div class="due">
			<p><span class="quiet">{t("shop.shop_no")}</span><br />
				<strong class="figure number">{account.shop_no}</strong></p>
			<p>{account.shop_name}</p>
		</div>
		<p>{t("shop.shop_no_text")}</p>
		<p><LinkButton kind="primary" href="/api/office/own-kit" download>{t("shop.kit_get")}</LinkButton></p>
		<Notice title={t("shop.kit_where")}>
			<ul>
				<li>{t("shop.kit_where_1")}</li>
				<li>{t("shop.kit_where_2")}</li>
				<li>{t("shop.kit_where_3")}</li>
			</ul>
		</Notice>
	</>}</Behind>;
}
