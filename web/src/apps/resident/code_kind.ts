// What a scanned or typed text is: an address of ours printed on a poster or a receipt,
// or the number of a shop.  Other codes are named, never followed.
import { tidy_code } from "../../core/tidy.ts";

export interface CodeKind {
	/** What follows /p/ on a poster. */
	poster?: string;
	/** What follows /c/ on a receipt. */
	claim_code?: string;
	/** Six digits. */
	shop_no?: string;
	/** None of these. */
	other?: true;
}

export function code_kind(text: string): CodeKind {
	const plain = tidy_code(text);
	const found = /^https?:\/\/[^/]+\/(p|c)\/([^/?#]+)/i.exec(plain);
	if (found?.[1]?.toLowerCase() === "p")
		return { poster: found[2] };
	if (found)
		return { claim_code: found[2] };
	if (/^\d{6}$/.test(plain))
		return { shop_no: plain };
	return { other: true };
}
