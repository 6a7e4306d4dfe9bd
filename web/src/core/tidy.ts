// What people type is made uniform, never refused for its width.  Used when a form is
// sent, not while an input method composes.

/** Full-width digits and letters, odd hyphens and spaces around: "０９０ー１２" is "090-12". */
export function tidy_code(text: string): string {
	return text.normalize("NFKC").replace(/[‐‑‒–—―−ー－]/g, "-").replace(/\s+/g, "");
}

/** Digits only: "１，２３４円" is "1234". */
export function tidy_digits(text: string): string {
	return text.normalize("NFKC").replace(/[^0-9]/g, "");
}

/** Hiragana and half-width kana as katakana, one space between: "やまだ ﾊﾅｺ" is "ヤマダ ハナコ". */
export function tidy_kana(text: string): string {
	return text.normalize("NFKC")
		.replace(/[ぁ-ゖ]/g, (kana) => String.fromCodePoint(kana.codePointAt(0)! + 0x60))
		.replace(/\s+/g, " ").trim();
}

/** Spaces at the ends and doubled spaces; letters stay byte for byte (names!). */
export function tidy_text(text: string): string {
	return text.replace(/[ \u3000\t]+/g, " ").trim();
}

/** A whole number, or undefined: "１，２３４" is 1234. */
export function whole_number(text: string): number | undefined {
	const plain = text.normalize("NFKC").replace(/[,\s円¥]/g, "");
	return /^-?\d{1,15}$/.test(plain) ? Number(plain) : undefined;
}
