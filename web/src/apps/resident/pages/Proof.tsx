import { useEffect, useState } from "preact/hooks";
import { date_time, number } from "../../../core/format.ts";
import { is_late, roots_check, usePublished, type Newest, type Status, type Verdict } from "../../../core/proof.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, EmptyState, ErrorNotice, Loading, Notice, Page } from "../../../ui/index.ts";
import "./proof.css";

const SHOWN = 5;

function State({ status }: { status: Status }) {
	const time = date_time(status.checked_at);
	if (!status.is_clean)
		return <Notice kind="error" title={t("books_proof.wrong")}>
			<p>{t("books_proof.wrong_text", { time, count: number(status.wrong) })}</p>
		</Notice>;
	if (is_late(status))
		return <Notice kind="warning" title={t("books_proof.late")}><p>{t("books_proof.late_text", { time })}</p></Notice>;
	return <Notice kind="success" title={t("books_proof.clean")}>
		<p>{t("books_proof.clean_text", { time, ledger: number(status.ledger_rows), audit: number(status.audit_rows) })}</p>
	</Notice>;
}

/** What this very browser makes of the roots. */
function Check({ verdict }: { verdict: Verdict | undefined }) {
	if (!verdict)
		return <p>{t("books_proof.checking")}</p>;
	if (verdict.kind === "differs")
		return <Notice kind="error" live title={t("books_proof.differs", { number: String(verdict.number) })}>
			<p>{t("books_proof.differs_text")}</p>
		</Notice>;
	if (verdict.kind === "unable")
		return <Notice kind="info" live title={t("books_proof.unable")}><p>{t("books_proof.unable_text")}</p></Notice>;
	return <Notice kind="success" live title={t("books_proof.fits")}>
		<p>{t("books_proof.fits_text", { count: number(verdict.count) })}</p>
	</Notice>;
}

function Roots({ newest }: { newest: Newest }) {
	const [verdict, set_verdict] = useState<Verdict>();
	useEffect(() => void roots_check(newest.roots).then(set_verdict), [newest]);
	return <>
		<section class="stack">
			<h2>{t("books_proof.newest")}</h2>
			<Check verdict={verdict} />
			{newest.roots.slice(0, SHOWN).map((root) => <DescriptionList key={root.proof_root_id} rows={[
				{ label: t("books_proof.number"), value: <span class="number">{root.proof_root_id}</span> },
				{ label: t("books_proof.made_at"), value: <DateTime at={root.made_at} /> },
				root.on_date !== undefined && { label: t("books_proof.on_date"), value: <DateTime at={root.on_date} show="date" /> },
				{ label: t("books_proof.root_hash"), value: <code class="proof-hash">{root.hash}</code> },
			]} />)}
		</section>
		<section class="stack stack--close">
			<h2>{t("books_proof.self")}</h2>
			<p>{t("books_proof.self_1")}</p>
			<p>{t("books_proof.self_2")}</p>
			<ul>{newest.months.toReversed().map((month) => <li key={month}>
				<a href={`/proof/roots-${month}.jsonl`} download={`roots-${month}.jsonl`}>{t("books_proof.file", { month })}</a>
			</li>)}</ul>
			<DescriptionList rows={[{ label: t("books_proof.public_key"),
				value: <code class="proof-hash">{newest.roots[0]?.public_key}</code> }]} />
		</section>
	</>;
}

/** For everybody, signed in or not: that the books were not changed, and how to tell. */
export default function Proof() {
	const newest = usePublished("newest.json");
	const status = usePublished("status.json");
	const error = newest.error ?? status.error;
	return <Page title={t("books_proof.title")} lead={<p>{t("books_proof.lead")}</p>}>
		{error && <ErrorNotice error={error} retry={() => { newest.reload(); status.reload(); }} />}
		<section class="stack">
			<h2>{t("books_proof.state")}</h2>
			{status.value ? <State status={status.value} /> : status.missing
				? <Notice title={t("books_proof.never")}><p>{t("books_proof.never_text")}</p></Notice>
				: !status.error && <Loading />}
		</section>
		<section class="stack stack--close">
			<h2>{t("books_proof.what")}</h2>
			<p>{t("books_proof.what_1")}</p>
			<p>{t("books_proof.what_2")}</p>
			<p>{t("books_proof.what_3")}</p>
		</section>
		{newest.missing && <EmptyState title={t("books_proof.none")}><p>{t("books_proof.none_text")}</p></EmptyState>}
		{newest.value && <Roots newest={newest.value} />}
	</Page>;
}
