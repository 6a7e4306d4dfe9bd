// What was done to one thing: the newest entries of the record, on its own page.
import { useCall } from "../../core/data.ts";
import { t } from "../../i18n/index.ts";
import { DateTime, ErrorNotice, LinkButton, type RowOf } from "../../ui/index.ts";
import { Only, word } from "./parts.tsx";

type Entry = Pick<RowOf<"GET /api/people/audit">, "act" | "note">;

export const objects = ["sale", "card", "shop", "poster", "payment", "campaign", "round", "terminal", "account",
	"session", "person", "role_change", "job_run", "closing", "hold", "payout_cycle", "payout",
	"bank_file", "shop_account", "bank_sender", "bank_statement", "bank_line"] as const;

/** Some notes are codes, which everybody reads in their own language. */
export function note_of({ act, note = "" }: Entry): string {
	if (act.startsWith("person.") || act === "shop_account.look")
		return word("purpose", note);
	if (act === "payment.void")
		return word("void_reason", note);
	if (act === "shop.set")
		return word("shop_state", note);
	return note;
}

/** Shown to those who may read the record. */
export function History(props: { object: (typeof objects)[number]; object_id: number }) {
	return <Only right="people.audit"><Entries {...props} /></Only>;
}

function Entries({ object, object_id }: { object: (typeof objects)[number]; object_id: number }) {
	const data = useCall("GET /api/people/audit", { object, object_no: object_id, limit: 10 });
	const rows = data.value?.rows ?? [];
	return <section class="stack">
		<h2>{t("staff.history")}</h2>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{data.value && rows.length === 0 && <p>{t("staff.history_none")}</p>}
		{rows.length > 0 && <ol class="history">
			{rows.map((row) => <li key={row.audit_id}>
				<DateTime at={row.happened_at} />
				<strong>{word("act", row.act)}</strong>
				<span>{row.account_id === 0 ? t("staff.the_system")
					: row.account_name ?? t("staff.a_resident", { account_id: String(row.account_id) })}</span>
				{row.note && <span>{note_of(row)}</span>}
			</li>)}
		</ol>}
		{rows.length > 0 && <p class="no-print"><LinkButton small kind="text"
			href={`/staff/audit?object=${object}&object_no=${object_id}`}>{t("staff.history_all")}</LinkButton></p>}
	</section>;
}
