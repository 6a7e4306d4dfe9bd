import { useState } from "preact/hooks";
import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, Confirm, DateTime, EmptyState, ErrorNotice, Form, Loading, Notice, TextField }
	from "../../../ui/index.ts";
import { me_load } from "../me.ts";
import { Behind } from "../parts/Behind.tsx";

export default function Devices() {
	return <Behind title={t("shop.devices")} right="shop.manage" lead={<p>{t("shop.devices_lead")}</p>}>
		{() => <Inside />}</Behind>;
}

function Inside() {
	const data = useCall("GET /api/office/terminals", {});
	const [forgetting, set_forgetting] = useState<{ terminal_id: number; name: string } | null>(null);
	const [busy, set_busy] = useState(false);
	const [told, set_told] = useState<{ kind: "success" | "error"; text: string } | null>(null);
	function changed(text: string) {
		set_told({ kind: "success", text });
		data.reload();
		void me_load();
	}
	async function forget(row: { terminal_id: number; name: string }) {
		set_busy(true);
		try {
			await call("DELETE /api/office/terminals/{terminal_id}", { terminal_id: row.terminal_id });
			changed(t("shop.device_forgotten", { name: row.name }));
		} catch (failure) {
			set_told({ kind: "error", text: error_text(failure) });
		} finally {
			set_busy(false);
			set_forgetting(null);
		}
	}
	const rows = data.value?.terminals;
	return <>
		{told && <Notice kind={told.kind} live title={told.text} />}
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!rows && data.loading && <Loading />}
		{rows?.length === 0 && <EmptyState title={t("shop.devices_none")}><p>{t("shop.devices_none_text")}</p></EmptyState>}
		{rows && rows.length > 0 && <ul class="lines">{rows.map((row) => <li key={row.terminal_id} class="line">
			<span><strong>{row.name}</strong>{row.is_this && <> {t("shop.this_one")}</>}<br />
				<span class="quiet">{t("shop.device_since")} <DateTime at={row.registered_at} show="date" /></span></span>
			<Button small label={`${t("shop.device_forget")} ${row.name}`}
				on_click={() => set_forgetting(row)}>{t("shop.device_forget")}</Button>
		</li>)}</ul>}
		{rows && !rows.some((row) => row.is_this) && <section class="card" aria-labelledby="register">
			<h2 id="register">{t("shop.device_register")}</h2>
			<Register on_done={(name) => changed(t("shop.device_registered", { name }))} />
		</section>}
		<Confirm open={forgetting !== null} title={t("shop.device_forget_title", { name: forgetting?.name ?? "" })}
			act={t("shop.device_forget")} danger busy={busy} on_close={() => set_forgetting(null)}
			on_act={() => forgetting && void forget(forgetting)}>
			<p>{t("shop.device_forget_text")}</p>
		</Confirm>
	</>;
}

function Register({ on_done }: { on_done: (name: string) => void }) {
	const form = useForm({
		values: { name: "" },
		tidy: { name: tidy_text },
		check: ({ name }) => name === "" ? [{ pointer: "/name", code: "missing" }] : [],
		submit: async (values) => {
			await call("POST /api/office/terminals", values);
			on_done(values.name);
		},
	});
	return <Form form={form} submit={t("shop.device_register_act")}>
		<TextField {...form.field("name")} label={t("shop.device_name")} support={t("shop.device_name_support")}
			max={40} required />
	</Form>;
}
