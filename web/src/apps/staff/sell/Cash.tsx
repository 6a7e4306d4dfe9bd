import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { number, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { whole_number } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, Checkbox, ErrorNotice, Form, Loading, Notice, NumberField, Stepper } from "../../../ui/index.ts";
import type { Act } from "../act.tsx";
import { Figures } from "../figures.tsx";
import type { KnownBuyer } from "./Buyer.tsx";
import { quick_amounts } from "./money.ts";
import { BigAmount } from "./BigAmount.tsx";
import type { OnSale } from "./Sell.tsx";

type Allowance = Out<"GET /api/sales/buyers/{person_id}/allowances/{round_id}">;
type SaleAct = Act<"POST /api/sales/counter-sales">;

export function Cash({ round, buyer, sale }: { round: OnSale; buyer: KnownBuyer; sale: SaleAct }) {
	const data = useCall("GET /api/sales/buyers/{person_id}/allowances/{round_id}",
		{ person_id: buyer.person_id, round_id: round.round_id });
	const may = data.value;
	const [refused, set_refused] = useState<unknown>(null);
	return <section class="stack">
		<h2>{t("sell.cash_title")}</h2>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!may && data.loading && <Loading />}
		{may && <Figures rows={[
			{ label: t("sell.may_buy"), value: t("staff.sets_of", { sets: number(may.may_buy_sets) }),
				bad: may.may_buy_sets === 0 },
			{ label: t("sell.round_left"), value: t("staff.sets_of", { sets: number(may.round_left_sets) }) },
			{ label: t("sell.campaign_left"), value: t("staff.sets_of", { sets: number(may.campaign_left_sets) }) },
			{ label: t("sell.stock_left"), value: t("staff.sets_of", { sets: number(may.stock_left_sets) }) },
		]} />}
		{may?.may_buy_sets === 0 && <Notice kind="warning" live title={t("sell.may_not")}>
			<p>{refused === null ? t("sell.may_not_text") : error_text(refused)}</p></Notice>}
		{may && may.may_buy_sets > 0 && <Till may={may} round={round} buyer={buyer} sale={sale}
			on_refused={(error) => {
				set_refused(error);
				data.reload();
			}} />}
	</section>;
}

function Till({ may, round, buyer, sale, on_refused }: {
	may: Allowance; round: OnSale; buyer: KnownBuyer; sale: SaleAct; on_refused: (error: unknown) => void;
}) {
	const outer = useRef<HTMLDivElement>(null);
	const residents = round.eligibility === "residents";
	const form = useForm({
		values: { sets: 1, received_yen: "", is_resident_checked: false },
		check(values) {
			const received = whole_number(values.received_yen);
			const problems = [];
			if (residents && !values.is_resident_checked)
				problems.push({ pointer: "/is_resident_checked", code: "residency_unchecked" });
			if (values.received_yen === "")
				problems.push({ pointer: "/received_yen", code: "missing" });
			else if (received === undefined)
				problems.push({ pointer: "/received_yen", code: "wrong_type" });
			else if (received < values.sets * may.price_yen)
				problems.push({ pointer: "/received_yen", code: "cash_short",
					params: { due_yen: values.sets * may.price_yen } });
			return problems;
		},
		async submit(values) {
			try {
				await sale.run({ round_id: round.round_id, person_id: buyer.person_id, sets: values.sets,
					received_yen: whole_number(values.received_yen)!,
					is_resident_checked: values.is_resident_checked });
			} catch (error) {
				on_refused(error);
				throw error;
			}
		},
	});
	useLayoutEffect(() => outer.current?.querySelector<HTMLElement>("input[name=sets]")?.focus(), []);
	const due_yen = form.values.sets * may.price_yen;
	const received_yen = whole_number(form.values.received_yen);
	return <div ref={outer}>
		<Form form={form} submit={t("sell.act", { amount: yen(due_yen), sets: form.values.sets })}>
			<Stepper {...form.field("sets")} label={t("sell.sets")} min={1} max={may.may_buy_sets}
				unit={t("sell.sets_unit")} required />
			{residents && <Checkbox {...form.field("is_resident_checked")} label={t("sell.resident")}
				support={t("sell.resident_support")} required />}
			<BigAmount kind="due" label={t("sell.due")} yen={due_yen} />
			<div class="stack stack--close">
				<NumberField {...form.field("received_yen")} label={t("sell.received")} unit={t("sell.yen")} required />
				<div class="row" role="group" aria-label={t("sell.quick")}>
					{quick_amounts(due_yen).map((amount) => <Button key={amount} small
						on_click={() => form.set("received_yen", String(amount))}>
						{amount === due_yen ? t("sell.exact", { amount: yen(amount) }) : yen(amount)}</Button>)}
				</div>
			</div>
			<div aria-live="polite">
				{received_yen !== undefined && (received_yen >= due_yen
					? <BigAmount kind="change" label={t("sell.change_due")} yen={received_yen - due_yen} />
					: <BigAmount kind="short" label={t("sell.short")} yen={due_yen - received_yen} />)}
			</div>
		</Form>
	</div>;
}
