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

/* Inside a transaction: the bank gave back what was sent there.  If it still counts it no
 * longer does, with the note: nothing is sent until one is confirmed anew. */
int shop_account_doubt(struct ctx *, int64_t shop_account_id, const char *note);
/* Inside a transaction: nothing had come back from it.  It counts again, unless the shop has
 * another by now, or the actor proposed it (a second person has to confirm). */
int shop_account_trust(struct ctx *, int64_t shop_account_id);

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
/* The holder of a row that was read elsewhere, to compare many with what the bank wrote. */
int shop_account_holder(struct ctx *, const char *seal_code, struct bytes holder_sealed,
    struct bytes *holder);

/* The base of lists, up to its WHERE; the actor's account is its argument. */
#define SHOP_ACCOUNT_ROW "SELECT s.shop_account_id, s.shop_id, h.shop_no,"			\
	" h.name AS shop_name,"									\
	" s.bank_code, b.name AS bank_name, s.branch_code, r.name AS branch_name, s.kind,"	\
	" s.last_digits, s.state, p.name AS proposed_by, COALESCE(p.audience = 'shop', 0)"	\
	" AS by_shop, s.proposed_by = ? AS is_own, s.proposed_at, d.name AS decided_by,"	\
	" s.decided_at, s.note, (SELECT COUNT(DISTINCT o.shop_id) FROM shop_account o"		\
	"  WHERE o.account_hash = s.account_hash AND o.state IN ('proposed', 'confirmed')"	\
	"  AND o.shop_id <> s.shop_id) AS other_shops"						\
	" FROM shop_account s JOIN shop h ON h.shop_id = s.shop_id"				\
	" LEFT JOIN bank b ON b.bank_code = s.bank_code"					\
	" LEFT JOIN bank_branch r ON r.bank_code = s.bank_code"					\
	"  AND r.branch_code = s.branch_code"							\
	" LEFT JOIN account_label p ON p.account_id = s.proposed_by"				\
	" LEFT JOIN account_label d ON d.account_id = s.decided_by"

#endif
