import type { Plugin } from "vite";

// What no page shows: mails, papers, the examples of the components.
const elsewhere = ["mail", "paper", "example", "receipt", "kit", "payout_paper"];
const of_staff = ["staff", "sell", "act", "right", "object", "purpose", "preview", "check", "role",
	"checks", "check_code", "check_rule", "check_measured", "flag_state", "flag_act", "flagged", "relation",
	"change_state", "job", "job_state", "round_state", "sale_state", "card_state", "finding",
	"closing", "closing_state", "cycle", "cycle_shift", "hold", "hold_state", "hold_kind", "hold_reason",
	"payout_why", "bank_file", "bank_file_state", "bank_line_end", "sender", "tamper", "tamper_row",
	"statement", "bank_statement_kind", "bank_direction", "bank_line_state", "bank_line_kind"];
const left_out: Record<string, readonly string[]> = {
	resident: [...elsewhere, ...of_staff, "shop", "account_state", "void_reason", "kana_change",
		"payout", "payout_state", "payee", "account_kind", "shop_account_state"],
	shop: [...elsewhere, ...of_staff, "resident", "books_proof"],
	staff: [...elsewhere, "resident", "shop"],
};

/** Whether an entry (resident, shop, staff) carries the text of a key. */
export function is_carried(entry: string, key: string): boolean {
	const [area = ""] = key.split(".");
	return left_out[entry]?.includes(area) === false;
}

/** import("i18n/ja.json?resident") holds only the texts that this entry may show. */
export function entry_texts(): Plugin {
	return {
		name: "entry-texts",
		enforce: "pre",
		transform(code, id) {
			const found = /\/src\/i18n\/[a-z-]+\.json\?([a-z]+)$/.exec(id);
			if (!found)
				return null;
			const [, entry = ""] = found;
			if (!(entry in left_out))
				this.error(`no entry ${entry}: ${id}`);
			const texts = Object.entries(JSON.parse(code) as Record<string, string>)
				.filter(([key]) => is_carried(entry, key));
			return { code: `export default ${JSON.stringify(Object.fromEntries(texts))}`,
				map: null, moduleType: "js" };
		},
	};
}
