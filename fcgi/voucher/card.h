#ifndef VOUCHER_CARD_H
#define VOUCHER_CARD_H

#include "shape/shape.h"

/*
 * Printed cards with number and PIN for people without a phone.  A card opens
 * one purse, never holds money itself, and is one of a person at a time.  The
 * number is 16 digits, the last a check digit (Luhn); its code reads "M1" and
 * the number.  The PIN is kept as Argon2id over a keyed hash, never readable.
 * A try is counted and committed before the PIN is compared, so neither a
 * crash nor many tills at once give a sixth try.
 * Lock order: person < card < purse lots.
 */
enum { CARD_TRIES = 5 };
extern const struct format format_card_no;	/* 16 digits; "M1", spaces and hyphens allowed */
extern const struct format format_pin;		/* 4 to 6 digits */

struct card_opening {
	int64_t card_id, purse_id, person_id;
	int64_t use_limit_yen, left_today_yen;
};
/* For a till.  Not inside a transaction: it makes its own.  Hashes a PIN. */
int card_open(struct ctx *, const char *card_no, const char *pin, struct card_opening *);
extern const struct reason card_unknown;	/* no card of this number */
extern const struct reason card_wrong;		/* wrong PIN, {tries_left} */
extern const struct reason card_blocked;

/* Inside the transaction of a payment, before the purse: locks the card,
 * refuses with card_blocked or card_limit {limit_yen}, counts the day. */
int card_spend(struct ctx *, int64_t card_id, int64_t yen);
/* Void of such a payment on its day. */
int card_spend_back(struct ctx *, int64_t card_id, int64_t yen);
extern const struct reason card_limit;

struct card {
	int64_t card_id;
	const char *card_no;
	int64_t person_id, purse_id;
	const char *state;		/* active blocked replaced */
	int64_t tries_left, use_limit_yen, day_limit_yen;
	struct instant issued_at;
};
extern const struct shape card_shape;
struct card_issue {
	int64_t person_id;
	const char *pin;
	int64_t use_limit_yen, day_limit_yen;
};
/* Each hashes a PIN before it locks anything. */
int card_issue(struct ctx *, const struct card_issue *, struct card *out);
int card_replace(struct ctx *, int64_t card_id, const char *pin, const char *why,
    struct card *out);		/* the old one is dead at once */
int card_set_pin(struct ctx *, int64_t card_id, const char *pin);	/* fresh tries too */

int card_block(struct ctx *, int64_t card_id, const char *why);
int card_set_limits(struct ctx *, int64_t card_id, int64_t use_limit_yen,
    int64_t day_limit_yen);
int card_read(struct ctx *, int64_t card_id, struct card *out);
/* The card as it is printed, 85.6 x 54 mm; the holder's name stays off it. */
int card_print(struct ctx *, int64_t card_id, struct bytes *pdf);
extern const struct reason has_card, card_ended, card_limits;

#endif
