import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { useForm } from "../../../core/form.ts";
import { useOnce } from "../../../core/once.ts";
import type { PageProps } from "../../../core/router.tsx";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, Confirm, ErrorNotice, Form, LinkButton, Loading, Notice, RadioGroup, TextField }
	from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";
import { FirstPassword } from "../parts/FirstPassword.tsx";
import { role_choices } from "../roles.ts";

type ClerkRow = Out<"GET /api/office/clerks">["clerks"][number];

export default function Clerk({ params }: PageProps) {
	const account_id = Number(params.account_id);
	return <Behind title={t("shop.clerk")} right="shop.manage">
		{(account) => <Inside account_id={account_id} shop_no={account.shop_no}
			is_own={account.account_id === account_id} />}</Behind>;
}

function Inside({ account_id, shop_no, is_own }: { account_id: number; shop_no: string; is_own: boolean }) {
	const data = useCall("GET /api/office/clerks", {});
	const reset = useOnce(`clerk-reset-${account_id}`, "POST /api/office/clerks/{account_id}/resets");
	const row = data.value?.clerks.find((one) => one.account_id === account_id);
	if (data.error)
		return <ErrorNotice error={data.error} retry={data.reload} />;
	if (!data.value)
		return <Loading />;
	if (!row || is_own)
		return <Notice kind="warning" title={t(is_own ? "shop.clerk_is_you" : "shop.clerk_missing")}>
			<p><LinkButton small href="/shop/clerks">{t("shop.to_clerks")}</LinkButton></p></Notice>;
	if (reset.state.step === "done")
		return <FirstPassword shop_no={shop_no} login={row.login} password={reset.state.out.first_password} />;
	return <>
		<p><strong>{row.name}</strong> <span class="quiet">{row.login}</span></p>
		<Edit row={row} />
		<Reset row={row} reset={reset} />
	</>;
}

function Edit({ row }: { row: ClerkRow }) {
	const [saved, set_saved] = useState(false);
	const [asking, set_asking] = useState(false);
	const form = useForm({
		values: { name: row.name, role: row.is_owner ? "owner" : "clerk", state: row.state as string },
		tidy: { name: tidy_text },
		check: ({ name }) => name === "" ? [{ pointer: "/name", code: "missing" }] : [],
		submit: async (values) => {
			if (values.state === "suspended" && row.state === "active" && !asking)
				return set_asking(true);
			await save();
		},
	});
	async function save() {
		set_asking(false);
		set_saved(false);
		const { name, role, state } = form.values;
		await call("PUT /api/office/clerks/{account_id}", { account_id: row.account_id, name,
			role: role as "owner" | "clerk", state: state as "active" | "suspended" });
		row.state = state as "active" | "suspended";
		set_saved(true);
	}
	const [error, set_error] = useState<unknown>(null);
	return <>
		{saved && <Notice kind="success" live title={t("ui.saved")} />}
		{error !== null && <Notice kind="error" live title={error_text(error)} />}
		<Form form={form} submit={t("ui.save")} beside={<LinkButton href="/shop/clerks">{t("ui.back")}</LinkButton>}>
			<TextField {...form.field("name")} label={t("shop.name")} support={t("shop.clerk_name_support")} max={60} required />
			<RadioGroup {...form.field("role")} label={t("shop.role")} choices={role_choices()} required />
			<RadioGroup {...form.field("state")} label={t("shop.clerk_state")} required choices={[
				{ value: "active", label: t("account_state.active") },
				{ value: "suspended", label: t("account_state.suspended"), note: t("shop.suspended_note") }]} />
		</Form>
		<Confirm open={asking} title={t("shop.suspend_title", { name: row.name })} act={t("shop.suspend_act")} danger
			on_close={() => set_asking(false)} on_act={() => {
				set_error(null);
				save().catch(set_error);
			}}><p>{t("shop.suspend_text")}</p></Confirm>
	</>;
}

function Reset({ row, reset }: { row: ClerkRow; reset: ReturnType<typeof useOnce<"POST /api/office/clerks/{account_id}/resets">> }) {
	const [asking, set_asking] = useState(false);
	const { state } = reset;
	return <section class="card" aria-labelledby="reset">
		<h2 id="reset">{t("shop.reset")}</h2>
		<p>{t("shop.reset_text")}</p>
		{state.step === "checking" && <Notice kind="warning" live title={t("once.checking")}>
			<p>{t("once.checking_text")}</p></Notice>}
		{state.step === "refused" && <Notice kind="error" live title={error_text(state.error)} />}
		<p><Button busy={state.step === "sending" || state.step === "checking"}
			on_click={() => set_asking(true)}>{t("shop.reset_act")}</Button></p>
		<Confirm open={asking} title={t("shop.reset_title", { name: row.name })} act={t("shop.reset_act")} danger
			on_close={() => set_asking(false)} on_act={() => {
				set_asking(false);
				void reset.run({ account_id: row.account_id });
			}}><p>{t("shop.reset_confirm")}</p></Confirm>
	</section>;
}
