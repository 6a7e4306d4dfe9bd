import { useState } from "preact/hooks";
import { type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, ErrorNotice, Form, LinkButton, Loading, Notice, RadioGroup,
	Textarea } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { History } from "../history.tsx";
import { Only, Tag, word } from "../parts.tsx";

type Shown = Out<"GET /api/settlement/holds/{hold_id}">;

export default guarded("settlement.view", function Hold({ params }: PageProps) {
	const hold_id = Number(params.hold_id);
	const data = useCall("GET /api/settlement/holds/{hold_id}", { hold_id });
	const [said, set_said] = useState<{ title: string; text?: string } | null>(null);
	const row = data.value;
	const done = (title: string, text?: string) => {
		set_said({ title, text });
		data.reload();
	};
	return <MoneyPage title={t("hold.title", { no: String(hold_id) })}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!row && data.loading && <Loading />}
		{said && <Notice kind="success" live title={said.title}>{said.text && <p>{said.text}</p>}</Notice>}
		{row && <>
			<DescriptionList rows={[
				{ label: t("closing.state"), value: <Tag kind="hold_state" code={row.state} bad={row.state === "held"} /> },
				{ label: t("closing.shop"), value: `${row.name} (${row.shop_no})` },
				{ label: t("hold.what"), value: row.payment_id ? t("hold.payment", { no: String(row.payment_id) }) : t("hold.whole_shop") },
				row.payment_id !== undefined && { label: t("hold.yen"), value: yen(row.yen) },
				row.paid_at !== undefined && { label: t("hold.paid_at"), value: <DateTime at={row.paid_at} /> },
				{ label: t("hold.reason"), value: word("hold_reason", row.reason) },
				{ label: t("hold.note"), value: row.note },
				{ label: t("hold.held_by"), value: row.held_by_name ?? "" },
				{ label: t("hold.held_at"), value: <DateTime at={row.held_at} /> },
				row.asked_state !== undefined && { label: t("hold.asked"), value: t("hold.asked_waits",
					{ what: word("hold_state", row.asked_state), name: row.asked_by_name ?? "" }) },
				row.asked_note !== undefined && { label: t("hold.ask_note"), value: row.asked_note },
				row.decided_by_name !== undefined && { label: t("hold.decided_by"), value: row.decided_by_name },
			]} />
			{row.state === "held" && <Only right="settlement.hold">{row.asked_state === undefined
				? <Request row={row} on_done={() => done(t("hold.ask_done"), t("hold.ask_done_text"))} />
				: <Decision row={row} on_done={() => done(t("hold.decided"))} />}</Only>}
			<p class="no-print"><LinkButton kind="text" href="/staff/holds">{t("hold.to_list")}</LinkButton></p>
			<History key={`${row.state} ${row.asked_state}`} object="hold" object_id={hold_id} />
		</>}
	</MoneyPage>;
});

/** What the first person asks for. */
function Request({ row, on_done }: { row: Shown; on_done: () => void }) {
	const act = useAct(`hold-request-${row.hold_id}`, "POST /api/settlement/holds/{hold_id}/requests");
	const form = useForm({
		values: { state: "released", note: "" },
		check: ({ note }) => note.trim() === "" ? [{ pointer: "/note", code: "missing" }] : [],
		async submit({ state, note }) {
			await act.run({ hold_id: row.hold_id, state: state as "released" | "refused", note: note.trim() });
			on_done();
		},
	});
	return <section class="stack">
		<h2>{t("hold.ask")}</h2>
		<ActState act={act} />
		<Form form={form} submit={t("hold.ask_act")}>
			<RadioGroup {...form.field("state")} label={t("hold.ask_what")} required choices={[
				{ value: "released", label: t(row.payment_id ? "hold.ask_release" : "hold.ask_release_shop") },
				...row.payment_id ? [{ value: "refused", label: t("hold.ask_refuse") }] : [],
			]} />
			<Textarea {...form.field("note")} label={t("hold.note")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</section>;
}

/** What the second person says. */
function Decision({ row, on_done }: { row: Shown; on_done: () => void }) {
	const act = useAct(`hold-decision-${row.hold_id}`, "POST /api/settlement/holds/{hold_id}/decisions");
	const decide = async (is_approved: boolean) => {
		await act.run({ hold_id: row.hold_id, is_approved });
		on_done();
	};
	const refusal = row.asked_state === "refused";
	return <section class="stack">
		<h2>{t("hold.decide")}</h2>
		<ActState act={act} />
		{row.is_own && <p>{t("hold.decide_own")}</p>}
		<div class="row">
			{!row.is_own && <Ask primary={!refusal} danger={refusal} label={t("hold.approve")} act={t("hold.approve")}
				title={t("hold.approve_title", { what: word("hold_state", row.asked_state ?? "") })} on_act={() => decide(true)}>
				<p>{row.payment_id === undefined ? t("hold.approve_shop")
					: t(refusal ? "hold.approve_refuse" : "hold.approve_release", { amount: yen(row.yen) })}</p></Ask>}
			<Ask small label={t(row.is_own ? "hold.take_back" : "hold.keep")} act={t(row.is_own ? "hold.take_back" : "hold.keep")}
				title={t(row.is_own ? "hold.take_back" : "hold.keep")} on_act={() => decide(false)} />
		</div>
	</section>;
}
