// Where the search box of the home page leads.
import { tidy_code } from "../../core/tidy.ts";

/** One box: the form of what was typed says where to look. */
export function search_address(typed: string): string | null {
	const plain = tidy_code(typed);
	if (/^\d{8}-\d+$/.test(plain))
		return `/staff/sales?receipt_no=${plain}`;
	if (/^(M1)?(\d-?){16}$/.test(plain))
		return `/staff/cards/${plain.replace(/^M1|-/g, "")}`;
	return null;
}
