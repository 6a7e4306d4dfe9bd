import { useRef, useState } from "preact/hooks";
import { useCall } from "../../../core/data.ts";
import { today, yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { Button, DateTime, EmptyState, LinkButton, List, Money, PrintButton, type Column, type Filter }
	from "../../../ui/index.ts";
import { date_time } from "../../../core/format.ts";
import { may, type Me } from "../me.ts";
import { Behind } from "../parts/Behind.tsx";
import { Void } from "../parts/Void.tsx";
import type { Taking } from "../today.ts";

export default function Takings() {
	return <Behind title={t("shop.takings")} wide tools={<PrintButton />}>
		{(account) => <Inside account={account} />}</Behind>;
}

function day_before(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function Inside({ account }: { account: Me }) {
	const [taken_back, set_taken_back] = useState<Taking | null>(null);
	const reload = useRef(() => {});
	const clerks = useCall("GET /api/office/clerks", may(account, "shop.manage") ? {} : null);
	const columns: Column<Taking>[] = [
		{ key: "paid_at", label: t("shop.time"), cell: (row) => <DateTime at={row.paid_at} />, down: "newest" },
		{ key: "amount_yen", label: t("shop.amount"), number: true, main: true, down: "amount",
			cell: (row) => <span class={row.state === "void" ? "struck" : undefined}><Money yen={row.amount_yen} /></span> },
		{ key: "digits", label: t("shop.digits"), cell: (row) => <span class="number">{row.digits}</span> },
		{ key: "state", label: t("shop.state"), cell: (row) => t(`payment_state.${row.state}`) },
		{ key: "means", label: t("shop.means"), cell: (row) => t(`means.${row.means}`) },
		{ key: "clerk_name", label: t("shop.clerk"), cell: (row) => row.clerk_name ?? "" },
		{ key: "terminal_name", label: t("shop.device"), cell: (row) => row.terminal_name ?? "", extra: true },
	];
	if (may(account, "shop.void"))
		columns.push({ key: "void", label: t("shop.void"), acts: true, cell: (row) => row.is_today && row.state === "paid" &&
			<Button small kind="text" on_click={() => set_taken_back(row)}
				label={t("shop.void_label", { time: date_time(row.paid_at), amount: yen(row.amount_yen) })}>
				{t("shop.void")}</Button> });
	const filters: Filter[] = [
		{ kind: "date", name: "on_from", label: t("shop.from") },
		{ kind: "date", name: "on_to", label: t("shop.to") },
		{ kind: "select", name: "state", label: t("shop.state"), choices: [
			{ value: "paid", label: t("payment_state.paid") }, { value: "void", label: t("payment_state.void") }] },
	];
	if (clerks.value)
		filters.push({ kind: "select", name: "clerk_account_id", label: t("shop.clerk"),
			choices: clerks.value.clerks.map((row) => ({ value: String(row.account_id), label: row.name })) });
	const now = today();
	const days = (from: string, to: string) => `/shop/takings?on_from=${from}&on_to=${to}`;
	return <>
		<nav class="row no-print" aria-label={t("shop.quick_days")}>
			<LinkButton small href={days(now, now)}>{t("shop.today_short")}</LinkButton>
			<LinkButton small href={days(day_before(now), day_before(now))}>{t("shop.yesterday")}</LinkButton>
			<LinkButton small href={days(`${now.slice(0, 8)}01`, now)}>{t("shop.this_month")}</LinkButton>
		</nav>
		<List route="GET /api/till/takings" caption={t("shop.takings_of", { shop: account.shop_name })}
			columns={columns} row_key={(row) => row.payment_id} filters={filters} order="newest"
			empty={<EmptyState title={t("shop.none_found")}><p>{t("shop.none_found_text")}</p></EmptyState>}
			tools={(again) => {
				reload.current = again;
				return null;
			}} />
		<Void taking={taken_back} on_close={(changed) => {
			set_taken_back(null);
			if (changed)
				reload.current();
		}} />
	</>;
}
