import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { stored_at } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { today, weekday_date } from "../../../core/format.ts";
import { town } from "../../../core/site.ts";
import { kept_keys, useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { ErrorNotice, LinkButton, Loading, Money, Notice, Page, StoredAt } from "../../../ui/index.ts";
import "../parts/balance.css";
import { Ways } from "../parts/Ways.tsx";
import { who, type Me } from "../who.ts";

const soon_days = 30;

export default function Home() {
	const now = useStore(who);
	const name = useStore(town);
	return <Page title={t("resident.home_title")}
		lead={now.state === "out" && <p>{t("resident.what", { town: name })}</p>}>
		<Unsettled />
		{now.state === "in" && <Balance me={now.me} />}
		<div class="stack stack--close">
			<LinkButton kind="primary" wide big href="/pay">{t("resident.pay")}</LinkButton>
			{now.state === "in" && <LinkButton wide href="/code">{t("resident.show_code")}</LinkButton>}
			{now.state === "out" && <LinkButton wide href="/sign-in">{t("resident.sign_in")}</LinkButton>}
		</div>
		<OnSale />
		<Ways label={t("resident.ways")} items={[
			{ href: "/shops", label: t("resident.shops_find"), note: t("resident.shops_note") },
			...(now.state === "in"
				? [{ href: "/purse", label: t("resident.purse"), note: t("resident.purse_note") }] : []),
			{ href: "/campaigns", label: t("resident.campaigns"), note: t("resident.campaigns_note") },
			{ href: "/link", label: t("resident.link"), note: t("resident.link_note") },
			{ href: "/exclusions", label: t("resident.exclusions") },
			{ href: "/help", label: t("resident.help") },
			{ href: "/settings", label: t("resident.settings") },
		]} />
	</Page>;
}

function days_until(day: string): number {
	return Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000);
}

function Balance({ me }: { me?: Me }) {
	const purse = useCall("GET /api/till/purse", {});
	const { value } = purse;
	if (purse.error && !value)
		return <ErrorNotice error={purse.error} retry={purse.reload} />;
	if (!value)
		return <Loading />;
	if (!value.has_person)
		return <Notice title={t("resident.no_person_title")}>
			<p>{t("resident.no_person_text")}</p>
			<p><LinkButton href="/link">{t("resident.link")}</LinkButton></p>
		</Notice>;
	const ends = value.next_expiry_on;
	return <section class="card balance" aria-label={t("resident.balance")}>
		{me?.person_name && <p>{t("resident.of_person", { name: me.person_name })}</p>}
		<p class="balance__label">{t("resident.balance")}</p>
		<p><Money yen={value.balance_yen} big /></p>
		<StoredAt at={stored_at(value)} />
		{ends && <p>{t("resident.next_expiry", { day: weekday_date(ends) })}</p>}
		{ends && days_until(ends) <= soon_days &&
			<Notice kind="warning" title={t("resident.expiry_soon", { days: days_until(ends) })} />}
		<p><a href="/purse">{t("resident.purse_see")}</a></p>
	</section>;
}

/** What can be bought today. */
function OnSale() {
	const data = useCall("GET /api/sales/campaigns", {});
	const day = today();
	const open = data.value?.campaigns.flatMap((campaign) => campaign.rounds)
		.find((round) => round.sell_from_on <= day && day <= round.sell_to_on);
	// Its place is kept free: what stands below must not move under a finger.
	if (!open)
		return data.loading ? <div class="on-sale-room" /> : null;
	return <div class="on-sale-room">
		<Notice title={t("resident.on_sale", { round: open.name })}>
			<p>{t("resident.on_sale_until", { day: weekday_date(open.sell_to_on) })}{" "}
				<a href="/campaigns">{t("resident.how_to_buy")}</a></p>
		</Notice>
	</div>;
}

/** A payment whose outcome is unknown settles here too; its code is loaded only then. */
function Unsettled() {
	const [Part, set_part] = useState<ComponentType>();
	useEffect(() => {
		if (kept_keys("once.pay.").length > 0)
			import("../parts/Earlier.tsx").then((module) => set_part(() => module.Earlier), () => {});
	}, []);
	return Part ? <Part /> : null;
}
