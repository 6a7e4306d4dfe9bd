import { useState } from "preact/hooks";
import { address_of } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { number, time } from "../../../core/format.ts";
import { useWatch } from "../../../core/live.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, ErrorNotice, List, Loading, Meter, Notice, Page, type RowOf } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { Only, Tag, choices, word } from "../parts.tsx";
import { usePresence } from "../presence.ts";

type Run = RowOf<"GET /api/office/jobs">;

const names = ["ledger.proof", "closing.build", "closing.post", "closing.check", "check.open", "purse.expire",
	"audit.seal", "ledger.seal", "proof.root", "outbox.send", "use.sum", "pack.make", "pack.sweep", "people.sweep", "once.sweep", "job.sweep"] as const;
/** Schedules of seconds keep one row that runs as long as jobd: to cancel it would only begin it anew. */
const always: readonly string[] = ["audit.seal", "ledger.seal", "outbox.send"];
const states = ["waiting", "running", "done", "failed", "cancelled"] as const;

export default guarded("jobs.view", function Jobs() {
	return <Page wide title={t("staff.jobs")} lead={<p>{t("staff.jobs_lead")}</p>}>
		<Open />
		<h2>{t("staff.jobs_all")}</h2>
		<List route="GET /api/office/jobs" caption={t("staff.jobs_all")} order="newest" row_key={(row) => row.job_run_id}
			filters={[
				{ name: "name", label: t("staff.job"), kind: "select", choices: choices("job", names) },
				{ name: "state", label: t("staff.state"), kind: "select", choices: choices("job_state", states) },
			]}
			empty={<EmptyState title={t("staff.jobs_none")} />}
			columns={[
				{ key: "job", label: t("staff.job"), cell: (row) => word("job", row.name) },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="job_state" code={row.state} bad={row.state === "failed"} /> },
				{ key: "progress", label: t("staff.job_progress"), number: true, cell: (row) => row.total > 0
					? `${number(row.done)} / ${number(row.total)}` : "" },
				{ key: "started_at", label: t("staff.job_started"),
					cell: (row) => row.started_at ? <DateTime at={row.started_at} /> : "" },
				{ key: "ended_at", label: t("staff.job_ended"),
					cell: (row) => row.ended_at ? <DateTime at={row.ended_at} /> : "" },
				{ key: "asked_by", label: t("staff.job_asked_by"), cell: asked_by },
				{ key: "reason", label: t("staff.reason"), cell: (row) => row.reason ? word("reason", row.reason) : "" },
				{ key: "no", label: t("staff.job_no"), number: true, down: "newest", up: "oldest", cell: (row) => row.job_run_id },
			]} />
	</Page>;
});

const asked_by = (row: Run) => row.asked_by === 0 ? t("staff.job_schedule") : row.asked_by_name ?? String(row.asked_by);

/** What waits and runs at this moment. */
function Open() {
	const data = useCall("GET /api/office/jobs", { is_open: true, limit: 50 });
	const [said, set_said] = useState("");
	const rows = (data.value?.rows ?? []).toSorted((a, b) =>
		Number(always.includes(a.name)) - Number(always.includes(b.name)) || b.job_run_id - a.job_run_id);
	useWatch(usePresence() ? address_of("GET /api/office/job-events", {}) : null, data.reload);
	return <section class="stack">
		<h2>{t("staff.jobs_open")}</h2>
		{said && <Notice kind="success" live title={said} />}
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{data.value && rows.length === 0 &&
			<EmptyState title={t("staff.jobs_open_none")}><p>{t("staff.jobs_open_none_text")}</p></EmptyState>}
		<ul class="cards tidy-cards">
			{rows.map((row) => <li key={row.job_run_id} class="card">
				<Running run={row} on_done={() => {
					set_said(t("staff.job_cancelled", { job: word("job", row.name) }));
					data.reload();
				}} />
			</li>)}
		</ul>
	</section>;
}

function Running({ run, on_done }: { run: Run; on_done: () => void }) {
	const act = useAct(`job-cancel-${run.job_run_id}`, "POST /api/office/jobs/{job_run_id}/cancellations");
	const job = word("job", run.name);
	return <div class="stack">
		<h3>{job}</h3>
		<p><Tag kind="job_state" code={run.state} /> {asked_by(run)}</p>
		<p class="quiet">{run.started_at && run.state === "running"
			? t("staff.job_running_since", { time: time(run.started_at, true) })
			: t("staff.job_waiting_since", { time: time(run.asked_at, true) })}</p>
		{run.total > 0 ? <Meter label={t("staff.job_progress")} value={run.done} all={run.total} />
			: run.state === "running" && <p class="quiet">
				{always.includes(run.name) ? t("staff.job_always") : t("staff.job_progress_unknown")}</p>}
		<ActState act={act} />
		{run.cancel_asked ? <Notice title={t("staff.job_stopping")} />
			: !always.includes(run.name) && <Only right="jobs.cancel"><div><Ask danger small label={t("staff.job_cancel")} act={t("staff.job_cancel")}
				title={t("staff.job_cancel_ask", { job, no: String(run.job_run_id) })} on_act={async () => {
					await act.run({ job_run_id: run.job_run_id });
					on_done();
				}}><p>{t("staff.job_cancel_text")}</p></Ask></div></Only>}
	</div>;
}
