import { t } from "../../../i18n/index.ts";
import { go, useQuery } from "../../../core/router.tsx";
import { Page } from "../../../ui/index.ts";
import { me_load } from "../me.ts";
import { PasswordForm } from "../parts/PasswordForm.tsx";

/** The first password is known to whoever made the account: nothing works until it is changed. */
export default function Password() {
	const first = useQuery().has("first");
	return <Page title={t("shop.password_title")} lead={<p>{t(first ? "shop.password_lead" : "shop.password_own")}</p>}>
		<PasswordForm first={first} on_done={async () => {
			await me_load();
			go("/shop/", { replace: true });
		}} />
	</Page>;
}
