#include "voucher/books.h"

#include "base/log.h"
#include "ledger/proof.h"
#include "settlement/drift.h"
#include "voucher/expiry.h"
#include "voucher/jobs.h"
#include "voucher/use_day.h"

static int
expire(struct ctx *c, int64_t argument)
{
	int64_t lots, yen;

	(void)argument;
	if (expiry_run(c, &lots, &yen) != 0)
		return -1;
	if (lots > 0)
		log_write(LOG_INFO, "purse_expire", L(lots, lots), L(yen, yen));
	return 0;
}

/* A difference is an alarm, never repaired here: it stops closings and payouts
 * (settlement/drift.h), never payments; the run fails, and says what. */
static int
prove(struct ctx *c, int64_t argument)
{
	struct list differences;
	const struct difference *d;
	int64_t opened;

	(void)argument;
	if (books_prove(c, job_progress, &differences) != 0)
		return -1;
	d = differences.items;
	if (drift_record(c, &differences, &opened) != 0)
		return -1;
	for (size_t i = 0; i < differences.count; i++)
		log_write(LOG_ERROR, "ledger_difference", L(what, d[i].what),
		    L(object_id, d[i].object_id), L(round_id, d[i].round_id),
		    L(expected, d[i].expected), L(found, d[i].found));
	if (opened > 0)
		log_write(LOG_ERROR, "drift_opened", L(opened, opened));
	if (differences.count > 0)
		return fail_internal(c, "ledger: %zu differences", differences.count);
	return 0;
}

static int
sum_uses(struct ctx *c, int64_t argument)
{
	int64_t payments;

	(void)argument;
	return use_day_run(c, &payments);
}

const struct job voucher_jobs[] = {
	{ "purse.expire", "sweep", 3600, "Moves what was not used in time out of the purses",
	  expire },
	{ "ledger.proof", "proof", 60, "Compares the ledger with sales, purses, payments and stock",
	  prove },
	{ "use.sum", "sweep", 600, "Adds up the payments of days that are over, for reports",
	  sum_uses },
	{ 0 }
};
