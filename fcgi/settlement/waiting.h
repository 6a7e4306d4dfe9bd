#ifndef SETTLEMENT_WAITING_H
#define SETTLEMENT_WAITING_H

#include "shape/shape.h"

/*
 * What waits for people of the office: acts that a second person decides, files on
 * their way to the bank, lines and findings nobody has looked at, differences of the
 * books.  Only counts; each kind has a list that shows the same rows.
 */
struct waiting {
	const char *kind;		/* waiting_kinds */
	int64_t count;			/* never 0 */
	int64_t own;			/* of these, begun by the one who asks: another decides */
	struct instant since;		/* the oldest */
};
extern const char *const waiting_kinds[];
extern const struct shape waiting_shape;
int waiting_list(struct ctx *, struct list *kinds);	/* the oldest first */

/* What is open about the shops that a closing pays; it refuses nothing. */
struct closing_concern {
	int64_t findings, finding_shops, finding_yen;
	int64_t lines, line_shops, line_yen;	/* of the bank: their payouts wait */
};
extern const struct shape closing_concern_shape;
int closing_concern_read(struct ctx *, int64_t closing_id, struct closing_concern *);

/* For filters: the row's shop is paid by this closing. */
#define SHOP_PAID_BY_CLOSING(row) "EXISTS (SELECT 1 FROM closing_shop z WHERE z.closing_id = ?"	\
	" AND z.shop_id = " row ".shop_id AND z.yen > 0)"

#endif
