import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, ErrorNotice, Form, Loading, Notice, RadioGroup, Textarea, TextField,
	type Choice } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { History } from "../history.tsx";
import { choices, Fold, Only, Tag, word } from "../parts.tsx";
import { What, what_of } from "./TakeIn.tsx";

type Answer = Out<"GET /api/settlement/bank-lines/{bank_line_id}">;
interface PartProps { answer: Answer; on_done: (text: string) => void }
interface FoldProps extends PartProps { close: () => void }

export default guarded("settlement.view", function BankLine({ params }: PageProps) {
	const bank_line_id = Number(params.bank_line_id);
	const data = useCall("GET /api/settlement/bank-lines/{bank_line_id}", { bank_line_id });
	const [said, set_said] = useState("");
	const answer = data.value;
	const changed = (text: string) => {
		set_said(text);
		data.reload();
	};
	return <MoneyPage title={t("statement.line_title", { no: params.bank_line_id ?? "" })}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!answer && data.loading && <Loading />}
		{said && <Notice kind="success" live title={said} />}
		{answer && <>
			<Facts answer={answer} />
			<p class="no-print"><a href={`/staff/bank-lines?bank_statement_id=${answer.line.bank_statement_id}`}>
				{t("statement.to_statement")}</a></p>
			<Only right="settlement.pay">
				{answer.line.state === "open" && <Open key={answer.line.asked_kind} answer={answer} on_done={changed} />}
				{answer.line.state === "matched" && <Undo key={answer.line.asked_kind} answer={answer} on_done={changed} />}
				{(answer.line.state === "explained" || answer.line.state === "repeated") &&
					<Fold label={t("statement.reopen")}>{(close) => <Reopen answer={answer} on_done={changed} close={close} />}</Fold>}
			</Only>
			<History key={`${answer.line.state} ${said}`} object="bank_line" object_id={bank_line_id} />
		</>}
	</MoneyPage>;
});

function Facts({ answer: { line, text } }: { answer: Answer }) {
	return <DescriptionList rows={[
		{ label: t("staff.state"), value: <Tag kind="bank_line_state" code={line.state} bad={line.state === "open"} /> },
		{ label: t("statement.day"), value: <DateTime at={line.account_on} show="date" /> },
		{ label: t("statement.direction"), value: word("bank_direction", line.direction) },
		{ label: t("statement.amount"), value: <strong>{yen(line.yen)}</strong> },
		text.sender_name !== undefined && { label: t("statement.sender"), value: text.sender_name },
		text.sender_bank !== undefined && { label: t("statement.sender_bank"),
			value: [text.sender_bank, text.sender_branch].filter(Boolean).join(" ") },
		text.summary !== undefined && { label: t("statement.summary"), value: text.summary },
		text.edi !== undefined && { label: t("statement.edi"), value: text.edi },
		text.inquiry_no !== undefined && { label: t("statement.inquiry_no"), value: text.inquiry_no },
		text.is_cancelled && { label: t("statement.cancelled"), value: t("staff.yes") },
		line.kind !== undefined && { label: t("statement.what"), value: <What row={line} /> },
		line.fee_yen !== 0 && { label: t("statement.fee"), value: t("statement.fee_note", { fee: yen(line.fee_yen) }) },
		line.shop_name !== undefined && { label: t("statement.shop"), value: `${line.shop_name} (${line.shop_no})` },
		line.note !== undefined && { label: t("staff.note"), value: line.note },
		line.decided_at !== undefined && { label: t("statement.decided"), value: <><DateTime at={line.decided_at} />
			{" "}{line.decided_by_name ?? t("statement.by_program")}</> },
	]} />;
}

function Open(props: PartProps) {
	const { line } = props.answer;
	return <section class="stack no-print">
		<h2>{t("statement.work_title")}</h2>
		{line.shop_id !== 0 && <Notice kind="warning" title={t("statement.stops_shop", { shop: line.shop_name ?? "" })}>
			<p>{t("statement.stops_shop_text")}</p></Notice>}
		{line.asked_kind !== undefined ? <Asked {...props} /> : <>
			<Fold label={t(line.direction === "in" ? "statement.claim_return" : "statement.claim_debit")}>
				{(close) => <Claim {...props} close={close} />}</Fold>
			<Fold label={t("statement.explain")}>{(close) => <Explain {...props} close={close} />}</Fold>
		</>}
		<Fold label={t("statement.set_shop")}>{(close) => <SetShop {...props} close={close} />}</Fold>
	</section>;
}

