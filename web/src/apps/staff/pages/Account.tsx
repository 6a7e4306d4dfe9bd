import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, ErrorNotice, LinkButton, Page, Table } from "../../../ui/index.ts";
import { Ask } from "../act.tsx";
import { guarded, me } from "../desk.tsx";
import { word } from "../parts.tsx";

export default guarded(null, function Account() {
	const who = useStore(me);
	const data = useCall("GET /api/people/staff-sessions", {});
	const rows = data.value?.sessions ?? [];
	async function end(session_id: number) {
		await call("DELETE /api/people/staff-sessions/{session_id}", { session_id });
		data.reload();
	}
	return <Page wide title={t("staff.own_account")} tools={
		<LinkButton small href="/staff/password">{t("staff.password_change")}</LinkButton>}>
		{who && <DescriptionList rows={[
			{ label: t("staff.name"), value: who.name },
			{ label: t("staff.login"), value: who.login },
			{ label: t("staff.session_until"), value: <DateTime at={who.expires_at} /> },
			{ label: t("staff.rights"), value: <ul class="tidy-list">
				{who.rights.map((right) => <li key={right}>{word("right", right)}</li>)}</ul> },
		]} />}
		<section class="stack">
			<h2>{t("staff.sessions")}</h2>
			<p>{t("staff.sessions_lead")}</p>
			{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
			<Table name="own-sessions" caption={t("staff.sessions")} rows={rows} loading={data.loading}
				row_key={(row) => row.session_id} columns={[
					{ key: "device", label: t("staff.device"), cell: (row) => <>{word("device", row.device)}
						{row.is_this && <> <span class="tag">{t("staff.this_device")}</span></>}</> },
					{ key: "started_at", label: t("staff.started_at"), cell: (row) => <DateTime at={row.started_at} /> },
					{ key: "seen_at", label: t("staff.seen_at"), cell: (row) => <DateTime at={row.seen_at} /> },
					{ key: "end", label: t("staff.act"), cell: (row) => row.is_this ? t("staff.now_in_use")
						: <Ask small danger label={t("staff.session_end")} act={t("staff.session_end")}
							title={t("staff.session_end_title", { device: word("device", row.device) })}
							on_act={() => end(row.session_id)}>
							<p>{t("staff.session_end_text")}</p></Ask> },
				]} />
		</section>
	</Page>;
});
