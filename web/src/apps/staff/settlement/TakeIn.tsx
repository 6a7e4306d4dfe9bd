// A statement of the bank: chosen or dropped, looked at, then taken in.
import { useRef, useState } from "preact/hooks";
import { call, Refusal, type Out } from "../../../core/api.ts";
import { error_text } from "../../../core/errors.ts";
import { number, yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, FileField, LinkButton, Loading, Notice, Table } from "../../../ui/index.ts";
import { Ask } from "../act.tsx";
import { long_day, period, Tag, word } from "../parts.tsx";

type Seen = Out<"POST /api/settlement/statement-previews">;
const bytes_max = 8 * 1024 * 1024;

/** Bytes alone: browsers guess a type from the ending, banks use any. */
const as_bytes = (file: File) => new Blob([file], { type: "application/octet-stream" });

export function TakeIn({ on_done }: { on_done: () => void }) {
	const [file, set_file] = useState<File | null>(null);
	const [seen, set_seen] = useState<Seen | null>(null);
	const [error, set_error] = useState<unknown>(null);
	const [large, set_large] = useState(false);
	const [taken, set_taken] = useState<Seen | null>(null);
	const key = useRef("");

	async function choose(chosen: File | null) {
		set_seen(null);
		set_error(null);
		set_taken(null);
		set_large(chosen !== null && chosen.size > bytes_max);
		set_file(chosen);
		if (!chosen || chosen.size > bytes_max)
			return;
		// One key for this choice: sent again after a lost answer, it is taken in once.
		key.current = crypto.randomUUID();
		try {
			set_seen(await call("POST /api/settlement/statement-previews", {}, { file: as_bytes(chosen) }));
		} catch (found) {
			set_error(found);
		}
	}
	async function take_in() {
		const out = await call("POST /api/settlement/statements", {}, { file: as_bytes(file!), once: key.current });
		set_taken(out);
		set_seen(null);
		set_file(null);
		on_done();
	}
	return <section class="stack no-print">
		<h2>{t("statement.take_title")}</h2>
		<p>{t("statement.take_lead")}</p>
		<FileField id="statement-file" name="file" label={t("statement.choose")} support={t("statement.choose_support")} bare
			value={file} on_value={(chosen) => void choose(chosen)} error={large ? t("statement.too_large") : undefined} />
		{file && !large && !seen && error === null && <Loading />}
		{error !== null && <Refused error={error} />}
		{taken && <Taken statement={taken} />}
		{seen && <>
			<Notice live title={t("statement.seen_title")}><p>{t("statement.seen_text")}</p></Notice>
			<Summary statement={seen} />
			<Lines statement={seen} />
			<div class="row"><Ask primary label={t("statement.take")} act={t("statement.take")}
				title={t("statement.take_ask", { count: number(seen.bank_lines) })} on_act={take_in}>
				<p>{t("statement.take_what", { returns: number(seen.returns), open: number(seen.open) })}</p>
			</Ask></div>
		</>}
	</section>;
}

const findings_shown = 20;

/** A damaged file: each place that is wrong, as the bank's office wants to hear it. */
function Refused({ error }: { error: unknown }) {
	const wrong = error instanceof Refusal && error.code === "bank_file_wrong" ? error.errors : [];
	if (wrong.length === 0)
		return <Notice kind="error" live title={error_text(error)} />;
	return <Notice kind="error" live title={t("statement.damaged")}>
		<ul>
			{wrong.slice(0, findings_shown).map((row) => {
				const { record, column, name, finding } = row.params ?? {};
				return <li key={`${record} ${column} ${finding}`}>{t("statement.finding", { record: String(record),
					column: String(column), name: String(name), finding: word("finding", String(finding)) })}</li>;
			})}
		</ul>
		{wrong.length > findings_shown && <p>{t("statement.findings_more", { count: wrong.length - findings_shown })}</p>}
	</Notice>;
}

function Taken({ statement }: { statement: Seen }) {
	return <Notice kind="success" live title={t("statement.taken", { count: number(statement.bank_lines) })}>
		<p>{t("statement.taken_text", { debits: number(statement.debits), returns: number(statement.returns),
			open: number(statement.open), repeated: number(statement.repeated) })}</p>
		{statement.open > 0 && <p><LinkButton small href="/staff/bank-lines?state=open">{t("statement.to_open")}</LinkButton></p>}
	</Notice>;
}

function Summary({ statement }: { statement: Seen }) {
	return <DescriptionList rows={[
		{ label: t("statement.kind"), value: word("bank_statement_kind", statement.kind) },
		{ label: t("statement.period"), value: days(statement) },
		{ label: t("statement.lines"), value: number(statement.bank_lines) },
		{ label: t("statement.in_yen"), value: yen(statement.in_yen) },
		{ label: t("statement.out_yen"), value: yen(statement.out_yen) },
		{ label: t("statement.debits"), value: number(statement.debits) },
		{ label: t("statement.returns"), value: number(statement.returns) },
		{ label: t("statement.open_lines"), value: number(statement.open) },
		{ label: t("statement.repeated"), value: number(statement.repeated) },
	]} />;
}

function Lines({ statement }: { statement: Seen }) {
	return <>
		<Table name="statement-seen" caption={t("statement.seen_lines")} rows={statement.lines}
			row_key={(row) => row.line_no} columns={[
				{ key: "day", label: t("statement.day"), cell: (row) => <DateTime at={row.account_on} show="date" /> },
				{ key: "direction", label: t("statement.direction"), cell: (row) => word("bank_direction", row.direction) },
				{ key: "yen", label: t("statement.amount"), number: true, main: true, cell: (row) => yen(row.yen) },
				{ key: "words", label: t("statement.words"), cell: (row) => [row.sender_name, row.summary].filter(Boolean).join(" / ") },
				{ key: "state", label: t("staff.state"), cell: (row) =>
					<Tag kind="bank_line_state" code={row.state} bad={row.state === "open"} /> },
				{ key: "what", label: t("statement.what"), cell: (row) => <What row={row} /> },
				{ key: "shop", label: t("statement.shop"), cell: (row) => row.shop_name ?? "" },
			]} />
		{statement.lines.length < statement.bank_lines &&
			<p>{t("statement.seen_first", { count: number(statement.lines.length) })}</p>}
	</>;
}

export const days = ({ from_on, to_on }: { from_on: string; to_on: string }) =>
	from_on === to_on ? long_day(from_on) : period(from_on, to_on);

interface Matched { kind?: string; bank_file_id: number; payout_id: number }

const target = (row: Matched): string => row.bank_file_id !== 0 ? t("statement.file_no", { no: row.bank_file_id })
	: row.payout_id !== 0 ? t("statement.payout_no", { no: row.payout_id }) : "";

/** "組戻 支払い 12": what a line was matched to, in words. */
export function what_of(row: Matched): string {
	return [row.kind && word("bank_line_kind", row.kind), target(row)].filter(Boolean).join(" ");
}

/** The same, leading to the file or the payout. */
export function What({ row }: { row: Matched }) {
	const href = row.bank_file_id !== 0 ? `/staff/bank-files/${row.bank_file_id}` : `/staff/payouts/${row.payout_id}`;
	return <>{row.kind && word("bank_line_kind", row.kind)}{" "}
		{target(row) !== "" && <a href={href}>{target(row)}</a>}</>;
}
