import type { Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { number, yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { EmptyState, ErrorNotice, Loading, Notice, Page, PrintButton, Table } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { Figures } from "../figures.tsx";
import { DriftBanner } from "../funds.tsx";
import { MoneyTabs, RowLink } from "../parts.tsx";

type Book = Out<"GET /api/sales/books">["rounds"][number];

export default guarded("voucher.view", function Books() {
	const data = useCall("GET /api/sales/books", {});
	const rounds = data.value?.rounds ?? [];
	const difference_yen = rounds.reduce((sum, row) => sum + row.difference_yen, 0);
	return <Page wide title={t("staff.books")} lead={<p>{t("staff.books_lead")}</p>} tools={<PrintButton />}>
		<MoneyTabs />
		<DriftBanner />
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{data.value && rounds.length === 0 &&
			<EmptyState title={t("staff.books_none")}><p>{t("staff.books_none_text")}</p></EmptyState>}
		{rounds.length > 0 && (rounds.every((row) => row.difference_yen === 0)
			? <Notice kind="success" title={t("staff.difference_zero", { amount: yen(difference_yen) })}>
				<p>{t("staff.difference_zero_text")}</p></Notice>
			: <Notice kind="error" title={t("staff.difference_not", { amount: yen(difference_yen) })}>
				<p>{t("staff.difference_not_text")}</p></Notice>)}
		{rounds.map((row) => <RoundBook key={row.round_id} book={row} name={name_of(row, rounds)} />)}
	</Page>;
});

/** Two rounds may have one name: then their numbers tell them apart. */
function name_of(book: Book, books: readonly Book[]): string {
	const full = (one: Book) => `${one.campaign_name} ${one.name}`;
	const same = books.filter((one) => full(one) === full(book));
	return same.length > 1 ? `${full(book)} (${book.round_id})` : full(book);
}

/** Sale proceeds and premium apart: where each stands now. */
function RoundBook({ book, name }: { book: Book; name: string }) {
	const lines = [
		{ name: t("staff.used"), paid: book.used_paid_yen, premium: book.used_premium_yen },
		{ name: t("staff.in_purses"), paid: book.purse_paid_yen, premium: book.purse_premium_yen },
		{ name: t("staff.expired"), paid: book.expired_paid_yen, premium: book.expired_premium_yen },
		{ name: t("funds.handed_back"), paid: book.handed_back_paid_yen, premium: book.handed_back_premium_yen },
		{ name: t("staff.issued"), href: `/staff/sales?round_id=${book.round_id}&state=sold`, paid: book.proceeds_yen, premium: book.premium_yen },
	];
	return <section class="stack">
		<h2><a href={`/staff/rounds/${book.round_id}`}>{name}</a></h2>
		<Figures rows={[
			{ label: t("staff.sets"), value: number(book.sets) },
			{ label: t("staff.sold_sets"), value: number(book.sold_sets), href: `/staff/sales?round_id=${book.round_id}&state=sold` },
			{ label: t("staff.left_sets"), value: number(book.left_sets) },
			{ label: t("staff.difference"), value: yen(book.difference_yen),
				good: book.difference_yen === 0, bad: book.difference_yen !== 0 },
		]} />
		<Table name="books" caption={t("staff.money_of", { round: name })} rows={lines}
			row_key={(row) => row.name} columns={[
				{ key: "name", label: t("staff.where"), cell: (row) =>
					"href" in row ? <RowLink to={row.href!}>{row.name}</RowLink> : row.name },
				{ key: "paid", label: t("staff.proceeds"), number: true, cell: (row) => yen(row.paid) },
				{ key: "premium", label: t("staff.premium"), number: true, cell: (row) => yen(row.premium) },
				{ key: "sum", label: t("staff.sum"), number: true, cell: (row) => yen(row.paid + row.premium) },
			]} />
	</section>;
}
