import { useState } from "preact/hooks";
import type { In, Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date_time, number, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { CheckboxGroup, DateTime, DescriptionList, EmptyState, ErrorNotice, Form, LinkButton, List, Loading,
	Money, Notice, Select, TextField, Textarea } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { measured, rule_text } from "./check_parts.tsx";
import { hold_reasons } from "./hold_form.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Fold, Only, Tag, choices, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

type Flag = Out<"GET /api/settlement/flags/{flag_id}">;
type Reason = In<"POST /api/settlement/flags/{flag_id}/holds">["reason"];

export default guarded("settlement.view", function Check({ params }: PageProps) {
	const flag_id = Number(params.flag_id);
	const data = useCall("GET /api/settlement/flags/{flag_id}", { flag_id });
	const rules = useCall("GET /api/settlement/check-rules", {});
	const [turn, set_turn] = useState(0);
	const flag = data.value;
	const rule = rules.value?.rows.find((row) => row.code === flag?.code);
	const changed = () => {
		data.reload();
		set_turn(turn + 1);
	};
	return <MoneyPage wide title={flag ? word("check_code", flag.code) : t("checks.finding", { flag_id: String(flag_id) })}>
		<SettlementTabs />
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!flag && data.loading && <Loading />}
		{flag && <>
			<DescriptionList rows={[
				{ label: t("staff.state"), value: <Tag kind="flag_state" code={flag.state} bad={flag.state === "open"} /> },
				{ label: t("staff.shop_name"), value: <a href={`/staff/shops/${flag.shop_id}`}>{flag.shop_name} {flag.shop_no}</a> },
				{ label: t("checks.measured"), value: measured(flag) },
				{ label: t("checks.sum"), value: <><Money yen={flag.amount_yen} /> {t("checks.of_payments", { count: number(flag.payment_count) })}</> },
				{ label: t("checks.purse"), value: <Purse flag={flag} /> },
				{ label: t("checks.found_at"), value: <DateTime at={flag.found_at} /> },
				...rule ? [{ label: t("checks.rule_now"), value: rule_text(rule) }] : [],
			]} />
			<Behind key={turn} flag_id={flag_id} />
			<Only right="settlement.hold"><Decide flag={flag} turn={turn} on_done={changed} /></Only>
			<Steps flag={flag} />
		</>}
		<p><LinkButton kind="text" href="/staff/checks">{t("checks.to_list")}</LinkButton></p>
	</MoneyPage>;
});

/** A number; who it is shows only to those who may look, with a purpose, on the person's page. */
function Purse({ flag }: { flag: Flag }) {
	if (flag.purse_id === 0)
		return <>{t("checks.purse_several")}</>;
	return <>{t("checks.purse_no", { purse_id: String(flag.purse_id) })}{" "}
		<Only right="people.look"><a href={`/staff/people/${flag.person_id}`}>{t("checks.look_person")}</a></Only></>;
}

function Behind({ flag_id }: { flag_id: number }) {
	return <section class="stack">
		<h2>{t("checks.behind")}</h2>
		<List route="GET /api/settlement/flag-payments" fixed={{ flag_id }} caption={t("checks.behind")}
			order="oldest" row_key={(row) => row.flag_row_id}
			empty={<EmptyState title={t("checks.behind_none")} />}
			columns={[
				{ key: "paid_at", label: t("staff.when"), up: "oldest", down: "newest", cell: (row) => <DateTime at={row.paid_at} /> },
				{ key: "amount_yen", label: t("checks.amount"), number: true, main: true, down: "amount",
					cell: (row) => <Money yen={row.amount_yen} /> },
				{ key: "purse", label: t("checks.purse"),
					cell: (row) => t("checks.purse_no", { purse_id: String(row.purse_id) }) },
				{ key: "shop", label: t("staff.shop_name"), cell: (row) => row.shop_name },
				{ key: "means", label: t("checks.means"), cell: (row) => word("means", row.means) },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="flagged" code={row.state} bad={row.state === "held" || row.state === "refused"} /> },
				{ key: "payment_no", label: t("checks.payment_no"), number: true, extra: true, cell: (row) => row.payment_id },
			]} />
	</section>;
}

function Decide({ flag, turn, on_done }: { flag: Flag; turn: number; on_done: () => void }) {
	const [said, set_said] = useState("");
	const done = (text: string) => {
		set_said(text);
		on_done();
	};
	return <section class="stack no-print">
		<h2>{t("checks.decide")}</h2>
		{said && <Notice kind="success" live title={said} />}
		{flag.state !== "cleared" && flag.payment_count > 0 && <Fold label={t("checks.hold_payments")}>{(close) =>
			<HoldPayments key={turn} flag={flag} on_done={(count) => {
				close();
				done(t("checks.held", { count: number(count) }));
			}} />}</Fold>}
		<div class="row">
			{flag.state !== "cleared" && <HoldShop flag={flag} on_done={() => done(t("checks.shop_held"))} />}
			{flag.state === "open" && <Clear flag={flag} on_done={() => done(t("checks.cleared"))} />}
		</div>
	</section>;
}

