import { useState } from "preact/hooks";
import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { go } from "../../../core/router.tsx";
import { text_of, t } from "../../../i18n/index.ts";
import { Button, Confirm, DateTime, DescriptionList, ErrorNotice, LinkButton, Loading, Notice } from "../../../ui/index.ts";
import { me_forget, type Me } from "../me.ts";
import { Behind } from "../parts/Behind.tsx";
import { PasswordForm } from "../parts/PasswordForm.tsx";

export default function AccountPage() {
	return <Behind title={t("shop.account")}>{(account) => <>
		<Who account={account} />
		<Sessions />
		<Password />
		<TwoSteps account={account} />
	</>}</Behind>;
}

function Who({ account }: { account: Me }) {
	const [error, set_error] = useState<unknown>(null);
	const [busy, set_busy] = useState(false);
	async function sign_out() {
		set_busy(true);
		try {
			await call("DELETE /api/people/shop-session", {});
			me_forget();
			go("/shop/sign-in");
		} catch (failure) {
			set_error(failure);
		} finally {
			set_busy(false);
		}
	}
	return <section class="stack">
		<DescriptionList rows={[
			{ label: t("shop.shop"), value: account.shop_name },
			{ label: t("shop.shop_no"), value: <span class="number">{account.shop_no}</span> },
			{ label: t("shop.name"), value: account.name },
			{ label: t("shop.role"), value: t(account.is_owner ? "shop.role_owner" : "shop.role_clerk") },
			{ label: t("shop.device"), value: account.terminal_name ?? t("shop.device_none") },
		]} />
		{error !== null && <ErrorNotice error={error} />}
		<p><Button busy={busy} on_click={() => void sign_out()}>{t("ui.sign_out")}</Button></p>
	</section>;
}

function Sessions() {
	const data = useCall("GET /api/people/shop-sessions", {});
	const [ending, set_ending] = useState<{ session_id: number; device: string } | null>(null);
	const [busy, set_busy] = useState(false);
	const [told, set_told] = useState<{ kind: "success" | "error"; text: string } | null>(null);
	async function end(session_id: number) {
		set_busy(true);
		try {
			await call("DELETE /api/people/shop-sessions/{session_id}", { session_id });
			set_told({ kind: "success", text: t("shop.session_ended") });
			data.reload();
		} catch (failure) {
			set_told({ kind: "error", text: error_text(failure) });
		} finally {
			set_busy(false);
			set_ending(null);
		}
	}
	const name = (device: string) => text_of(`shop.device_${device}`) ?? t("shop.device_other");
	return <section class="stack" aria-labelledby="sessions">
		<h2 id="sessions">{t("shop.sessions")}</h2>
		<p>{t("shop.sessions_text")}</p>
		{told && <Notice kind={told.kind} live title={told.text} />}
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		<ul class="lines">{data.value?.sessions.map((row) => <li key={row.session_id} class="line">
			<span><strong>{name(row.device)}</strong>{row.is_this && <> {t("shop.this_one")}</>}<br />
				<span class="quiet">{t("shop.session_seen")} <DateTime at={row.seen_at} /></span></span>
			{!row.is_this && <Button small on_click={() => set_ending(row)}
				label={`${t("shop.session_end")} ${name(row.device)}`}>{t("shop.session_end")}</Button>}
		</li>)}</ul>
		<Confirm open={ending !== null} title={t("shop.session_title", { device: ending ? name(ending.device) : "" })}
			act={t("shop.session_end")} danger busy={busy} on_close={() => set_ending(null)}
			on_act={() => ending && void end(ending.session_id)}>
			<p>{t("shop.session_text")}</p>
		</Confirm>
	</section>;
}

function Password() {
	const [done, set_done] = useState(false);
	return <section class="stack" aria-labelledby="password">
		<h2 id="password">{t("shop.password_title")}</h2>
		<p>{t("shop.password_own")}</p>
		{done && <Notice kind="success" live title={t("shop.password_done")} />}
		<PasswordForm on_done={() => set_done(true)} />
	</section>;
}

function TwoSteps({ account }: { account: Me }) {
	return <section class="stack" aria-labelledby="two-steps">
		<h2 id="two-steps">{t("shop.totp_title")}</h2>
		<p>{t("shop.totp_lead")}</p>
		<p><strong>{t(account.has_totp ? "shop.totp_on_state" : "shop.totp_off_state")}</strong></p>
		<p><LinkButton href="/shop/totp">{t("shop.totp_to")}</LinkButton></p>
	</section>;
}
