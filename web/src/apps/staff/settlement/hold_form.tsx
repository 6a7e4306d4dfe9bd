// Holding a payment or a shop: one person does, two end it.
import { useState } from "preact/hooks";
import { call, Refusal } from "../../../core/api.ts";
import { yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { whole_number } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Form, Notice, NumberField, Select, TextField, Textarea } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { choices } from "../parts.tsx";

export const hold_reasons = ["irregular", "inquiry", "shop_asked", "bank_line", "returned"] as const;
type Reason = (typeof hold_reasons)[number];

const missing = (values: Record<string, string>, names: readonly string[]) => names
	.filter((name) => values[name]?.trim() === "").map((name) => ({ pointer: `/${name}`, code: "missing" }));

function Held({ held_yen }: { held_yen: number }) {
	return <Notice kind="success" live title={t("hold.held")}>
		{held_yen > 0 && <p>{t("hold.held_yen", { amount: yen(held_yen) })}</p>}</Notice>;
}

export function PaymentHoldForm({ payment_no, on_done }: { payment_no: string; on_done: () => void }) {
	const act = useAct("hold-payment", "POST /api/settlement/payment-holds");
	const [held, set_held] = useState<number | null>(null);
	const form = useForm({
		values: { payment_id: payment_no, reason: "", note: "" },
		check: (values) => [
			...whole_number(values.payment_id) ? [] : [{ pointer: "/payment_id", code: "missing" }],
			...missing(values, ["reason", "note"])],
		async submit({ payment_id, reason, note }) {
			const out = await act.run({ payment_id: whole_number(payment_id)!, reason: reason as Reason, note: note.trim() });
			set_held(out.yen);
			on_done();
		},
	});
	if (held !== null)
		return <Held held_yen={held} />;
	return <div class="stack">
		<ActState act={act} />
		<Form form={form} submit={t("hold.hold_it")}>
			<NumberField {...form.field("payment_id")} label={t("closing.payment_no")} required />
			<Select {...form.field("reason")} label={t("hold.reason")} choices={choices("hold_reason", hold_reasons)} required />
			<Textarea {...form.field("note")} label={t("hold.note")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</div>;
}

/** shop_id: of the page; without it the number of the shop is asked for. */
export function HoldForm({ shop_id, on_done }: { shop_id?: number; on_done: () => void }) {
	const act = useAct("hold-shop", "POST /api/settlement/shop-holds");
	const [held, set_held] = useState<number | null>(null);
	const form = useForm({
		values: { shop_no: "", reason: "", note: "" },
		check: (values) => missing(values, shop_id ? ["reason", "note"] : ["shop_no", "reason", "note"]),
		async submit({ shop_no, reason, note }) {
			const out = await act.run({ shop_id: shop_id ?? await shop_of(shop_no.trim()), reason: reason as Reason, note: note.trim() });
			set_held(out.yen);
			on_done();
		},
	});
	if (held !== null)
		return <Held held_yen={held} />;
	return <div class="stack">
		<ActState act={act} />
		<Form form={form} submit={t("hold.hold_it")}>
			{!shop_id && <TextField {...form.field("shop_no")} label={t("hold.shop_no")} max={6} required />}
			<Select {...form.field("reason")} label={t("hold.reason")} choices={choices("hold_reason", hold_reasons)} required />
			<Textarea {...form.field("note")} label={t("hold.note")} support={t("staff.no_names")} rows={2} max={200} required />
		</Form>
	</div>;
}

async function shop_of(shop_no: string): Promise<number> {
	const { rows } = await call("GET /api/office/staff-shops", { q: shop_no, limit: 10 });
	const found = rows.find((row) => row.shop_no === shop_no);
	if (!found)
		throw new Refusal(404, "not_found", [{ pointer: "/shop_no", code: "not_found" }]);
	return found.shop_id;
}
