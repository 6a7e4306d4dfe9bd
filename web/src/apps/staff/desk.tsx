// Who works here: the account that is signed in, its rights, and the guard of each page.
import type { ComponentType } from "preact";
import { call, type Out } from "../../core/api.ts";
import { go, usePath, type PageProps } from "../../core/router.tsx";
import { signed_in } from "../../core/session.ts";
import { store, useStore } from "../../core/store.ts";
import { t } from "../../i18n/index.ts";
import { Button, ErrorNotice, LinkButton, Loading, Page, type NavItem } from "../../ui/index.ts";

export type Me = Out<"GET /api/people/staff-me">;
export const me = store<Me | null>(null);
const trouble = store<Error | null>(null);

/** Asks who is signed in; without a session the call itself leads to the sign-in page. */
export async function me_load(): Promise<void> {
	try {
		me.set(await call("GET /api/people/staff-me", {}));
		signed_in.set(true);
		trouble.set(null);
	} catch (error) {
		me.set(null);
		trouble.set(error as Error);
	}
}

export function useHas(right: string): boolean {
	return useStore(me)?.rights.includes(right) ?? false;
}

/** A page that a right opens (null: every account of the office). */
export function guarded(right: string | null, Inner: ComponentType<PageProps>) {
	return function Guarded(props: PageProps) {
		const who = useStore(me);
		const error = useStore(trouble);
		if (!who)
			return error ? <ErrorNotice error={error} retry={() => void me_load()} /> : <Loading />;
		if (right === null || who.rights.includes(right))
			return <Inner {...props} />;
		return who.rights.length === 0 ? <NoRights who={who} /> : <NotForYou />;
	};
}

function NotForYou() {
	return <Page title={t("staff.not_yours")} lead={<p>{t("staff.not_yours_text")}</p>}>
		<p><LinkButton href="/staff/">{t("ui.to_home")}</LinkButton></p>
	</Page>;
}

/** Why an account can do nothing yet, and what to do about it. */
export function NoRights({ who }: { who: Me }) {
	if (who.must_change_password)
		return <FirstPassword />;
	const is_waiting = who.is_waiting;
	return <Page title={t(is_waiting ? "staff.not_confirmed" : "staff.no_role")}
		lead={<p>{t(is_waiting ? "staff.not_confirmed_text" : "staff.no_role_text")}</p>}>
		<p><Button on_click={() => void me_load()}>{t("staff.look_again")}</Button></p>
	</Page>;
}

/** No right counts before the first password was changed. */
function FirstPassword() {
	return <Page title={t("staff.no_rights")} lead={<p>{t("staff.no_rights_text")}</p>}>
		<p><LinkButton kind="primary" href="/staff/password">{t("staff.password_change")}</LinkButton></p>
	</Page>;
}

interface Section { right: string; href: string; label: () => string; under?: readonly string[] }

const sections: readonly Section[] = [
	{ right: "voucher.sell", href: "/staff/sell", label: () => t("staff.nav_sell") },
	{ right: "voucher.view", href: "/staff/sales", label: () => t("staff.nav_sales"),
		under: ["/staff/sales/", "/staff/day-book", "/staff/books"] },
	{ right: "settlement.view", href: "/staff/funds", label: () => t("funds.nav"),
		under: ["/staff/funds/", "/staff/drift", "/staff/reports", "/staff/audit-packs"] },
	{ right: "voucher.view", href: "/staff/campaigns", label: () => t("staff.nav_campaigns"),
		under: ["/staff/campaigns/", "/staff/rounds/"] },
	{ right: "voucher.card", href: "/staff/cards", label: () => t("staff.nav_cards"),
		under: ["/staff/cards/"] },
	{ right: "shops.view", href: "/staff/shops", label: () => t("staff.nav_shops"),
		under: ["/staff/shops/"] },
	{ right: "settlement.view", href: "/staff/closings", label: () => t("closing.nav"),
		under: ["/staff/closings/", "/staff/payout-cycles", "/staff/holds", "/staff/payouts", "/staff/payouts/",
			"/staff/bank-files", "/staff/bank-files/", "/staff/shop-accounts", "/staff/shop-accounts/", "/staff/bank-sender",
			"/staff/checks", "/staff/check-rules",
			"/staff/statements", "/staff/bank-lines", "/staff/bank-lines/"] },
	{ right: "people.find", href: "/staff/people", label: () => t("staff.nav_people"),
		under: ["/staff/people/"] },
	{ right: "people.staff", href: "/staff/accounts", label: () => t("staff.nav_accounts"),
		under: ["/staff/accounts/"] },
	{ right: "people.roles", href: "/staff/roles", label: () => t("staff.nav_roles"),
		under: ["/staff/roles/"] },
	{ right: "people.audit", href: "/staff/audit", label: () => t("staff.nav_audit"),
		under: ["/staff/looks"] },
	{ right: "jobs.view", href: "/staff/jobs", label: () => t("staff.nav_jobs") },
];

/** The menu: only what the account may open. */
export function useNav(): readonly NavItem[] {
	const rights = useStore(me)?.rights ?? [];
	const path = usePath();
	if (path === "/staff/sign-in" || rights.length === 0)
		return [];
	return [{ href: "/staff/", label: t("ui.home") }, ...sections
		.filter((row) => rights.includes(row.right))
		.map((row) => ({ href: row.href, label: row.label(), under: row.under }))];
}

async function sign_out() {
	try {
		await call("DELETE /api/people/staff-session", {}, { stay: true });
	} catch {
		// The session had ended already, or the network is gone: the next call will tell.
	}
	me.set(null);
	signed_in.set(false);
	go("/staff/sign-in");
}

/** In the header: who is signed in, and the way out. */
export function AccountBox() {
	const who = useStore(me);
	if (!who)
		return null;
	return <>
		<a href="/staff/account" class="account-link">{t("staff.signed_in_as", { name: who.name })}</a>
		<Button small kind="text" on_click={() => void sign_out()}>{t("ui.sign_out")}</Button>
	</>;
}
