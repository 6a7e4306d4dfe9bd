#ifndef SETTLEMENT_PAYABLE_H
#define SETTLEMENT_PAYABLE_H

#include "shape/shape.h"

/*
 * What the programmes above hand to settlement: how to read a payment that a
 * shop is owed for, and how many there were.  Settlement itself knows the
 * ledger only.  Said once by each main (settlement, jobd, madoctl).
 */
struct payable_line { int64_t round_id, part, yen; };	/* part: enum part */
struct payable {
	int64_t payment_id, shop_id, yen;
	struct instant paid_at;
	bool is_void;
	struct list lines;	/* struct payable_line */
};
struct payables {
	/* not_found when there is none; locks the payment against a void. */
	int (*read)(struct ctx *, int64_t payment_id, struct payable *);
	/* Of a shop and Tokyo days from..to: payments that stand. */
	int (*count)(struct ctx *, int64_t shop_id, const char *from_on, const char *to_on,
	    int64_t *payments);
	/* The first day on which any voucher could be used; NULL: none was published. */
	int (*first_on)(struct ctx *, const char **date);
	/* Campaign and round; NULL: there is no such round. */
	int (*round_name)(struct ctx *, int64_t round_id, const char **name);
};
void payables_use(const struct payables *);
const struct payables *payables(void);

#endif
