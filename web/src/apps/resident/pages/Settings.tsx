import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date_time } from "../../../core/format.ts";
import { go } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { text_of, t } from "../../../i18n/index.ts";
import { Button, Confirm, DescriptionList, ErrorNotice, LanguageSwitch, Loading, Notice, Page, TextSizeSwitch }
	from "../../../ui/index.ts";
import "../parts/row_list.css";
import { SignInFirst } from "../parts/SignInFirst.tsx";
import { who, who_left, type Me } from "../who.ts";

export default function Settings() {
	const now = useStore(who);
	return <Page title={t("resident.settings")}>
		<section class="stack stack--close">
			<h2>{t("language.label")}</h2>
			<div><LanguageSwitch /></div>
		</section>
		<section class="stack stack--close">
			<h2>{t("text_size.label")}</h2>
			<div><TextSizeSwitch /></div>
		</section>
		{now.state === "out" && <section class="stack stack--close">
			<h2>{t("resident.account")}</h2>
			<SignInFirst text={t("resident.settings_sign_in")} />
		</section>}
		{now.state === "in" && <Account me={now.me} />}
	</Page>;
}

function Account({ me }: { me?: Me }) {
	return <>
		{me && <section class="stack stack--close">
			<h2>{t("resident.account")}</h2>
			<DescriptionList rows={[
				{ label: t("resident.mail"), value: me.mail },
				{ label: t("resident.person"), value: me.person_name ??
					<a href="/link">{t("resident.link")}</a> },
			]} />
		</section>}
		<Sessions />
		<SignOut />
	</>;
}

type Session = Out<"GET /api/people/resident-sessions">["sessions"][number];
const device = (session: Session) => text_of(`resident.device_${session.device}`) ?? t("resident.device_other");

function Sessions() {
	const data = useCall("GET /api/people/resident-sessions", {});
	const [ending, set_ending] = useState<Session | null>(null);
	const [busy, set_busy] = useState(false);
	const [done, set_done] = useState("");
	const [error, set_error] = useState<unknown>(null);
	async function end(session: Session) {
		set_busy(true);
		set_error(null);
		try {
			await call("DELETE /api/people/resident-sessions/{session_id}", { session_id: session.session_id });
			set_done(t("resident.session_ended", { device: device(session) }));
			data.reload();
		} catch (fault) {
			set_error(fault);
		} finally {
			set_busy(false);
			set_ending(null);
		}
	}
	return <section class="stack stack--close">
		<h2>{t("resident.sessions")}</h2>
		<p>{t("resident.sessions_text")}</p>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{error !== null && <ErrorNotice error={error} />}
		<div role="status">{done && <Notice kind="success" title={done} />}</div>
		{!data.value && data.loading && <Loading />}
		<ul class="row-list">
			{data.value?.sessions.map((row) => <li key={row.session_id} class="row">
				<span>
					<strong>{device(row)}</strong>{row.is_this && ` ${t("resident.session_this")}`}<br />
					<span class="quiet">{t("resident.session_seen", { time: date_time(row.seen_at) })}</span>
				</span>
				{!row.is_this && <Button small kind="danger" label={t("resident.session_end_of",
					{ device: device(row), time: date_time(row.seen_at) })}
					on_click={() => set_ending(row)}>{t("ui.sign_out")}</Button>}
			</li>)}
		</ul>
		<Confirm open={ending !== null} title={t("resident.session_end_title")} act={t("ui.sign_out")} danger
			busy={busy} on_act={() => ending && void end(ending)} on_close={() => set_ending(null)}>
			<p>{ending && t("resident.session_end_text",
				{ device: device(ending), time: date_time(ending.seen_at) })}</p>
		</Confirm>
	</section>;
}

function SignOut() {
	const [asking, set_asking] = useState(false);
	const [busy, set_busy] = useState(false);
	const [error, set_error] = useState<unknown>(null);
	async function leave() {
		set_busy(true);
		try {
			await call("DELETE /api/people/resident-session", {});
			who_left();
			go("/");
		} catch (fault) {
			set_error(fault);
		} finally {
			set_busy(false);
			set_asking(false);
		}
	}
	return <section class="stack stack--close">
		<h2>{t("ui.sign_out")}</h2>
		<p>{t("resident.sign_out_text")}</p>
		{error !== null && <ErrorNotice error={error} />}
		<p><Button on_click={() => set_asking(true)}>{t("ui.sign_out")}</Button></p>
		<Confirm open={asking} title={t("resident.sign_out_title")} act={t("ui.sign_out")} busy={busy}
			on_act={() => void leave()} on_close={() => set_asking(false)}>
			<p>{t("resident.sign_out_confirm")}</p>
		</Confirm>
	</section>;
}
