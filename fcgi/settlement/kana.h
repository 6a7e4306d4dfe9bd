#ifndef SETTLEMENT_KANA_H
#define SETTLEMENT_KANA_H

#include "shape/shape.h"

/*
 * Names as banks write them: one JIS X 0201 byte for each character, large
 * half-width kana, a voicing mark as a byte of its own, capital letters.
 * What is allowed where is the bankers' association's list of characters
 * (全銀協規定形式, 付録1 使用文字一覧).
 *
 * kana_write takes UTF-8 of any width and tells each thing it changed, so that
 * a person can look before money is sent.  It never guesses a reading (kanji
 * are refused by name), never cuts, and never parts a kana from its mark.
 */
enum kana_class {
	KANA_BANK,	/* bank and branch names: kana A-Z 0-9 space - */
	KANA_PARTY,	/* holder, payee, client: also ( ) . */
	KANA_PARTY_WO,	/* the same at a bank that takes ｦ in names */
	KANA_EDI,	/* EDI information: also \ ｢ ｣ / ｦ */
	KANA_ANY	/* whatever one byte can show: what a bank wrote to us */
};

/*
 * kind: width, hiragana, voicing_split, small_kana, long_vowel, lower_case,
 * symbol, old_kana (ヰ ヱ), wo (ｦ where no ｦ may stand), space (at an end).
 * One character may be changed in several ways, each is told.
 */
struct kana_change {
	const char *kind;
	const char *from, *to;		/* UTF-8; to is half-width */
	int64_t position;		/* of the character in the text, from 1 */
	bool alters;			/* reads otherwise than before, not only narrower */
};
struct kana_target {
	const char *field;		/* for the refusal */
	enum kana_class class;
	size_t max;			/* bytes of the field */
};
struct kana_written {
	const char *bytes;		/* ends with NUL */
	size_t size;
	struct list changes;		/* struct kana_change */
};
/* name_character: position and character.  name_voicing: a mark that no kana
 * before it can carry.  name_too_long: needed and allowed bytes.  name_empty. */
extern const struct reason name_character, name_voicing, name_too_long, name_empty;
int kana_write(struct ctx *, const struct kana_target *, const char *text,
    struct kana_written *);

/* For people: full-width kana, marks joined.  A '-' stays: whether it was a long
 * vowel is not in the bytes. */
const char *kana_read(struct arena *, const char *bytes);

/* A legal form at either end of a name as kana_read gives it, in short:
 * "カブシキガイシヤクラヨシ" gives "カ)クラヨシ".  NULL: none.  An offer, never done unasked. */
const char *kana_abbreviated(struct arena *, const char *name);

/* Where the first byte stands that the class does not allow, or size. */
size_t kana_allowed_span(enum kana_class, const char *bytes, size_t size);
/* Where the first voicing mark stands that nothing before it can carry (a name that
 * was cut through a pair begins so), or size. */
size_t kana_voicing_span(const char *bytes, size_t size);

#endif
