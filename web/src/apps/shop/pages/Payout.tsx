import { useEffect, useState } from "preact/hooks";
import { address_of, call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { date, weekday_date, yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t, text_of } from "../../../i18n/index.ts";
import { Button, DateTime, DescriptionList, ErrorNotice, LinkButton, Loading, Money, Notice, Table } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";
import { payout_state } from "./Payouts.tsx";

type Whole = Out<"GET /api/settlement/shop-payouts/{payout_id}">;

export default function Payout({ params }: PageProps) {
	return <Behind title={t("payout.one")} right="shop.bank" wide>
		{() => <Inside payout_id={Number(params.payout_id)} />}</Behind>;
}

function Inside({ payout_id }: { payout_id: number }) {
	const data = useCall("GET /api/settlement/shop-payouts/{payout_id}", { payout_id, limit: 50 });
	const { value } = data;
	if (!value)
		return data.error ? <ErrorNotice error={data.error} retry={data.reload} /> : <Loading />;
	const { payout } = value;
	return <>
		<Money yen={payout.yen} big />
		<DescriptionList rows={[
			{ label: t("payout.state"), value: payout_state(payout.state) },
			{ label: t("payout.pay_on"), value: weekday_date(payout.pay_on) },
			{ label: t("payout.of"), value: t("payout.period", { from: date(payout.from_on), to: date(payout.to_on) }) },
			...payout.last_digits ? [{ label: t("payout.where"), value: t("payout.account_is",
				{ bank: payout.bank_name ?? "", digits: payout.last_digits }) }] : [],
		]} />
		{payout.state === "returned" && <Notice kind="warning" title={t("payout.came_back")}><p>{t("payout.came_back_text")}</p></Notice>}
		<div class="row">
			<LinkButton new_tab kind="primary" href={address_of("GET /api/settlement/shop-payouts/{payout_id}/paper", { payout_id })}>
				{t("payout.paper")}</LinkButton>
			<LinkButton href={address_of("GET /api/settlement/shop-payouts/{payout_id}/file", { payout_id })}>{t("payout.csv")}</LinkButton>
		</div>
		<Table name="payout-parts" caption={t("payout.parts")} rows={value.parts} row_key={(row) => `${row.round_id}-${row.part}`} columns={[
			{ key: "round", label: t("payout.round"), cell: (row) => row.round_name ?? String(row.round_id) },
			{ key: "part", label: t("payout.part"), cell: (row) => t(row.part === 1 ? "payout.part_paid" : "payout.part_premium") },
			{ key: "yen", label: t("payout.amount"), number: true, cell: (row) => yen(row.yen) },
		]} />
		<Rows key={payout_id} payout_id={payout_id} first={value} />
	</>;
}

function Rows({ payout_id, first }: { payout_id: number; first: Whole }) {
	const [rows, set_rows] = useState(first.rows);
	const [next, set_next] = useState(first.next);
	const [trouble, set_trouble] = useState("");
	const [busy, set_busy] = useState(false);
	useEffect(() => {
		set_rows(first.rows);
		set_next(first.next);
	}, [first]);
	async function more() {
		set_busy(true);
		try {
			const page = await call("GET /api/settlement/shop-payouts/{payout_id}", { payout_id, limit: 50, after: next });
			set_rows([...rows, ...page.rows]);
			set_next(page.next);
			set_trouble("");
		} catch (error) {
			set_trouble(error_text(error));
		} finally {
			set_busy(false);
		}
	}
	return <section class="stack">
		<h2>{t("payout.behind")}</h2>
		<p>{t(first.rows_yen === first.payout.yen ? "payout.behind_sum" : "payout.behind_other",
			{ count: first.count, yen: yen(first.rows_yen) })}</p>
		{trouble && <Notice kind="error" live title={trouble} />}
		<Table name="payout-rows" caption={t("payout.behind")} rows={rows} row_key={(row) => row.posting_id} columns={[
			{ key: "at", label: t("payout.when"), cell: (row) => <DateTime at={row.posted_at} /> },
			{ key: "kind", label: t("payout.kind"), cell: (row) => text_of(`posting.${row.kind}`) ?? row.kind },
			{ key: "yen", label: t("payout.amount"), number: true, cell: (row) => yen(row.yen) },
			{ key: "no", label: t("payout.payment_no"), number: true, cell: (row) => row.payment_id },
		]} />
		{next && <p><Button disabled={busy} on_click={() => void more()}>{t("payout.more")}</Button></p>}
	</section>;
}
