#ifndef SETTLEMENT_DRIFT_H
#define SETTLEMENT_DRIFT_H

#include "shape/shape.h"

/*
 * Differences of the books that somebody must explain.  While one is open,
 * nothing is closed and nothing is paid out (books_differ); payments of
 * residents never ask here.  Rows are written by the proof; nobody closes one
 * by hand: it goes when the proof no longer finds it.  Each is told once by mail
 * to the addresses of alarm_mail (base/config.h).
 */
extern const struct reason books_differ;	/* 409 */
int drift_refuse(struct ctx *);			/* books_differ while one is open */

/* What a whole proof found (struct difference, ledger/proof.h): new ones are
 * opened, those not found again are ended.  *opened: how many are new. */
int drift_record(struct ctx *, const struct list *differences, int64_t *opened);

/* Inside drift_record's transaction: one mail an address about what is new.  An address
 * that no mail can go to is logged, and never keeps a difference from being recorded. */
struct difference;
int drift_tell(struct ctx *, const struct difference *const *news, size_t count);

struct drift {
	int64_t drift_id;
	const char *what;
	int64_t object_id, round_id, expected, found;
	struct instant found_at, gone_at;	/* gone_at 0: open */
};
extern const struct shape drift_shape;
int drift_open(struct ctx *, int64_t *open);		/* how many; for metrics */
int drift_list(struct ctx *, struct list *open);	/* newest first, at most 100 */

#endif
