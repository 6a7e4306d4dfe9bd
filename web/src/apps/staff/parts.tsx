// Small things that several pages of the office share.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { date } from "../../core/format.ts";
import { language, t, text_of } from "../../i18n/index.ts";
import { Button, DescriptionList, LinkButton, Notice, PrintButton, Tabs, type Choice }
	from "../../ui/index.ts";
import { useHas } from "./desk.tsx";
import "./staff.css";

/** A PDF of the server, beside the page. */
export function PaperLink({ href, children, primary }: {
	href: string; children: ComponentChildren; primary?: boolean;
}) {
	return <LinkButton new_tab href={href} kind={primary ? "primary" : "secondary"}>
		<span>{children}<span class="hidden-text">{t("staff.new_tab")}</span></span>
	</LinkButton>;
}

/** "2026年11月21日（土）", with the era in Japanese. */
export function long_day(day: string): string {
	const week = new Intl.DateTimeFormat(language().slice(0, 2), { weekday: "short", timeZone: "Asia/Tokyo" })
		.format(new Date(`${day}T00:00:00+09:00`));
	return `${date(day)}（${week}）`;
}

export function period(from: string, to: string): string {
	return t("staff.period", { from: long_day(from), to: long_day(to) });
}

/** The word for a code of the server; the code itself when there is none yet. */
export function word(kind: string, code: string): string {
	return text_of(`${kind}.${code}`) ?? code;
}

export const choices = (kind: string, codes: readonly string[]): Choice[] =>
	codes.map((code) => ({ value: code, label: word(kind, code) }));

export const industries = ["retail", "restaurant", "takeaway", "supermarket", "convenience",
	"electronics", "beauty", "lesson", "lodging", "travel", "leisure", "service", "other"] as const;
export const sizes = ["small", "medium", "large"] as const;
export const shop_states = ["listed", "stopped"] as const;
export const purposes = ["counter_sale", "card", "inquiry", "correction", "check"] as const;

/** A state in words inside a frame; `bad` states are marked. */
export function Tag({ kind, code, bad }: { kind: string; code: string; bad?: boolean }) {
	return <span class={bad ? "tag tag--bad" : "tag"}>{word(kind, code)}</span>;
}

/** The name of a row that leads to its page. */
export function RowLink({ to, children }: { to: string; children: ComponentChildren }) {
	return <a class="row-link" href={to}>{children}</a>;
}

/** Sales, day book and books side by side. */
export function MoneyTabs() {
	return <Tabs label={t("staff.nav_sales")} items={[
		{ href: "/staff/sales", label: t("staff.sales") },
		{ href: "/staff/day-book", label: t("staff.day_book") },
		{ href: "/staff/books", label: t("staff.books") },
	]} />;
}

export function AuditTabs() {
	return <Tabs label={t("staff.nav_audit")} items={[
		{ href: "/staff/audit", label: t("staff.audit") },
		{ href: "/staff/looks", label: t("staff.looks") },
		{ href: "/staff/proof", label: t("books_proof.title") },
	]} />;
}

/** What is shown once: passwords, secrets.  To be printed or written down. */
export function ShownOnce({ title, rows, children }: {
	title: string; rows: readonly { label: string; value: string }[]; children?: ComponentChildren;
}) {
	return <div class="card shown-once">
		<Notice kind="warning" live title={title}><p>{t("staff.shown_once")}</p></Notice>
		<DescriptionList rows={rows.map((row) => ({ label: row.label,
			value: <span class="shown-once__value">{row.value}</span> }))} />
		{children}
		<p class="no-print"><PrintButton /></p>
	</div>;
}

/** Takes the focus when it appears: the next part of a page that grew. */
export function Arrive({ children, label }: { children: ComponentChildren; label: string }) {
	const at = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => at.current?.focus(), []);
	return <section class="stack">
		<h2 ref={at} tabIndex={-1} class="arrive">{label}</h2>
		{children}
	</section>;
}

/** A part of a case that is opened for changing. */
export function Fold({ label, children }: { label: string; children: (close: () => void) => ComponentChildren }) {
	const [open, set_open] = useState(false);
	return <div class="stack">
		<p><Button small expanded={open} on_click={() => set_open(!open)}>{label}</Button></p>
		{open && <div class="card">{children(() => set_open(false))}</div>}
	</div>;
}

/** Shown to accounts that hold the right. */
export function Only({ right, children }: { right: string; children: ComponentChildren }) {
	return useHas(right) ? <>{children}</> : null;
}
