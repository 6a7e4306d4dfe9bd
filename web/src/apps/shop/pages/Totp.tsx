import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_digits } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { DescriptionList, Form, LinkButton, Notice, Page, QrView, TextField } from "../../../ui/index.ts";
import { me_load, useMe } from "../me.ts";
import { Behind } from "../parts/Behind.tsx";

type Begun = Out<"POST /api/people/shop-totp-secrets">;
type Told = "done" | "ended";

/** A second factor: the password first, then a code for the app, then digits that prove it works. */
export default function Totp() {
	const [begun, set_begun] = useState<Begun | null>(null);
	const [told, set_told] = useState<Told | null>(null);
	const account = useMe();
	function finish(what: Told) {
		set_begun(null);
		set_told(what);
		void me_load();
	}
	if (account && begun && !told)
		return <Page title={t("shop.totp_read")}><Read begun={begun} on_done={() => finish("done")} /></Page>;
	return <Behind title={t("shop.totp_title")} lead={<p>{t("shop.totp_lead")}</p>}>{({ has_totp }) => <>
		{told && <Notice kind="success" live title={t(`shop.totp_${told}`)}>
			<p>{t(`shop.totp_${told}_text`)}</p></Notice>}
		<p><strong>{t(has_totp ? "shop.totp_on_state" : "shop.totp_off_state")}</strong></p>
		{told === null && !has_totp && <Begin on_done={set_begun} />}
		<p>{t("shop.totp_lost")}</p>
		{told === null && has_totp && <End on_done={() => finish("ended")} />}
		<p><LinkButton href="/shop/account">{t("shop.account")}</LinkButton></p>
	</>}</Behind>;
}

const missing = (values: Record<string, string>) => Object.keys(values)
	.filter((name) => values[name] === "").map((name) => ({ pointer: `/${name}`, code: "missing" }));

function Begin({ on_done }: { on_done: (begun: Begun) => void }) {
	const form = useForm({
		values: { password: "" },
		check: missing,
		submit: async (values) => on_done(await call("POST /api/people/shop-totp-secrets", values)),
	});
	return <>
		<p>{t("shop.totp_begin_text")}</p>
		<Form form={form} submit={t("shop.totp_begin")}>
			<TextField {...form.field("password")} label={t("shop.password_old")} type="password"
				autocomplete="current-password" required />
		</Form>
	</>;
}

function Read({ begun, on_done }: { begun: Begun; on_done: () => void }) {
	const form = useForm({
		values: { totp: "" },
		tidy: { totp: tidy_digits },
		check: missing,
		submit: async (values) => {
			await call("PUT /api/people/shop-totp", values);
			on_done();
		},
	});
	return <>
		<p>{t("shop.totp_read_text")}</p>
		<QrView content={begun.uri} label={t("shop.totp_qr")} />
		<DescriptionList rows={[{ label: t("shop.totp_key"),
			value: <code class="first-password">{begun.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code> }]} />
		<p>{t("shop.totp_type")}</p>
		<Form form={form} submit={t("shop.totp_set")} beside={<LinkButton href="/shop/account">{t("ui.back")}</LinkButton>}>
			<TextField {...form.field("totp")} label={t("shop.totp")} support={t("shop.totp_support")}
				inputmode="numeric" autocomplete="one-time-code" required short />
		</Form>
	</>;
}

function End({ on_done }: { on_done: () => void }) {
	const form = useForm({
		values: { password: "", totp: "" },
		tidy: { totp: tidy_digits },
		check: missing,
		submit: async (values) => {
			await call("POST /api/people/shop-totp-removals", values);
			on_done();
		},
	});
	return <section class="stack" aria-labelledby="end">
		<h2 id="end">{t("shop.totp_end")}</h2>
		<p>{t("shop.totp_end_text")}</p>
		<Form form={form} submit={t("shop.totp_end")}>
			<TextField {...form.field("password")} label={t("shop.password_old")} type="password"
				autocomplete="current-password" required />
			<TextField {...form.field("totp")} label={t("shop.totp")} support={t("shop.totp_support")}
				inputmode="numeric" autocomplete="one-time-code" required short />
		</Form>
	</section>;
}
