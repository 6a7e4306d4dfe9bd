// The form of a round: dates with their era, and the figures that follow from what is typed.
import type { FieldProblem, In, Out } from "../../core/api.ts";
import { is_day, number, yen } from "../../core/format.ts";
import { useForm } from "../../core/form.ts";
import { tidy_text, whole_number } from "../../core/tidy.ts";
import { t } from "../../i18n/index.ts";
import { Checkbox, DateField, Form, LinkButton, Notice, NumberField, RadioGroup, TextField } from "../../ui/index.ts";
import { Figures } from "./figures.tsx";
import { choices } from "./parts.tsx";

type Round = Out<"GET /api/sales/staff-campaigns">["campaigns"][number]["rounds"][number];
export type RoundInput = In<"POST /api/sales/rounds">;

const first_values = {
	name: "", eligibility: "residents" as string, allotment: "first_come" as string,
	price_yen: "5000", face_yen: "6000", sets: "", cap_sets: "10",
	apply_from_on: "", apply_to_on: "", sell_from_on: "", sell_to_on: "", use_from_on: "", use_to_on: "",
	rolls_over: false,
};
export type RoundValues = typeof first_values;
const numbers = ["price_yen", "face_yen", "sets", "cap_sets"] as const;
const days = ["sell_from_on", "sell_to_on", "use_from_on", "use_to_on"] as const;
const apply_days = ["apply_from_on", "apply_to_on"] as const;

export function values_of(round: Round | undefined): RoundValues {
	if (!round)
		return first_values;
	return { ...first_values, ...round, price_yen: String(round.price_yen), face_yen: String(round.face_yen),
		sets: String(round.planned_sets), cap_sets: String(round.cap_sets),
		apply_from_on: round.apply_from_on ?? "", apply_to_on: round.apply_to_on ?? "" };
}

function check(values: RoundValues): FieldProblem[] {
	const problems: FieldProblem[] = [];
	const add = (name: string, code: string, params?: Record<string, unknown>) =>
		problems.push({ pointer: `/${name}`, code, params });
	if (values.name === "")
		add("name", "missing");
	for (const name of numbers)
		if (!whole_number(values[name]))
			add(name, "too_small", { min: 1 });
	for (const name of days)
		if (!is_day(values[name]))
			add(name, values[name] === "" ? "missing" : "wrong_date");
	for (const name of apply_days)
		if (values.allotment === "lottery" ? !is_day(values[name]) : values[name] !== "" && !is_day(values[name]))
			add(name, values[name] === "" ? "missing" : "wrong_date");
	if (problems.length > 0)
		return problems;
	const price = whole_number(values.price_yen)!;
	if (whole_number(values.face_yen)! < price)
		add("face_yen", "round_prices", { price_yen: price });
	if (values.sell_to_on < values.sell_from_on)
		add("sell_to_on", "order_of_days");
	if (values.use_to_on < values.use_from_on)
		add("use_to_on", "order_of_days");
	return problems;
}

export function input_of(values: RoundValues, campaign_id: number): RoundInput {
	const figure = (name: (typeof numbers)[number]) => whole_number(values[name])!;
	return { campaign_id, name: values.name, eligibility: values.eligibility as RoundInput["eligibility"],
		allotment: values.allotment as RoundInput["allotment"],
		price_yen: figure("price_yen"), face_yen: figure("face_yen"), sets: figure("sets"),
		cap_sets: figure("cap_sets"), apply_from_on: values.apply_from_on || undefined,
		apply_to_on: values.apply_to_on || undefined, sell_from_on: values.sell_from_on,
		sell_to_on: values.sell_to_on, use_from_on: values.use_from_on, use_to_on: values.use_to_on,
		rolls_over: values.rolls_over };
}

export function RoundForm({ round, back, draft, on_send }: {
	round?: Round; back: string; draft?: string; on_send: (values: RoundValues) => Promise<void>;
}) {
	const published = round?.state === "published";
	const form = useForm({
		values: values_of(round), tidy: { name: tidy_text }, check, submit: on_send, draft,
	});
	const lottery = form.values.allotment === "lottery";
	return <div class="pair">
		<Form form={form} submit={published ? t("staff.dates_save") : t("staff.round_save")}
			beside={<LinkButton href={back}>{t("ui.back")}</LinkButton>}>
			{published && <Notice kind="warning" title={t("staff.published_only_dates")}>
				<p>{t("staff.published_only_dates_text")}</p></Notice>}
			{!published && <>
				<TextField {...form.field("name")} label={t("staff.round_name")} support={t("staff.residents_read")} max={80} required />
				<RadioGroup {...form.field("eligibility")} label={t("staff.eligibility")}
					choices={choices("eligibility", ["residents", "anyone"])} required />
				<RadioGroup {...form.field("allotment")} label={t("staff.allotment")}
					choices={choices("allotment", ["first_come", "lottery"])} required />
				<NumberField {...form.field("price_yen")} label={t("staff.price")} unit={t("sell.yen")} required />
				<NumberField {...form.field("face_yen")} label={t("staff.face")} unit={t("sell.yen")} required />
				<NumberField {...form.field("sets")} label={t("staff.planned_sets")} unit={t("sell.sets_unit")} required />
				<NumberField {...form.field("cap_sets")} label={t("staff.cap_label")} unit={t("sell.sets_unit")} required />
			</>}
			{(lottery || form.values.apply_from_on !== "") && <>
				{!published && <DateField {...form.field("apply_from_on")} label={t("staff.apply_from")} required={lottery} />}
				<DateField {...form.field("apply_to_on")} label={t("staff.apply_to")} required={lottery} />
			</>}
			{!published && <DateField {...form.field("sell_from_on")} label={t("staff.sell_from")} required />}
			<DateField {...form.field("sell_to_on")} label={t("staff.sell_to")} required />
			{!published && <DateField {...form.field("use_from_on")} label={t("staff.use_from")} required />}
			<DateField {...form.field("use_to_on")} label={t("staff.use_to")} required />
			{!published && <Checkbox {...form.field("rolls_over")} label={t("staff.rolls_over")}
				support={t("staff.rolls_over_support")} />}
		</Form>
		<Reckoning values={form.values} />
	</div>;
}

/** What follows from the figures, while they are typed. */
function Reckoning({ values }: { values: RoundValues }) {
	const price = whole_number(values.price_yen) ?? 0;
	const face = whole_number(values.face_yen) ?? 0;
	const sets = whole_number(values.sets) ?? 0;
	if (price <= 0 || face < price)
		return null;
	return <section class="stack" aria-label={t("staff.reckoning")}>
		<h2>{t("staff.reckoning")}</h2>
		<Figures rows={[
			{ label: t("staff.premium_percent"), value: `${Math.floor((face - price) * 100 / price)}%` },
			{ label: t("staff.discount_percent"), value: `${Math.floor((face - price) * 100 / face)}%` },
			{ label: t("staff.total_sets"), value: number(sets) },
			{ label: t("staff.total_face"), value: yen(sets * face) },
			{ label: t("staff.total_premium"), value: yen(sets * (face - price)) },
		]} />
	</section>;
}
