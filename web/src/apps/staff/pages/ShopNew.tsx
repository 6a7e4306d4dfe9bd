import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { LinkButton, Page } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { Arrive, ShownOnce } from "../parts.tsx";
import { ShopForm, shop_input } from "../shop_form.tsx";

export default guarded("shops.edit", function ShopNew() {
	const act = useAct("shop-new", "POST /api/office/staff-shops");
	const [login, set_login] = useState("");
	const out = act.state.step === "done" ? act.state.out : null;
	return <Page title={t("staff.shop_new")} lead={out ? undefined : <p>{t("staff.shop_new_lead")}</p>}>
		{out ? <Arrive label={t("staff.shop_made")}>
			<ShownOnce title={t("staff.hand_over")} rows={[
				{ label: t("staff.shop_no"), value: out.shop_no },
				{ label: t("staff.login"), value: login || (act.state.step === "done" ? act.state.input.owner_login : "") },
				{ label: t("staff.first_password"), value: out.first_password },
			]}><p>{t("staff.first_password_text")}</p></ShownOnce>
			<p><LinkButton href={`/staff/shops/${out.shop_id}`}>{t("staff.to_shop")}</LinkButton></p>
		</Arrive> : <>
			<ActState act={act} />
			<ShopForm back="/staff/shops" on_send={async (values) => {
				set_login(values.owner_login);
				await act.run({ ...shop_input(values), owner_login: values.owner_login, owner_name: values.owner_name });
			}} />
		</>}
	</Page>;
});
