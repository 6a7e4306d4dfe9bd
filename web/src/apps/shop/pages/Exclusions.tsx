import { useState } from "preact/hooks";
import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import { text_of, t } from "../../../i18n/index.ts";
import { ErrorNotice, Form, Loading, Notice, Textarea } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";

export default function Exclusions() {
	return <Behind title={t("shop.exclusions")} right="shop.manage" lead={<p>{t("shop.exclusions_lead")}</p>}>
		{() => <Inside />}</Behind>;
}

function Inside() {
	const own = useCall("GET /api/office/own-shop", {});
	const general = useCall("GET /api/till/exclusions", {});
	const error = own.error ?? general.error;
	if (own.value && general.value)
		return <Editor shop={own.value.name} first={own.value.exclusions ?? ""}
			general={general.value.exclusions.map((row) => row.key)} />;
	return error ? <ErrorNotice error={error} retry={() => {
		own.reload();
		general.reload();
	}} /> : <Loading />;
}

const most = 600;

function Editor({ shop, first, general }: { shop: string; first: string; general: readonly string[] }) {
	const [saved, set_saved] = useState(false);
	const form = useForm({
		values: { exclusions: first },
		tidy: { exclusions: (text) => text.trim() },
		check: ({ exclusions }) => [...exclusions].length > most
			? [{ pointer: "/exclusions", code: "too_long", params: { max: most } }] : [],
		submit: async (values) => {
			set_saved(false);
			await call("PUT /api/office/own-shop/exclusions", values);
			set_saved(true);
		},
	});
	const field = form.field("exclusions");
	const text = form.values.exclusions.trim();
	return <>
		{saved && <Notice kind="success" live title={t("ui.saved")}><p>{t("shop.exclusions_saved")}</p></Notice>}
		<Form form={form} submit={t("ui.save")}>
			<Textarea {...field} on_value={(value) => {
				set_saved(false);
				field.on_value(value);
			}} label={t("shop.exclusions_own")} support={t("shop.exclusions_support")} max={most} rows={5} />
		</Form>
		<section class="card" aria-labelledby="preview">
			<h2 id="preview">{t("shop.preview")}</h2>
			<p class="quiet">{t("shop.preview_text")}</p>
			<div class="preview">
				<p><strong>{shop}</strong></p>
				<p><strong>{t("shop.preview_own")}</strong></p>
				<p class="preview__own">{text || t("shop.preview_nothing")}</p>
				<p><strong>{t("shop.preview_general")}</strong></p>
				<ul>{general.map((key) => <li key={key}>{text_of(key) ?? key}</li>)}</ul>
			</div>
		</section>
	</>;
}
