import type { FieldProblem, In } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { is_day, today } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_text, whole_number } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { DateField, ErrorNotice, Form, LinkButton, Loading, Notice, NumberField, RadioGroup, Select,
	TextField } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { choices, word } from "../parts.tsx";
import { fund_kinds } from "./Funds.tsx";

type Input = In<"POST /api/settlement/fund-movements">;
const first = { kind: "", round_id: "", part: "1", yen: "", bank_on: today(), note: "" };

function check(values: typeof first): FieldProblem[] {
	const problems: FieldProblem[] = (["kind", "round_id", "yen", "note"] as const)
		.filter((name) => values[name] === "").map((name) => ({ pointer: `/${name}`, code: "missing" }));
	if (values.yen !== "" && !((whole_number(values.yen) ?? 0) > 0))
		problems.push({ pointer: "/yen", code: "wrong_type" });
	if (!is_day(values.bank_on))
		problems.push({ pointer: "/bank_on", code: "wrong_date" });
	return problems;
}

export default guarded("settlement.fund", function FundNew() {
	const act = useAct("fund-new", "POST /api/settlement/fund-movements");
	const data = useCall("GET /api/settlement/funds", {});
	const form = useForm({
		values: first, tidy: { note: tidy_text }, check, draft: "fund-new",
		submit: async (values) => {
			await act.run({ kind: values.kind as Input["kind"], round_id: Number(values.round_id),
				part: values.kind === "refused_out" ? Number(values.part) : undefined,
				yen: whole_number(values.yen)!, bank_on: values.bank_on, note: values.note });
		},
	});
	const rounds = data.value?.rounds ?? [];
	return <MoneyPage title={t("funds.new")} lead={<p>{t("funds.new_lead")}</p>}>
		<ActState act={act} />
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{act.state.step === "done" ? <Notice kind="success" live title={t("funds.made")}>
			<p><LinkButton href="/staff/funds">{t("funds.title")}</LinkButton></p></Notice>
			: data.value && <Form form={form} submit={t("funds.new")}
				beside={<LinkButton href="/staff/funds">{t("ui.back")}</LinkButton>}>
				<RadioGroup {...form.field("kind")} label={t("funds.kind")} choices={choices("fund_kind", fund_kinds)} required />
				<Select {...form.field("round_id")} label={t("funds.round")} required choices={rounds.map((row) =>
					({ value: String(row.round_id), label: `${row.campaign_name} ${row.name}` }))} />
				{form.values.kind === "refused_out" && <RadioGroup {...form.field("part")} label={t("funds.part")} required
					choices={[{ value: "1", label: word("part", "paid") }, { value: "2", label: word("part", "premium") }]} />}
				<NumberField {...form.field("yen")} label={t("funds.yen")} unit={t("sell.yen")} required />
				<DateField {...form.field("bank_on")} label={t("funds.bank_on")} required />
				<TextField {...form.field("note")} label={t("funds.note")} max={200} required />
			</Form>}
	</MoneyPage>;
});
