#ifndef SETTLEMENT_CHECK_H
#define SETTLEMENT_CHECK_H

#include "out/jobs.h"
#include "shape/shape.h"

/*
 * Checks before shops are paid (seed kurayoshi-voucher 5(8)ア).  A kind of
 * check is a row that the programmes above hand in; its thresholds are data
 * that the office edits.  A check only finds: it writes a flag with the
 * payments it is about, and people decide (settlement/flag.h).  A finding is
 * written once, however often a period is looked at; while nobody has decided
 * it, its figures follow, and one that was decided opens again when it has
 * become twice as large.  Purses are numbers here, never names.
 */

/* Which thresholds a kind reads, and in what its findings are measured. */
enum check_unit { CHECK_YEN = 1, CHECK_COUNT = 2, CHECK_PERCENT = 4, CHECK_MINUTES = 8 };

struct check_rule {
	int64_t check_rule_id;
	const char *code;
	bool is_on;
	int64_t yen, count, percent, minutes;	/* 0 where the kind does not read it */
};

/* Tokyo days; since names the period in the keys of findings. */
struct check_window {
	const char *from_on, *to_on, *since;
	int64_t closing_id;			/* 0: what is not closed yet */
};

struct check {
	const struct check_window *window;
	const struct check_rule *rule;
	const struct check_kind *kind;
};

struct check_kind {
	const char *code;
	unsigned uses;				/* enum check_unit, added up */
	enum check_unit measures;
	int64_t count_min;			/* least count that makes sense; 0: 1 */
	int (*look)(struct ctx *, const struct check *);
};

/* Lists end with NULL, tables in { 0 }.  Said once by each main. */
void checks_use(const struct check_kind *const *tables);
/* NULL: nobody handed it in. */
const struct check_kind *check_kind_of(const char *code);
/* Kinds that need nothing but settlement: one_account. */
extern const struct check_kind settlement_checks[];

/* What a kind reports. */
struct suspicion {
	const char *found_key;			/* the same finding has the same key */
	int64_t shop_id, purse_id;		/* purse 0: not about one */
	int64_t payments, yen, measured;
	int64_t object_id, other_id;		/* the kind's own; not kept */
};
extern const struct shape suspicion_shape;
struct payment_no { int64_t payment_id; };
extern const struct shape payment_no_shape;
enum { FINDINGS_MAX = 5000, FLAG_PAYMENTS_MAX = 1000 };
/* payments: of struct payment_no.  A transaction of its own. */
int check_found(struct ctx *, const struct check *, const struct suspicion *,
    const struct list *payments);

/* not_found: the closing was dropped. */
int check_window_of(struct ctx *, int64_t closing_id, struct check_window *);
/* Every rule that is on.  tell: like job_progress, or NULL. */
int check_run(struct ctx *, const struct check_window *,
    int (*tell)(struct ctx *, int64_t done, int64_t total));
/* Looks at the period of a closing, or (0) at what is not closed, as a job. */
int check_start(struct ctx *, int64_t closing_id, int64_t *job_run_id);

int check_rules(struct ctx *, struct list *rules);	/* of struct check_rule */
/* check_threshold {least, most}: names the threshold. */
int check_rule_set(struct ctx *, const struct check_rule *);
extern const struct reason check_threshold;

/* "closing.check" with a closing as argument, "check.open" by schedule. */
extern const struct job check_jobs[];

#endif
