import { useEffect, useRef, useState } from "preact/hooks";
import { address_of } from "../../../core/api.ts";
import { date_time, is_day, number } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { useWatch } from "../../../core/live.ts";
import { t } from "../../../i18n/index.ts";
import { DateField, DateTime, EmptyState, Form, LinkButton, List, Meter, Notice, RadioGroup, TextField,
	type RowOf } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { FundTabs, MoneyPage } from "../funds.tsx";
import { Tag } from "../parts.tsx";
import { usePresence } from "../presence.ts";

type Pack = RowOf<"GET /api/settlement/audit-packs">;

/** "9:05", also full-width, as "09:05"; undefined: no time of a day. */
function clock_of(text: string): string | undefined {
	const [, hour = "", minute = ""] = /^(\d{1,2}):(\d{2})$/.exec(text.normalize("NFKC").trim()) ?? [];
	return hour !== "" && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : undefined;
}

/** The instant of a day in Tokyo and a time; without one the last millisecond of the day. */
function instant_of(day: string, time: string): string {
	const clock = clock_of(time);
	return clock ? new Date(`${day}T${clock}:00+09:00`).toISOString()
		: new Date(Date.parse(`${day}T00:00:00+09:00`) + 86_400_000 - 1).toISOString();
}

const size = (bytes: number) => bytes < 1_000_000 ? `${number(Math.ceil(bytes / 1000))} KB` : `${number(Math.ceil(bytes / 1_000_000))} MB`;

export default guarded("settlement.pack", function AuditPacks() {
	const [said, set_said] = useState("");
	const reload = useRef(() => {});
	useWatch(usePresence() ? address_of("GET /api/settlement/audit-pack-events", {}) : null, () => reload.current());
	const changed = (text: string) => {
		set_said(text);
		reload.current();
	};
	return <MoneyPage wide title={t("packs.title")} lead={<p>{t("packs.lead")}</p>}>
		<FundTabs />
		{said && <Notice kind="success" live title={said} />}
		<New on_done={changed} />
		<h2>{t("packs.list")}</h2>
		<p>{t("packs.kept")}</p>
		<List route="GET /api/settlement/audit-packs" caption={t("packs.list")} order="newest"
			row_key={(row) => row.audit_pack_id}
			tools={(again) => <Keep again={again} on_have={(next) => {
				reload.current = next;
			}} />}
			empty={<EmptyState title={t("packs.none")}><p>{t("packs.none_text")}</p></EmptyState>}
			columns={[
				{ key: "at", label: t("column.pack_at"), down: "newest", up: "oldest", cell: (row) => <DateTime at={row.pack_at} /> },
				{ key: "state", label: t("packs.state"), cell: (row) => <State row={row} /> },
				{ key: "acts", label: t("packs.acts"), acts: true, cell: (row) => <Acts row={row} on_done={changed} /> },
				{ key: "asked_by", label: t("packs.asked_by"), cell: (row) => row.asked_by_name ?? "" },
				{ key: "made_at", label: t("packs.made_at"), cell: (row) => row.made_at ? <DateTime at={row.made_at} /> : "" },
				{ key: "size", label: t("packs.size"), number: true, cell: (row) => row.size_bytes > 0 ? size(row.size_bytes) : "" },
				{ key: "kept", label: t("column.kept_until_at"), cell: (row) => row.kept_until_at ? <DateTime at={row.kept_until_at} /> : "" },
				{ key: "hash", label: t("packs.hash"), cell: (row) => row.hash
					? <code class="hash">{row.hash.replace(/(.{8})(?=.)/g, "$1 ")}</code> : "" },
			]} />
	</MoneyPage>;
});

/** The way to fetch the rows again, for who hears that something changed. */
function Keep({ again, on_have }: { again: () => void; on_have: (again: () => void) => void }) {
	useEffect(() => on_have(again));
	return null;
}

function New({ on_done }: { on_done: (text: string) => void }) {
	const act = useAct("audit-pack", "POST /api/settlement/audit-packs");
	const form = useForm({
		values: { which: "now", day: "", time: "" },
		check: (values) => values.which === "now" ? [] : [
			...is_day(values.day) ? [] : [{ pointer: "/day", code: "wrong_date" }],
			...values.time === "" || clock_of(values.time) ? [] : [{ pointer: "/time", code: "wrong_clock" }],
		],
		submit: async ({ which, day, time }) => {
			await act.run(which === "now" ? {} : { at: instant_of(day, time) });
			on_done(t("packs.asked"));
		},
	});
	const past = form.field("which").value === "past";
	return <section class="stack no-print">
		<h2>{t("packs.new")}</h2>
		<ActState act={act} />
		<Form form={form} submit={t("packs.make")}>
			<RadioGroup {...form.field("which")} label={t("packs.when")} bare choices={[
				{ value: "now", label: t("packs.now") }, { value: "past", label: t("packs.past") }]} />
			{past && <DateField {...form.field("day")} label={t("packs.day")} required />}
			{past && <TextField {...form.field("time")} label={t("packs.time")} support={t("packs.time_support")} short max={5} />}
		</Form>
	</section>;
}

function State({ row }: { row: Pack }) {
	return <div class="stack">
		<span><Tag kind="pack_state" code={row.state} bad={row.state === "failed"} /></span>
		{row.state === "running" && row.total > 0 && <Meter label={t("packs.progress")} value={row.done} all={row.total} />}
	</div>;
}

function Acts({ row, on_done }: { row: Pack; on_done: (text: string) => void }) {
	const { audit_pack_id } = row;
	const act = useAct(`audit-pack-cancel-${audit_pack_id}`,
		"POST /api/settlement/audit-packs/{audit_pack_id}/cancellations");
	if (row.state === "made")
		return <LinkButton small download href={address_of("GET /api/settlement/audit-packs/{audit_pack_id}/content", { audit_pack_id })}>
			<span>{t("packs.take")}<span class="hidden-text">{date_time(row.pack_at)}</span></span></LinkButton>;
	if (row.state !== "waiting" && row.state !== "running")
		return null;
	return <div class="stack">
		<ActState act={act} />
		<Ask danger small label={t("packs.cancel")} act={t("packs.cancel")} title={t("packs.cancel_ask")} on_act={async () => {
			await act.run({ audit_pack_id });
			on_done(t("packs.cancelled"));
		}}><p>{t("packs.cancel_text")}</p></Ask>
	</div>;
}
