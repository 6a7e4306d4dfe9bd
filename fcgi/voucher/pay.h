#ifndef VOUCHER_PAY_H
#define VOUCHER_PAY_H

#include "shape/shape.h"

/*
 * A payment moves vouchers from a purse to what is owed to a shop, in one
 * transaction with its ledger entries.  Payments never change; a shop takes
 * back its own mistake on the same Tokyo day (seed kurayoshi-voucher 5(2)オ:
 * no refunds beyond that).  The module never reads codes or posters: callers
 * say which purse pays which shop.
 */
struct payment {
	int64_t purse_id, shop_id, amount_yen;
	const char *means;		/* poster number code card */
	int64_t card_id, clerk_account_id, terminal_id;	/* 0: none */
	int64_t payment_id, left_yen;	/* out */
	const char *digits;		/* out: two digits for both screens */
	struct list uses;		/* out: struct purse_use */
};
enum { PAYMENT_YEN_MAX = 1000000 };

/* Inside a transaction.  balance_short, card_limit. */
int payment_make(struct ctx *, struct payment *);

struct payment_undo { int64_t payment_id; const char *reason; int64_t amount_yen; };
/* Inside a transaction; the payment must be the actor's shop's. */
int payment_take_back(struct ctx *, struct payment_undo *);
extern const struct reason payment_not_today, payment_void;

struct payment_state {
	int64_t payment_id, amount_yen;
	const char *shop_name, *digits, *state, *means;	/* state: paid void */
	struct instant paid_at;
};
extern const struct shape payment_state_shape;
int payment_read(struct ctx *, int64_t payment_id, struct payment_state *);

#endif
