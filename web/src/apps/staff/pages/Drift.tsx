import { useCall } from "../../../core/data.ts";
import { number } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, ErrorNotice, Loading, Notice, Page, PrintButton, Table } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { FundTabs } from "../funds.tsx";
import { word } from "../parts.tsx";

export default guarded("settlement.view", function Drift() {
	const data = useCall("GET /api/settlement/drifts", {});
	const rows = data.value?.rows ?? [];
	return <Page wide title={t("funds.drift")} lead={<p>{t("funds.drift_lead")}</p>} tools={<PrintButton />}>
		<FundTabs />
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{data.value && rows.length === 0 &&
			<EmptyState title={t("funds.drift_none")}><p>{t("funds.drift_none_text")}</p></EmptyState>}
		{rows.length > 0 && <>
			<Notice kind="error" title={t("funds.drift_open", { count: rows.length })}>
				<p>{t("funds.drift_what_now")}</p></Notice>
			<Table name="drift" caption={t("funds.drift")} rows={rows} row_key={(row) => row.drift_id} columns={[
				{ key: "what", label: t("funds.drift_what"), cell: (row) => word("drift_what", row.what) },
				{ key: "object", label: t("funds.drift_object"), number: true, cell: (row) => row.object_id },
				{ key: "round", label: t("funds.round"), number: true, cell: (row) => row.round_id || "" },
				{ key: "expected", label: t("funds.drift_expected"), number: true, cell: (row) => number(row.expected) },
				{ key: "found", label: t("funds.drift_found"), number: true, cell: (row) => number(row.found) },
				{ key: "since", label: t("funds.drift_since"), cell: (row) => <DateTime at={row.found_at} /> },
			]} />
		</>}
	</Page>;
});
