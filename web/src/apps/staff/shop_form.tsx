// The form of a shop: for registering and for changing.
import type { FieldProblem, In, Out } from "../../core/api.ts";
import { useForm } from "../../core/form.ts";
import { tidy_code, tidy_kana, tidy_text } from "../../core/tidy.ts";
import { t } from "../../i18n/index.ts";
import { Form, LinkButton, RadioGroup, Select, TextField, Textarea } from "../../ui/index.ts";
import { choices, industries, shop_states, sizes } from "./parts.tsx";

export type ShopRow = Out<"GET /api/office/staff-shops/{shop_id}">["shop"];
type ShopInput = In<"POST /api/office/staff-shops">;

const first_values = {
	name: "", kana: "", industry: "" as string, size: "" as string, area: "", address: "", phone: "",
	latitude: "", longitude: "", exclusions: "", state: "listed" as string, owner_login: "", owner_name: "",
};
export type ShopValues = typeof first_values;

function check(values: ShopValues, is_new: boolean): FieldProblem[] {
	const needed = ["name", "kana", "industry", "size", "area", "address",
		...(is_new ? ["owner_login", "owner_name"] as const : [])] as (keyof ShopValues)[];
	const problems: FieldProblem[] = needed.filter((name) => values[name] === "")
		.map((name) => ({ pointer: `/${name}`, code: "missing" }));
	for (const name of ["latitude", "longitude"] as const)
		if (values[name] !== "" && !/^-?\d{1,3}(\.\d{1,6})?$/.test(values[name]))
			problems.push({ pointer: `/${name}`, code: "wrong_format" });
	if (is_new && values.owner_login !== "" && !/^[a-z0-9][a-z0-9._-]{2,39}$/.test(values.owner_login))
		problems.push({ pointer: "/owner_login", code: "login_form" });
	return problems;
}

/** What both routes take. */
export function shop_input(values: ShopValues) {
	return { name: values.name, kana: values.kana, industry: values.industry as ShopInput["industry"],
		size: values.size as ShopInput["size"], area: values.area, address: values.address,
		phone: values.phone || undefined, latitude: values.latitude || undefined,
		longitude: values.longitude || undefined, exclusions: values.exclusions || undefined };
}

export function ShopForm({ shop, back, on_send }: {
	shop?: ShopRow; back: string; on_send: (values: ShopValues) => Promise<void>;
}) {
	const form = useForm({
		values: { ...first_values, ...shop } as ShopValues,
		tidy: { name: tidy_text, kana: tidy_kana, area: tidy_text, address: tidy_text, phone: tidy_code,
			latitude: tidy_code, longitude: tidy_code, owner_login: (text) => tidy_code(text).toLowerCase(),
			owner_name: tidy_text },
		check: (values) => check(values, !shop), submit: on_send, draft: shop ? undefined : "shop-new",
	});
	return <Form form={form} submit={shop ? t("ui.save") : t("staff.shop_register")}
		beside={<LinkButton href={back}>{t("ui.back")}</LinkButton>}>
		<TextField {...form.field("name")} label={t("staff.shop_name")} support={t("staff.residents_read")} max={80} required />
		<TextField {...form.field("kana")} label={t("staff.shop_kana")} max={80} required />
		<Select {...form.field("industry")} label={t("staff.industry")} choices={choices("industry", industries)} required />
		<RadioGroup {...form.field("size")} label={t("staff.size")} choices={choices("size", sizes)} required />
		<TextField {...form.field("area")} label={t("staff.area")} max={40} required />
		<TextField {...form.field("address")} label={t("staff.shop_address")} max={160} required />
		<TextField {...form.field("phone")} label={t("staff.phone")} type="tel" inputmode="tel" max={20} />
		<TextField {...form.field("latitude")} label={t("staff.latitude")} support={t("staff.degrees_support")} short />
		<TextField {...form.field("longitude")} label={t("staff.longitude")} short />
		<Textarea {...form.field("exclusions")} label={t("staff.exclusions")} support={t("staff.exclusions_support")} max={600} />
		{shop && <RadioGroup {...form.field("state")} label={t("staff.state")} required
			choices={choices("shop_state", shop_states)} support={t("staff.shop_state_support")} />}
		{!shop && <>
			<TextField {...form.field("owner_name")} label={t("staff.owner_name")} max={60} required />
			<TextField {...form.field("owner_login")} label={t("staff.owner_login")} support={t("staff.login_support")} max={40} required />
		</>}
	</Form>;
}
