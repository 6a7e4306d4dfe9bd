import { t } from "../../../i18n/index.ts";
import { DescriptionList, LinkButton, Notice, PrintButton } from "../../../ui/index.ts";

/** A first password can be seen only here and now: written down or printed, then handed over. */
export function FirstPassword({ shop_no, login, password }:
	{ shop_no: string; login: string; password: string }) {
	return <div class="stack">
		<Notice kind="warning" live title={t("shop.first_once")}><p>{t("shop.first_once_text")}</p></Notice>
		<DescriptionList rows={[
			{ label: t("shop.shop_no"), value: <span class="number">{shop_no}</span> },
			{ label: t("shop.login"), value: login },
			{ label: t("shop.password_first"), value: <code class="first-password">{password}</code> },
		]} />
		<div class="row no-print">
			<PrintButton />
			<LinkButton kind="primary" href="/shop/clerks">{t("shop.first_done")}</LinkButton>
		</div>
	</div>;
}
