#ifndef SETTLEMENT_CYCLE_H
#define SETTLEMENT_CYCLE_H

#include "shape/shape.h"

/*
 * When periods close and when they are paid, as data: "the 15th, paid on the
 * last day of the month" (seed kurayoshi-voucher 5(8)ア(イ): twice a month, paid
 * within about a month of use).  Periods follow each other without a gap; the
 * first begins with the first day on which vouchers could be used.  There is
 * always one cycle at least.  A day past the end of a month is its last day;
 * days on which banks are closed move the payout, never the closing.
 */
struct payout_cycle {
	int64_t payout_cycle_id;
	int64_t close_day;		/* 1 to 31 */
	int64_t pay_months_later;	/* 0 to 2 */
	int64_t pay_day;		/* 1 to 31 */
	const char *shift;		/* next previous */
	const char *editor_name;	/* out; NULL: came with the product */
	struct instant edited_at;	/* out */
};
extern const struct shape payout_cycle_shape;
extern const char *const cycle_shifts[];
/* Another cycle closes on that day; payout not after the closing; the last one. */
extern const struct reason cycle_taken, cycle_dates, cycle_last;

int cycle_list(struct ctx *, struct list *cycles);	/* by close_day */
/* Each a transaction of its own, or joined. */
int cycle_make(struct ctx *, struct payout_cycle *);
int cycle_set(struct ctx *, const struct payout_cycle *);
int cycle_remove(struct ctx *, int64_t payout_cycle_id);

enum { PERIOD_DAYS_MAX = 31 };	/* about a month from the first use to the payout */
struct period {
	const char *from_on, *to_on, *pay_on;
	struct instant ready_at;	/* from then on it may be closed */
	int64_t days_to_pay;		/* from the first day to the payout */
	bool is_long;			/* more than PERIOD_DAYS_MAX */
	bool is_over;			/* ready_at has come */
};
extern const struct shape period_shape;
/* The first day that is in no closing yet; today when nothing could be used so far. */
int period_next_from(struct ctx *, const char **from_on);
/* The period from that day; to_on NULL: to the next closing day.  Another last day is
 * paid as the next closing day is. */
int period_of(struct ctx *, const char *from_on, const char *to_on, struct period *);
/* The next count periods, by the cycles as they are. */
int period_list(struct ctx *, size_t count, struct list *periods);
/* The last instant of a Tokyo day. */
struct instant day_end(struct ctx *, const char *date);

#endif
