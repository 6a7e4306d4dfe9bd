import { useState } from "preact/hooks";
import { address_of } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { today, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Confirm, DateTime, DescriptionList, ErrorNotice, Form, LinkButton, Loading, Notice, Page, Textarea }
	from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded, useHas } from "../desk.tsx";
import { History } from "../history.tsx";
import { Only, PaperLink, Tag } from "../parts.tsx";

export default guarded("voucher.view", function Sale({ params }: PageProps) {
	const sale_id = Number(params.sale_id);
	const data = useCall("GET /api/sales/counter-sales/{sale_id}", { sale_id });
	const finds = useHas("people.look");
	const row = data.value;
	const title = row ? t("staff.sale_title", { receipt_no: row.receipt_no }) : t("staff.sale");
	return <Page title={title}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!row && data.loading && <Loading />}
		{row && <>
			<DescriptionList rows={[
				{ label: t("staff.state"), value: <Tag kind="sale_state" code={row.state} bad={row.state === "void"} /> },
				{ label: t("staff.sold_at"), value: <DateTime at={row.sold_at} /> },
				{ label: t("staff.round"), value: row.round_name },
				{ label: t("staff.sets"), value: t("staff.sets_of", { sets: row.sets }) },
				{ label: t("staff.paid"), value: yen(row.paid_yen) },
				{ label: t("staff.spent"), value: yen(row.spent_yen) },
				{ label: t("staff.clerk"), value: row.clerk_name ?? t("staff.unknown") },
				{ label: t("staff.person_no"), value: finds
					? <a href={`/staff/people/${row.person_id}`}>{row.person_id}</a> : row.person_id },
				row.voided_at !== undefined && { label: t("staff.voided_at"), value: <DateTime at={row.voided_at} /> },
				row.voided_by !== undefined && { label: t("staff.voided_by"), value: row.voided_by },
				row.void_reason !== undefined && { label: t("staff.reason"), value: row.void_reason },
			]} />
			<div class="row no-print">
				<Only right="voucher.sell"><PaperLink primary
					href={address_of("GET /api/sales/counter-sales/{sale_id}/receipt", { sale_id })}>
					{t("staff.receipt_again")}</PaperLink></Only>
				<LinkButton kind="text" href="/staff/sales">{t("staff.to_sales")}</LinkButton>
			</div>
			<Only right="voucher.void"><TakeBack sale_id={sale_id} receipt_no={row.receipt_no} paid_yen={row.paid_yen}
				open={row.state === "sold" && today(new Date(row.sold_at)) === today()} on_done={data.reload} /></Only>
			<History key={row.state} object="sale" object_id={sale_id} />
		</>}
	</Page>;
});

/** Same day, unspent, by another account than the one that sold. */
function TakeBack({ sale_id, receipt_no, paid_yen, open, on_done }: {
	sale_id: number; receipt_no: string; paid_yen: number; open: boolean; on_done: () => void;
}) {
	const act = useAct(`sale-void-${sale_id}`, "POST /api/sales/counter-sales/{sale_id}/voids");
	const [asking, set_asking] = useState<string | null>(null);
	const [error, set_error] = useState<unknown>(null);
	const form = useForm({
		values: { reason: "" },
		check: ({ reason }) => reason.trim() === "" ? [{ pointer: "/reason", code: "missing" }] : [],
		submit({ reason }) {
			set_error(null);
			set_asking(reason.trim());
		},
	});
	async function take_back() {
		try {
			await act.run({ sale_id, reason: asking ?? "" });
			set_asking(null);
			on_done();
		} catch (found) {
			set_error(found);
			set_asking(null);
		}
	}
	if (act.state.step === "done")
		return <Notice kind="success" live title={t("staff.void_done")}>
			<p>{t("staff.void_done_text", { amount: yen(act.state.out.returned_yen), sets: act.state.out.sets })}</p></Notice>;
	if (!open)
		return null;
	return <section class="stack">
		<h2>{t("staff.void_title")}</h2>
		<p>{t("staff.void_lead")}</p>
		<ActState act={act} />
		{error !== null && <Notice kind="error" live title={error_text(error)} />}
		<Form form={form} submit={t("staff.void_check")}>
			<Textarea {...form.field("reason")} label={t("staff.void_reason")} support={t("staff.no_names")} rows={2}
				max={200} required />
		</Form>
		<Confirm open={asking !== null} danger title={t("staff.void_ask", { receipt_no })} act={t("staff.void_act")}
			busy={act.state.step === "sending" || act.state.step === "checking"}
			on_act={() => void take_back()} on_close={() => set_asking(null)}>
			<p>{t("staff.void_text", { amount: yen(paid_yen) })}</p>
			<p>{t("staff.reason")}: {asking}</p>
		</Confirm>
	</section>;
}
