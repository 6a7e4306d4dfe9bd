// What a code at the till is: the one-time code of a phone, a card, or something else.

export type TillCode =
	| { kind: "code"; code: string }
	| { kind: "card"; card_no: string }
	| { kind: "poster" }
	| { kind: "unknown" };

const code_form = /^[0-9a-hjkmnp-tv-z]{20,40}$/;

/**
 * Reads what a camera, a code reader or a person gave.  Letters that look like digits are
 * read as the digits they are meant to be: the alphabet of our codes has no i, l, o, u.
 */
export function till_code(text: string): TillCode {
	const plain = text.normalize("NFKC").trim();
	if (/^https?:\/\//i.test(plain) && /\/p\//.test(plain))
		return { kind: "poster" };
	const last = plain.split(/[/?#]/).filter(Boolean).at(-1) ?? "";
	const packed = last.replace(/[\s-]/g, "").toLowerCase();
	if (/^(m1)?\d{16}$/.test(packed))
		return { kind: "card", card_no: packed.replace(/^m1/, "") };
	const code = packed.replaceAll("o", "0").replace(/[il]/g, "1");
	return code_form.test(code) ? { kind: "code", code } : { kind: "unknown" };
}
