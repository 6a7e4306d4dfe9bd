import { date_time, number } from "../../../core/format.ts";
import { is_late, usePublished, type Finding, type Status } from "../../../core/proof.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, ErrorNotice, List, Loading, Notice, Page, Table } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { AuditTabs, word } from "../parts.tsx";

function place(row: string, from: number, to: number): string {
	return from === to ? `${row} ${number(from)}` : t("books_proof.place_of", { row, from: number(from), to: number(to) });
}

function where(finding: Finding): string {
	const at = place(word("tamper_row", finding.row), finding.first_id, finding.last_id);
	if (finding.last_row_id === 0)
		return at;
	const row = word("tamper_row", finding.chain === "audit" ? "entry" : "posting");
	return `${at} (${place(row, finding.first_row_id, finding.last_row_id)})`;
}

function State({ status }: { status: Status }) {
	const time = date_time(status.checked_at);
	return <>
		{is_late(status) && <Notice kind="warning" title={t("books_proof.late")}><p>{t("books_proof.late_text", { time })}</p></Notice>}
		{status.is_clean
			? <Notice kind="success" title={t("books_proof.clean")}>
				<p>{t("books_proof.clean_text", { time, ledger: number(status.ledger_rows), audit: number(status.audit_rows) })}</p>
			</Notice>
			: <Notice kind="error" title={t("books_proof.wrong")}>
				<p>{t("books_proof.wrong_text", { time, count: number(status.wrong + status.untimely) })}</p>
			</Notice>}
		{!status.is_clean && <Table name="findings" caption={t("books_proof.findings")} rows={status.findings}
			row_key={(row) => `${row.what} ${row.chain} ${row.first_id}`} columns={[
				{ key: "what", label: t("books_proof.finding"), cell: (row) => word("tamper", row.what) },
				{ key: "place", label: t("books_proof.place"), cell: where },
				{ key: "count", label: t("books_proof.count"), number: true, cell: (row) => number(row.count) },
			]} />}
	</>;
}

export default guarded("people.audit", function Proof() {
	const status = usePublished("status.json");
	return <Page wide title={t("books_proof.title")} lead={<p>{t("books_proof.lead_staff")}</p>}>
		<AuditTabs />
		<section class="stack">
			<h2>{t("books_proof.state")}</h2>
			{status.error && <ErrorNotice error={status.error} retry={status.reload} />}
			{status.value ? <State status={status.value} /> : status.missing
				? <Notice title={t("books_proof.never")}><p>{t("books_proof.never_text")}</p></Notice>
				: !status.error && <Loading />}
		</section>
		<section class="stack">
			<h2>{t("books_proof.newest")}</h2>
			<List route="GET /api/office/proof" caption={t("books_proof.newest")} order="newest" row_key={(row) => row.proof_root_id}
				filters={[
					{ name: "from_on", label: t("staff.from_on"), kind: "date" },
					{ name: "to_on", label: t("staff.to_on"), kind: "date" },
				]}
				empty={<EmptyState title={t("books_proof.none")}><p>{t("books_proof.none_text")}</p></EmptyState>}
				columns={[
					{ key: "proof_root_id", label: t("books_proof.number"), down: "newest", up: "oldest",
						cell: (row) => number(row.proof_root_id) },
					{ key: "made_at", label: t("books_proof.made_at"), cell: (row) => <DateTime at={row.made_at} /> },
					{ key: "on_date", label: t("books_proof.on_date"), cell: (row) => row.on_date !== undefined
						? <DateTime at={row.on_date} show="date" /> : "" },
					{ key: "ledger_seal_no", label: t("column.ledger_seal_no"), number: true, cell: (row) => number(row.ledger_seal_no) },
					{ key: "audit_seal_no", label: t("column.audit_seal_no"), number: true, cell: (row) => number(row.audit_seal_no) },
					{ key: "hash", label: t("books_proof.root_hash"), cell: (row) => <code>{row.hash.slice(0, 16)}…</code> },
				]} />
		</section>
	</Page>;
});
