import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import { whole_number } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Checkbox, DateTime, ErrorNotice, Form, Loading, Notice, NumberField } from "../../../ui/index.ts";
import { rule_text } from "./check_parts.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Fold, Only, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

type Rule = Out<"GET /api/settlement/check-rules">["rows"][number];
type Threshold = "yen" | "count" | "percent" | "minutes";
const thresholds: readonly Threshold[] = ["yen", "count", "percent", "minutes"];

export default guarded("settlement.view", function CheckRules() {
	const data = useCall("GET /api/settlement/check-rules", {});
	const [saved, set_saved] = useState("");
	return <MoneyPage wide title={t("checks.rules")} lead={<p>{t("checks.rules_lead")}</p>}>
		<SettlementTabs />
		{saved && <Notice kind="success" live title={t("ui.saved")}><p>{word("check_code", saved)}</p></Notice>}
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		<ul class="cards tidy-cards">
			{data.value?.rows.map((rule) => <li key={rule.check_rule_id} class="card stack">
				<h2>{word("check_code", rule.code)}</h2>
				<p>{rule_text(rule)}</p>
				<p class="row"><span class={rule.is_on ? "tag" : "tag tag--bad"}>{t(rule.is_on ? "checks.on" : "checks.off")}</span>
					<span class="quiet">{rule.editor_name ? <>{t("checks.edited", { name: rule.editor_name })}{" "}
						<DateTime at={rule.edited_at} /></> : t("checks.initial")}</span></p>
				<Only right="settlement.hold"><Fold label={t("checks.change")}>{(close) => <Edit rule={rule} on_done={() => {
					close();
					set_saved(rule.code);
					data.reload();
				}} />}</Fold></Only>
			</li>)}
		</ul>
	</MoneyPage>;
});

function label_of(rule: Rule, name: Threshold): { label: string; unit: string } {
	if (name === "yen")
		return { label: t("checks.yen"), unit: t("checks.yen_unit") };
	if (name === "percent")
		return { label: t("checks.percent"), unit: "%" };
	if (name === "minutes")
		return { label: t("checks.minutes"), unit: t("checks.minutes_unit") };
	switch (rule.code) {
	case "speed": return { label: t("checks.speed"), unit: "km/h" };
	case "one_account": return { label: t("checks.count_shops"), unit: "" };
	case "few_people":
	case "many_purses": return { label: t("checks.count_people"), unit: "" };
	default: return { label: t("checks.count_payments"), unit: "" };
	}
}

function Edit({ rule, on_done }: { rule: Rule; on_done: () => void }) {
	const used = thresholds.filter((name) => rule.uses?.includes(name));
	const form = useForm({
		values: { is_on: rule.is_on, yen: String(rule.yen), count: String(rule.count), percent: String(rule.percent),
			minutes: String(rule.minutes) },
		check: (values) => used.filter((name) => whole_number(values[name]) === undefined)
			.map((name) => ({ pointer: `/${name}`, code: "wrong_type" })),
		async submit(values) {
			const given = Object.fromEntries(used.map((name) => [name, whole_number(values[name])!]));
			await call("PUT /api/settlement/check-rules/{check_rule_id}",
				{ check_rule_id: rule.check_rule_id, is_on: values.is_on, ...given });
			on_done();
		},
	});
	return <Form form={form} submit={t("ui.save")}>
		<Checkbox {...form.field("is_on")} label={t("checks.is_on")} />
		{used.map((name) => <NumberField key={name} {...form.field(name)} {...label_of(rule, name)} required />)}
	</Form>;
}
