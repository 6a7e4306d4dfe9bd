import { useState } from "preact/hooks";
import type { In, Out } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import { once_begin, once_settle, useOnce } from "../../../core/once.ts";
import { tidy_code, tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Form, LinkButton, Notice, RadioGroup, TextField } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";
import { FirstPassword } from "../parts/FirstPassword.tsx";
import { role_choices } from "../roles.ts";

const act = "clerk-new";
const route = "POST /api/office/clerks";
const login_form = /^[a-z0-9\-_.]{3,40}$/;

export default function ClerkNew() {
	return <Behind title={t("shop.clerk_new")} right="shop.manage">
		{(account) => <Inside shop_no={account.shop_no} />}</Behind>;
}

function Inside({ shop_no }: { shop_no: string }) {
	// What an earlier visit of this page left without an answer settles by itself.
	const { state } = useOnce(act, route);
	const [made, set_made] = useState<{ input: In<typeof route>; out: Out<typeof route> } | null>(null);
	const [is_unsure, set_is_unsure] = useState(false);
	const form = useForm({
		values: { name: "", login: "", role: "clerk" },
		tidy: { name: tidy_text, login: (text) => tidy_code(text).toLowerCase() },
		check: ({ name, login }) => [
			...name === "" ? [{ pointer: "/name", code: "missing" }] : [],
			...login === "" ? [{ pointer: "/login", code: "missing" }]
				: login_form.test(login) ? [] : [{ pointer: "/login", code: "wrong_format" }],
		],
		submit: async ({ name, login, role }) => {
			const input = { name, login, role: role as "owner" | "clerk" };
			try {
				const out = await once_settle(once_begin(act, route, input), { on_unsure: () => set_is_unsure(true) });
				set_made({ input, out });
			} finally {
				set_is_unsure(false);
			}
		},
	});
	const done = made ?? (state.step === "done" ? state : null);
	if (done)
		return <FirstPassword shop_no={shop_no} login={done.input.login} password={done.out.first_password} />;
	return <>
		{(is_unsure || state.step === "checking") && <Notice kind="warning" live title={t("once.checking")}>
			<p>{t("once.checking_text")}</p></Notice>}
		<Form form={form} submit={t("shop.clerk_make")}
			beside={<LinkButton href="/shop/clerks">{t("ui.cancel")}</LinkButton>}>
			<TextField {...form.field("name")} label={t("shop.name")} support={t("shop.clerk_name_support")} max={60} required />
			<TextField {...form.field("login")} label={t("shop.login")} support={t("shop.clerk_login_support")}
				autocomplete="off" max={40} required />
			<RadioGroup {...form.field("role")} label={t("shop.role")} choices={role_choices()} required />
		</Form>
	</>;
}
