import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { ErrorNotice, Loading, Page } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { RoundForm, input_of } from "../round_form.tsx";
import { find_round } from "./Round.tsx";

export default guarded("voucher.edit", function RoundEdit({ params }: PageProps) {
	const round_id = Number(params.round_id);
	const data = useCall("GET /api/sales/staff-campaigns", {});
	const found = find_round(data.value, round_id);
	return <Page wide title={found ? t("staff.round_edit_title", { round: found.round.name }) : t("staff.round_edit")}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{found && <RoundForm round={found.round} back={`/staff/rounds/${round_id}`} on_send={async (values) => {
			await call("PUT /api/sales/rounds/{round_id}",
				{ round_id, ...input_of(values, found.campaign.campaign_id) });
			go(`/staff/rounds/${round_id}`);
		}} />}
	</Page>;
});
