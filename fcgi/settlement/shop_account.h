#ifndef SETTLEMENT_SHOP_ACCOUNT_H
#define SETTLEMENT_SHOP_ACCOUNT_H

#include "settlement/payee.h"

/*
 * Where a shop is paid.  An account is proposed by the shop's owner or by the
 * office, and counts once a second person of the office has confirmed it, never
 * the one who proposed it.  At the proposal and at the decision the shop's old
 * contact is told (settlement/shop_contact.h), with the last three digits only.
 * Number and holder are sealed; a keyed hash finds one account of several shops.
 * A confirmed account takes the place of the one before; payouts that were sent
 * keep theirs.  The module never writes a whole number into a mail, log or audit.
 */
struct shop_account {
	int64_t shop_account_id, shop_id;
	const char *shop_no, *shop_name, *bank_code, *bank_name, *branch_code, *branch_name;
	int64_t kind;
	const char *last_digits, *state;	/* proposed confirmed refused replaced */
	const char *proposed_by, *decided_by;	/* shown names; NULL: not decided */
	bool by_shop;				/* proposed by an account of the shop */
	bool is_own;				/* proposed by the actor */
	struct instant proposed_at, decided_at;
	const char *note;			/* why it was refused, or NULL */
	int64_t other_shops;			/* with the same account */
};
extern const struct shape shop_account_shape;
extern const char *const shop_account_states[];
extern const struct reason account_waiting, account_same;

/* Inside a transaction.  Refuses with what payee_read says, contact_missing,
 * account_waiting: a proposal of the shop waits; account_same: it is that one now. */
int shop_account_propose(struct ctx *, int64_t shop_id, const struct payee_typed *,
    int64_t *shop_account_id);
/* Inside a transaction; a second person of the office.  same_person, already_decided. */
int shop_account_decide(struct ctx *, int64_t shop_account_id, bool confirm, const char *note);
/* Inside a transaction: the shop takes its waiting proposal back, whoever made it. */
int shop_account_withdraw(struct ctx *, int64_t shop_id);

int shop_account_read(struct ctx *, int64_t shop_account_id, struct shop_account *);
/* Of a shop; *found false when there is none in the state. */
int shop_account_of(struct ctx *, int64_t shop_id, const char *state, bool *found,
    struct shop_account *);

/* The whole number and the holder; who looked and why is written down. */
struct shop_account_open {
	const char *number, *holder, *typed;	/* typed: as the proposer wrote the holder */
	struct bytes holder_bytes;
};
extern const char *const shop_account_purposes[];
int shop_account_look(struct ctx *, int64_t shop_account_id, const char *purpose,
    struct shop_account_open *);
/* For a file of the bank, which is itself sealed and on record: not a look. */
int shop_account_for_file(struct ctx *, int64_t shop_account_id, struct shop_account_open *);

#endif
