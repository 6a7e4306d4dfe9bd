import { useState } from "preact/hooks";
import { go } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { LinkButton, Notice, Page } from "../../../ui/index.ts";
import { Scanner } from "../../../scan/Scanner.tsx";
import { code_kind } from "../code_kind.ts";
import { Earlier } from "../parts/Earlier.tsx";

/** Finds the shop: by its poster, or by its number. */
export default function Pay() {
	const [wrong, set_wrong] = useState(false);
	return <Page title={t("resident.pay")} lead={<p>{t("resident.pay_text")}</p>}>
		<Earlier />
		{wrong && <Notice kind="warning" live title={t("resident.pay_not_shop")}>
			<p>{t("resident.pay_not_shop_text")}</p></Notice>}
		<Scanner what={t("resident.pay_what")}
			typed={{ label: t("resident.pay_typed"), support: t("resident.pay_typed_support") }}
			on_code={(text) => {
				const kind = code_kind(text);
				set_wrong(kind.other === true);
				if (kind.poster)
					go(`/p/${kind.poster}`);
				else if (kind.shop_no)
					go(`/pay/${kind.shop_no}`);
				else if (kind.claim_code)
					go(`/c/${kind.claim_code}`);
			}} />
		<section class="card">
			<h2>{t("resident.show_code")}</h2>
			<p>{t("resident.show_code_text")}</p>
			<p><LinkButton href="/code">{t("resident.show_code")}</LinkButton></p>
		</section>
	</Page>;
}
