// What a code at the till is: the one-time code of a phone, a card, or something else.

export type TillCode =
	| { kind: "code"; code: string }
	| { kind: "card"; card_no: string }
	| { kind: "card_mistyped" }
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
	const digits = /^(?:m1)?(\d{16})$/.exec(packed)?.[1];
	if (digits !== undefined)
		return luhn_holds(digits) ? { kind: "card", card_no: digits } : { kind: "card_mistyped" };
	const code = packed.replaceAll("o", "0").replace(/[il]/g, "1");
	return code_form.test(code) ? { kind: "code", code } : { kind: "unknown" };
}

/** The check digit of card numbers: finds one wrong digit and swapped neighbours. */
export function luhn_holds(digits: string): boolean {
	const sum = [...digits].toReversed().map(Number)
		.reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
	return sum % 10 === 0;
}
