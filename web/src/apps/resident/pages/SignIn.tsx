import { useEffect, useState } from "preact/hooks";
import { Refusal, call } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import { go, useStep } from "../../../core/router.tsx";
import { session_back } from "../../../core/session.ts";
import { kept_drop, kept_get, kept_set } from "../../../core/store.ts";
import { tidy_code, tidy_digits } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, CodeInput, ErrorNotice, Form, Notice, Page, TextField } from "../../../ui/index.ts";
import { left_ms } from "../remaining.ts";
import { who, who_entered, who_look } from "../who.ts";

/** Kept while the mail is read: the phone may throw this page away meanwhile. */
interface Asked { mail: string; challenge: string; until: number; again_at: number }
const kept_key = "sign_in";

function asked_read(): Asked | null {
	try {
		const asked = JSON.parse(kept_get(kept_key) ?? "null") as Asked | null;
		return asked && asked.until > Date.now() ? asked : null;
	} catch {
		return null;
	}
}

async function ask(mail: string): Promise<Asked> {
	const out = await call("POST /api/people/mail-codes", { mail });
	const asked = {
		mail, challenge: out.challenge, until: Date.now() + left_ms(out.expires_at, 600_000),
		again_at: Date.now() + left_ms(out.resend_at, 30_000),
	};
	kept_set(kept_key, JSON.stringify(asked));
	return asked;
}

export default function SignIn() {
	const [asked, set_asked] = useState(asked_read);
	useStep(asked ? "code" : "mail");
	useEffect(() => {
		void who_look().then(() => who.get().state === "in" && enter());
	}, []);
	if (!asked)
		return <MailStep on_asked={set_asked} />;
	return <CodeStep asked={asked} on_asked={set_asked} on_other={() => {
		kept_drop(kept_key);
		set_asked(null);
	}} />;
}

function enter() {
	const now = who.get();
	const first = now.state === "in" && now.me && !now.me.has_person ? "/link" : "/";
	go(session_back(first), { replace: true });
}

function MailStep({ on_asked }: { on_asked: (asked: Asked) => void }) {
	const form = useForm({
		values: { mail: "" },
		tidy: { mail: tidy_code },
		check: ({ mail }) => mail === "" ? [{ pointer: "/mail", code: "missing" }] : [],
		submit: async ({ mail }) => on_asked(await ask(mail)),
	});
	const back = session_back("");
	return <Page title={t("resident.sign_in")} lead={<>
		{/^\/(p|pay)\//.test(back) && <Notice title={t("resident.sign_in_to_pay")} />}
		<p>{t("resident.sign_in_text")}</p>
	</>}>
		<Form form={form} submit={t("resident.mail_send")}>
			<TextField {...form.field("mail")} label={t("resident.mail")} support={t("resident.mail_support")}
				type="email" inputmode="email" autocomplete="email" required />
		</Form>
	</Page>;
}

function CodeStep({ asked, on_asked, on_other }: {
	asked: Asked; on_asked: (asked: Asked) => void; on_other: () => void;
}) {
	const form = useForm({
		values: { code: "" },
		tidy: { code: tidy_digits },
		check: ({ code }) => code.length < 6 ? [{ pointer: "/code", code: code ? "wrong_format" : "missing" }] : [],
		submit: async ({ code }) => {
			try {
				await call("POST /api/people/resident-sessions", { challenge: asked.challenge, code });
			} catch (error) {
				// The code is no good any more: what is left is to ask for a new one.
				if (error instanceof Refusal && error.code === "code_expired")
					kept_drop(kept_key);
				throw error;
			}
			kept_drop(kept_key);
			await who_entered();
			enter();
		},
	});
	return <Page title={t("resident.code_title")} lead={<>
		<p>{t("resident.code_text", { mail: asked.mail })}</p>
		<p class="quiet">{t("resident.code_where")}</p>
	</>}>
		<Form form={form} submit={t("resident.sign_in")}>
			<CodeInput {...form.field("code")} label={t("resident.code")} support={t("resident.code_support")}
				digits={10} required />
		</Form>
		<Again asked={asked} on_asked={on_asked} />
		<p><Button kind="text" on_click={on_other}>{t("resident.mail_other")}</Button></p>
	</Page>;
}

/** A new code may be asked for after a pause; the number of seconds is not read out. */
function Again({ asked, on_asked }: { asked: Asked; on_asked: (asked: Asked) => void }) {
	const [now, set_now] = useState(Date.now());
	const [busy, set_busy] = useState(false);
	const [sent, set_sent] = useState(false);
	const [error, set_error] = useState<unknown>(null);
	useEffect(() => {
		const timer = setInterval(() => set_now(Date.now()), 1000);
		return () => clearInterval(timer);
	}, []);
	async function again() {
		set_busy(true);
		set_error(null);
		try {
			on_asked(await ask(asked.mail));
			set_sent(true);
		} catch (fault) {
			set_error(fault);
		} finally {
			set_busy(false);
		}
	}
	const left_s = Math.ceil((asked.again_at - now) / 1000);
	return <section class="stack stack--close" aria-label={t("resident.code_again")}>
		<p>{t("resident.code_not_there")}</p>
		{left_s > 0
			? <p class="quiet number">{t("resident.code_wait", { seconds: left_s })}</p>
			: <p><Button busy={busy} on_click={() => void again()}>{t("resident.code_again")}</Button></p>}
		<p role="status">{sent && left_s > 0 ? t("resident.code_sent_again") : ""}</p>
		{error !== null && <ErrorNotice error={error} />}
	</section>;
}
