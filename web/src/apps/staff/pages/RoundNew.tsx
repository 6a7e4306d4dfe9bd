import { go, type PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Page } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { RoundForm, input_of } from "../round_form.tsx";

export default guarded("voucher.edit", function RoundNew({ params }: PageProps) {
	const act = useAct(`round-new-${params.campaign_id}`, "POST /api/sales/rounds");
	return <Page wide title={t("staff.round_new")} lead={<p>{t("staff.round_new_lead")}</p>}>
		<ActState act={act} done={(out) => <p><a href={`/staff/rounds/${out.round_id}`}>{t("staff.look")}</a></p>} />
		<RoundForm back="/staff/campaigns" draft={`round-${params.campaign_id}`} on_send={async (values) => {
			const out = await act.run(input_of(values, Number(params.campaign_id)));
			go(`/staff/rounds/${out.round_id}`, { replace: true });
		}} />
	</Page>;
});
