import { useCall } from "../../../core/data.ts";
import { number, yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, EmptyState, ErrorNotice, LinkButton, List, Loading } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Figures } from "../figures.tsx";
import { Fold, Only, Tag, long_day, period } from "../parts.tsx";
import { Rounds } from "./Closing.tsx";
import { HoldForm } from "./hold_form.tsx";

export default guarded("settlement.view", function ClosingShop({ params }: PageProps) {
	const closing_shop_id = Number(params.closing_shop_id);
	const data = useCall("GET /api/settlement/closing-shops/{closing_shop_id}", { closing_shop_id });
	const row = data.value;
	return <MoneyPage wide title={row?.name ?? t("closing.shop")}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!row && data.loading && <Loading />}
		{row && <>
			{row.is_shop_held && <p><span class="tag tag--bad">{t("closing.shop_held")}</span></p>}
			<DescriptionList rows={[
				{ label: t("closing.shop_no"), value: <span class="number">{row.shop_no}</span> },
				{ label: t("closing.period"), value: period(row.from_on, row.to_on) },
				{ label: t("closing.pay_on"), value: long_day(row.pay_on) },
			]} />
			<Figures rows={[
				{ label: t("closing.yen"), value: yen(row.yen) },
				{ label: t("closing.payments"), value: number(row.payments) },
				{ label: t("closing.held_yen"), value: yen(row.held_yen), href: `/staff/holds?q=${row.shop_no}` },
			]} />
			{row.rounds.length > 0 && <Rounds rows={row.rounds} />}
			<Only right="settlement.hold"><Fold label={t("hold.new_shop")}>
				{() => <HoldForm shop_id={row.shop_id} on_done={data.reload} />}</Fold></Only>
			<h2>{t("closing.entries")}</h2>
			<List route="GET /api/settlement/closing-entries" fixed={{ closing_shop_id }} caption={t("closing.entries")}
				order="newest" row_key={(entry) => entry.posting_id}
				empty={<EmptyState title={t("closing.entries_none")}><p>{t("closing.entries_none_text")}</p></EmptyState>}
				columns={[
					{ key: "payment_id", label: t("closing.payment_no"), cell: (entry) => <span class="number">{entry.payment_id}</span> },
					{ key: "posted_at", label: t("closing.posted_at"), down: "newest", up: "oldest",
						cell: (entry) => <DateTime at={entry.posted_at} /> },
					{ key: "kind", label: t("closing.kind"), cell: (entry) => <Tag kind="posting" code={entry.kind}
						bad={entry.kind === "payment_void" || entry.kind === "hold"} /> },
					{ key: "paid", label: t("closing.paid_part"), number: true, cell: (entry) => yen(entry.paid_part_yen) },
					{ key: "premium", label: t("closing.premium_part"), number: true, cell: (entry) => yen(entry.premium_part_yen) },
					{ key: "yen", label: t("closing.yen"), main: true, cell: (entry) => yen(entry.yen) },
					{ key: "act", label: t("hold.hold_it"), acts: true, cell: (entry) => entry.kind === "payment" &&
						<Only right="settlement.hold"><LinkButton small href={`/staff/holds?pay=${entry.payment_id}`}>{t("hold.hold_it")}</LinkButton></Only> },
				]} />
			<p class="no-print"><LinkButton kind="text" href={`/staff/closings/${row.closing_id}`}>{t("closing.to_list")}</LinkButton></p>
		</>}
	</MoneyPage>;
});