/** All that can still be held are marked at first. */
function HoldPayments({ flag, on_done }: { flag: Flag; on_done: (count: number) => void }) {
	const rows = useCall("GET /api/settlement/flag-payments", { flag_id: flag.flag_id, limit: 200 });
	const open = rows.value?.rows.filter((row) => row.state === "paid");
	if (rows.error)
		return <ErrorNotice error={rows.error} retry={rows.reload} />;
	if (!open)
		return <Loading />;
	if (open.length === 0)
		return <p>{t("checks.all_held")}</p>;
	return <HoldForm flag={flag} on_done={on_done} choices={open.map((row) => ({ value: String(row.payment_id),
		label: `${yen(row.amount_yen)} ${t("checks.purse_no", { purse_id: String(row.purse_id) })}`,
		note: `${date_time(row.paid_at)} ${t("checks.payment_no")} ${row.payment_id}` }))} />;
}

function HoldForm({ flag, choices: payments, on_done }: {
	flag: Flag; choices: { value: string; label: string; note: string }[]; on_done: (count: number) => void;
}) {
	const act = useAct(`flag-hold-${flag.flag_id}`, "POST /api/settlement/flags/{flag_id}/holds");
	const form = useForm({
		values: { payments: payments.map((row) => row.value) as readonly string[], reason: "", note: "" },
		tidy: { note: tidy_text },
		check: (values) => [
			...values.payments.length === 0 ? [{ pointer: "/payments", code: "missing" }] : [],
			...values.reason === "" ? [{ pointer: "/reason", code: "missing" }] : [],
			...values.note === "" ? [{ pointer: "/note", code: "missing" }] : [],
		],
		async submit(values) {
			const { holds } = await act.run({ flag_id: flag.flag_id, reason: values.reason as Reason, note: values.note,
				payments: values.payments.map((id) => ({ payment_id: Number(id) })) });
			on_done(holds);
		},
	});
	return <>
		<p>{t("checks.hold_payments_text")}</p>
		<ActState act={act} />
		<Form form={form} submit={t("checks.hold_payments")}>
			<CheckboxGroup {...form.field("payments")} label={t("checks.choose")} support={t("checks.choose_support")} choices={payments} required />
			<Select {...form.field("reason")} label={t("checks.hold_kind")} choices={choices("hold_reason", hold_reasons)} required />
			<Textarea {...form.field("note")} label={t("checks.note")} support={t("checks.note_support")} max={200} required />
		</Form>
	</>;
}

function HoldShop({ flag, on_done }: { flag: Flag; on_done: () => void }) {
	const act = useAct(`flag-hold-shop-${flag.flag_id}`, "POST /api/settlement/flags/{flag_id}/holds");
	const [note, set_note] = useState("");
	return <Ask danger label={t("checks.hold_shop")} act={t("checks.hold_shop")}
		title={t("checks.hold_shop_ask", { name: flag.shop_name })} on_act={async () => {
			await act.run({ flag_id: flag.flag_id, reason: "irregular", note: note.trim() });
			on_done();
		}}>
		<p>{t("checks.hold_shop_text")}</p>
		<TextField id="hold-shop-note" name="note" label={t("checks.note")} support={t("checks.note_support")} value={note}
			on_value={set_note} max={200} required />
	</Ask>;
}

function Clear({ flag, on_done }: { flag: Flag; on_done: () => void }) {
	const act = useAct(`flag-clear-${flag.flag_id}`, "POST /api/settlement/flags/{flag_id}/clearances");
	const [note, set_note] = useState("");
	return <Ask label={t("checks.clear")} act={t("checks.clear")}
		title={t("checks.clear_ask", { code: word("check_code", flag.code) })} on_act={async () => {
			await act.run({ flag_id: flag.flag_id, note: note.trim() });
			on_done();
		}}>
		<p>{t("checks.clear_text")}</p>
		<TextField id="clear-note" name="note" label={t("checks.note")} support={t("checks.note_support")} value={note}
			on_value={set_note} max={200} required />
	</Ask>;
}

function Steps({ flag }: { flag: Flag }) {
	return <section class="stack">
		<h2>{t("checks.history")}</h2>
		<ol class="history">
			{(flag.acts ?? []).map((row) => <li key={`${row.act} ${row.happened_at}`}>
				<DateTime at={row.happened_at} />
				<strong>{word("flag_act", row.act)}</strong>
				<span>{row.account_name ?? t("checks.program")}</span>
				{row.note && <span>{row.note}</span>}
			</li>)}
		</ol>
	</section>;
}