/** A match that is wrong: one person asks, a second one takes it back. */
function Undo(props: PartProps) {
	const { line } = props.answer;
	if (line.asked_kind === "undo")
		return <section class="stack no-print">
			<h2>{t("statement.undo_asked")}</h2>
			<Asked {...props} />
		</section>;
	return <Fold label={t("statement.undo")}>{(close) => <AskUndo {...props} close={close} />}</Fold>;
}

/** A form that only asks why. */
function useReason(act: { run: (body: { bank_line_id: number; note: string }) => Promise<unknown> },
	{ answer: { line }, on_done, close }: FoldProps, said: string) {
	return useForm({
		values: { note: "" },
		check: ({ note }) => note.trim() === "" ? [{ pointer: "/note", code: "missing" }] : [],
		async submit({ note }) {
			await act.run({ bank_line_id: line.bank_line_id, note: note.trim() });
			close();
			on_done(said);
		},
	});
}

function AskUndo(props: FoldProps) {
	const { line } = props.answer;
	const act = useAct(`bank-line-undo-${line.bank_line_id}`, "POST /api/settlement/bank-lines/{bank_line_id}/undos");
	const form = useReason(act, props, t("statement.claimed"));
	return <>
		<ActState act={act} />
		<p>{t("statement.undo_lead")}</p>
		{line.kind === "return" && <p>{t("statement.undo_return")}</p>}
		<Form form={form} submit={t("statement.claim")}>
			<Textarea {...form.field("note")} label={t("staff.reason")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</>;
}

/** What will be so once the second person confirms. */
function Effect({ line }: { line: Answer["line"] }) {
	const amount = yen(line.yen + line.asked_fee_yen);
	if (line.asked_kind === "undo")
		return <>
			<p>{t("statement.confirm_undo", { what: what_of(line) })}</p>
			{line.kind === "return" && <p>{t("statement.undo_return")}</p>}
		</>;
	return <>
		<p>{t(line.asked_kind === "return" ? "statement.confirm_return" : "statement.confirm_debit", { amount })}</p>
		{line.asked_fee_yen !== 0 && <p>{t("statement.confirm_fee", { amount, fee: yen(line.asked_fee_yen) })}</p>}
	</>;
}

/** What a first person said: the second one confirms it, or it is dropped. */
function Asked({ answer: { line }, on_done }: PartProps) {
	const id = { bank_line_id: line.bank_line_id };
	const confirm = useAct(`bank-line-confirm-${line.bank_line_id}`, "POST /api/settlement/bank-lines/{bank_line_id}/confirmations");
	const drop = useAct(`bank-line-drop-${line.bank_line_id}`, "POST /api/settlement/bank-lines/{bank_line_id}/drops");
	const what = what_of({ kind: line.asked_kind, bank_file_id: line.asked_file_id, payout_id: line.asked_payout_id });
	return <div class="card stack">
		<p><strong>{t("statement.asked", { name: line.asked_by_name ?? "", what })}</strong></p>
		{line.asked_fee_yen !== 0 && <p>{t("statement.fee")}: {yen(line.asked_fee_yen)}</p>}
		<p>{t("staff.reason")}: {line.asked_note}</p>
		{line.is_own && <p>{t("statement.asked_own")}</p>}
		<ActState act={confirm} />
		<ActState act={drop} />
		<div class="row">
			{!line.is_own && <Ask primary label={t("statement.confirm")} act={t("statement.confirm")}
				title={t("statement.confirm_ask", { what })} on_act={async () => {
					await confirm.run(id);
					on_done(t("statement.confirmed"));
				}}><Effect line={line} /></Ask>}
			<Ask label={t("statement.drop")} act={t("statement.drop")} title={t("statement.drop_ask")} on_act={async () => {
				await drop.run(id);
				on_done(t("statement.dropped"));
			}} />
		</div>
	</div>;
}

/** Files first: a bank that debits each transfer never shows their sum. */
function candidates({ line, files, payouts }: Answer): Choice[] {
	return [
		...files.map((row) => ({ value: `file ${row.bank_file_id}`, label: t("statement.file_no", { no: row.bank_file_id }),
			note: t("statement.file_of", { count: row.payouts, amount: yen(row.yen) }) })),
		...payouts.map((row) => ({ value: `payout ${row.payout_id}`, label: t("statement.payout_of",
			{ no: row.payout_id, shop: row.shop_name, shop_no: row.shop_no }), note: row.yen === line.yen ? yen(row.yen)
			: t("statement.fee_of", { amount: yen(row.yen), fee: yen(row.yen - line.yen) }) })),
	];
}

function Claim({ answer, on_done, close }: FoldProps) {
	const { line } = answer;
	const act = useAct(`bank-line-claim-${line.bank_line_id}`, "POST /api/settlement/bank-lines/{bank_line_id}/claims");
	const found = candidates(answer);
	const form = useForm({
		values: { what: found.length === 1 ? found[0]!.value : "", note: "" },
		check: ({ what, note }) => [
			...what === "" ? [{ pointer: "/what", code: "missing" }] : [],
			...note.trim() === "" ? [{ pointer: "/note", code: "missing" }] : [],
		],
		async submit({ what, note }) {
			const [kind, no] = what.split(" ");
			const payout = answer.payouts.find((row) => kind === "payout" && row.payout_id === Number(no));
			await act.run({ bank_line_id: line.bank_line_id, kind: line.direction === "in" ? "return" : "debit",
				...(kind === "file" ? { bank_file_id: Number(no) } : { payout_id: Number(no) }),
				fee_yen: payout && payout.yen !== line.yen ? payout.yen - line.yen : undefined, note: note.trim() });
			close();
			on_done(t("statement.claimed"));
		},
	});
	if (found.length === 0)
		return <p>{t("statement.no_candidates")}</p>;
	return <>
		<ActState act={act} />
		<p>{t("statement.claim_lead")}</p>
		<Form form={form} submit={t("statement.claim")}>
			<RadioGroup {...form.field("what")} label={t("statement.which")} choices={found} required />
			<Textarea {...form.field("note")} label={t("staff.reason")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</>;
}

function Explain({ answer: { line }, on_done, close }: FoldProps) {
	const act = useAct(`bank-line-explain-${line.bank_line_id}`, "POST /api/settlement/bank-lines/{bank_line_id}/explanations");
	const kinds = line.direction === "in" ? ["deposit", "other"] as const : ["fee", "other"] as const;
	const form = useForm({
		values: { kind: "", note: "" },
		check: ({ kind, note }) => [
			...kind === "" ? [{ pointer: "/kind", code: "missing" }] : [],
			...note.trim() === "" ? [{ pointer: "/note", code: "missing" }] : [],
		],
		async submit({ kind, note }) {
			await act.run({ bank_line_id: line.bank_line_id, kind: kind as (typeof kinds)[number], note: note.trim() });
			close();
			on_done(t("statement.explained"));
		},
	});
	return <>
		<ActState act={act} />
		<Form form={form} submit={t("statement.explain")}>
			<RadioGroup {...form.field("kind")} label={t("statement.what")} choices={choices("bank_line_kind", kinds)} required />
			<Textarea {...form.field("note")} label={t("statement.explanation")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</>;
}

function SetShop({ answer: { line }, on_done, close }: FoldProps) {
	const form = useForm({
		values: { shop_no: line.shop_no ?? "" },
		tidy: { shop_no: (value) => value.normalize("NFKC").trim() },
		check: ({ shop_no }) => shop_no !== "" && !/^\d{6}$/.test(shop_no) ? [{ pointer: "/shop_no", code: "wrong_format" }] : [],
		async submit({ shop_no }) {
			await call("PUT /api/settlement/bank-lines/{bank_line_id}/shop",
				{ bank_line_id: line.bank_line_id, shop_no: shop_no || undefined });
			close();
			on_done(t("ui.saved"));
		},
	});
	return <>
		<p>{t("statement.set_shop_lead")}</p>
		<Form form={form} submit={t("ui.save")}>
			<TextField {...form.field("shop_no")} label={t("staff.shop_no")} support={t("statement.set_shop_support")} max={6}
				required={false} />
		</Form>
	</>;
}

function Reopen(props: FoldProps) {
	const { line } = props.answer;
	const act = useAct(`bank-line-reopen-${line.bank_line_id}`, "POST /api/settlement/bank-lines/{bank_line_id}/reopenings");
	const form = useReason(act, props, t("statement.reopened"));
	return <>
		<ActState act={act} />
		<p>{t(line.state === "repeated" ? "statement.reopen_repeated" : "statement.reopen_explained")}</p>
		<Form form={form} submit={t("statement.reopen")}>
			<Textarea {...form.field("note")} label={t("staff.reason")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</>;
}
