import { useState } from "preact/hooks";
import { useCall } from "../../../core/data.ts";
import { number, today, yen } from "../../../core/format.ts";
import { go } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { Button, EmptyState, ErrorNotice, LinkButton, Loading, Meter, Page, TextField } from "../../../ui/index.ts";
import { guarded, me, NoRights, useHas } from "../desk.tsx";
import { Figures } from "../figures.tsx";
import { kana_wanted } from "../finder.tsx";
import { DriftBanner } from "../funds.tsx";
import { long_day, period } from "../parts.tsx";
import { search_address } from "../search.ts";
import { waiting_for, WaitingCard } from "../waiting.tsx";

export default guarded(null, function Home() {
	const who = useStore(me);
	const views = useHas("voucher.view");
	const roles = useHas("people.roles");
	const accounts = useHas("people.staff");
	const sells = useHas("voucher.sell");
	const settles = useHas("settlement.view");
	if (who?.rights.length === 0)
		return <NoRights who={who} />;
	return <Page wide title={t("staff.home")} lead={<p>{long_day(today())}</p>}
		tools={sells && <LinkButton kind="primary" href="/staff/sell">{t("staff.nav_sell")}</LinkButton>}>
		<DriftBanner />
		<Search />
		{(views || roles || accounts || settles) &&
			<Waiting views={views} roles={roles} accounts={accounts} settles={settles} />}
		{views && <Today />}
		{views && <Running />}
	</Page>;
});

function Search() {
	const [typed, set_typed] = useState("");
	const finds = useHas("people.find");
	const shops = useHas("shops.view");
	function search(where: "shops" | "people") {
		const address = search_address(typed);
		if (address || typed.trim() === "")
			return address && go(address);
		if (where === "shops")
			return go(`/staff/shops?q=${encodeURIComponent(typed.normalize("NFKC").trim())}`);
		kana_wanted.set(typed);
		go("/staff/people");
	}
	return <form class="search" role="search" onSubmit={(event) => {
		event.preventDefault();
		search(shops ? "shops" : "people");
	}}>
		<TextField id="search" name="search" label={t("staff.search")} support={t("staff.search_support")} bare
			type="search" value={typed} on_value={set_typed} />
		{(shops || !finds) && <Button type="submit">{shops ? t("staff.search_shops") : t("staff.search_receipts")}</Button>}
		{finds && <Button type={shops ? "button" : "submit"} on_click={shops ? () => search("people") : undefined}>
			{t("staff.search_people")}</Button>}
	</form>;
}

function Waiting({ views, roles, accounts, settles }: {
	views: boolean; roles: boolean; accounts: boolean; settles: boolean;
}) {
	const who = useStore(me);
	const campaigns = useCall("GET /api/sales/staff-campaigns", views ? {} : null);
	const changes = useCall("GET /api/people/role-changes", roles ? {} : null);
	const people = useCall("GET /api/people/staff-accounts", accounts ? { waiting: 1, state: "active" } : null);
	const settlement = useCall("GET /api/settlement/waiting", settles ? {} : null);
	const drafts = (campaigns.value?.campaigns ?? [])
		.flatMap((row) => row.rounds.map((round) => ({ ...round, campaign: row.name })))
		.filter((row) => row.state === "draft");
	const open = (changes.value?.role_changes ?? []).filter((row) => row.state === "open");
	const waiting = people.value?.rows ?? [];
	const money = waiting_for(who?.rights ?? [], settlement.value?.kinds ?? []);
	const all = [campaigns, changes, people, settlement];
	const error = all.find((one) => one.error)?.error;
	const loading = all.some((one) => one.loading);
	const none = drafts.length + open.length + waiting.length + money.length === 0;
	return <section class="stack">
		<h2>{t("staff.waiting")}</h2>
		{error && <ErrorNotice error={error} retry={() => all.forEach((one) => one.reload())} />}
		{loading && none && <Loading />}
		{!loading && !error && none &&
			<EmptyState title={t("staff.waiting_none")}><p>{t("staff.waiting_none_text")}</p></EmptyState>}
		<ul class="cards tidy-cards">
			{money.map((row) => <WaitingCard key={row.kind} row={row} />)}
			{drafts.map((row) => <li key={`round-${row.round_id}`} class="card">
				<p><strong>{t("staff.waiting_round", { campaign: row.campaign, round: row.name })}</strong></p>
				<p>{row.editor_account_id === who?.account_id
					? t("staff.waiting_other") : t("staff.waiting_you")}</p>
				<p><LinkButton small href={`/staff/rounds/${row.round_id}`}>{t("staff.look")}</LinkButton></p>
			</li>)}
			{open.map((row) => <li key={`role-${row.role_change_id}`} class="card">
				<p><strong>{t("staff.waiting_role", { role: row.name })}</strong></p>
				<p>{row.is_own ? t("staff.waiting_other") : t("staff.waiting_by", { name: row.proposed_by })}</p>
				<p><LinkButton small href="/staff/roles">{t("staff.look")}</LinkButton></p>
			</li>)}
			{waiting.map((row) => <li key={`account-${row.account_id}`} class="card">
				<p><strong>{t("staff.waiting_account", { name: row.name })}</strong></p>
				<p>{t("staff.waiting_account_text")}</p>
				<p><LinkButton small href={`/staff/accounts/${row.account_id}`}>{t("staff.look")}</LinkButton></p>
			</li>)}
		</ul>
	</section>;
}

function Today() {
	const data = useCall("GET /api/sales/day-book", { on: today() });
	const book = data.value;
	const rows = `/staff/sales?sold_on=${today()}`;
	return <section class="stack">
		<h2>{t("staff.today")}</h2>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{book && <Figures rows={[
			{ label: t("staff.sales_count"), value: number(book.sales), href: `${rows}&state=sold` },
			{ label: t("staff.sets"), value: number(book.sets), href: `${rows}&state=sold&order=sets` },
			{ label: t("staff.cash_in"), value: yen(book.cash_in_yen), href: rows },
			{ label: t("staff.voids_count"), value: number(book.voids), href: `${rows}&state=void` },
			{ label: t("staff.cash_now"), value: yen(book.cash_yen), href: `${rows}&state=sold` },
		]} />}
		<p><LinkButton small href={rows}>{t("staff.today_sales")}</LinkButton></p>
	</section>;
}

function Running() {
	const data = useCall("GET /api/sales/staff-campaigns", {});
	const day = today();
	const rounds = (data.value?.campaigns ?? []).flatMap((row) => row.rounds.map((round) => ({ ...round, campaign: row.name })))
		.filter((row) => row.state === "published" && row.sell_from_on <= day && row.use_to_on >= day);
	return <section class="stack">
		<h2>{t("staff.running")}</h2>
		{!data.loading && !data.error && rounds.length === 0 &&
			<EmptyState title={t("staff.running_none")}><p>{t("staff.running_none_text")}</p></EmptyState>}
		<div class="cards">
			{rounds.map((row) => <div key={row.round_id} class="card">
				<h3><a href={`/staff/rounds/${row.round_id}`}>{row.campaign} {row.name}</a></h3>
				<Meter label={t("staff.sold_sets")} value={row.sold_sets} all={row.sets}
					note={t("staff.left_note", { sets: number(row.left_sets) })} />
				<p class="quiet">{t("staff.sell_period")}: {period(row.sell_from_on, row.sell_to_on)}</p>
			</div>)}
		</div>
	</section>;
}
