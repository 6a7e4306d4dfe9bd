#ifndef CLOSING_ACTS_H
#define CLOSING_ACTS_H

#include "closing_world.h"

/* ---- the acts, each a transaction as the routes make it ---- */

struct asking { const char *to_on; int64_t closing_id; };

static inline int
ask_work(struct ctx *c, void *arg)
{
	struct asking *a = arg;
	struct job_state job;
	bool found;

	if (closing_ask(c, a->to_on, &a->closing_id) != 0 ||
	    job_latest(c, "closing.build", a->closing_id, &found, &job) != 0)
		return -1;
	return job_cancel(c, job.job_run_id);
}

/* Ten minutes after the day is over, as ASKER. */
static inline int
ask_for(struct world *w, const char *to_on, int64_t *closing_id)
{
	struct asking a = { to_on, 0 };
	int result;

	as_settlement(w, ASKER);
	stand_at(w, day_after(w, to_on, 1), 10 * 60000);
	result = db_transact(&w->ctx, ask_work, &a);
	*closing_id = a.closing_id;
	return result;
}

struct confirming { int64_t closing_id, yen; };

static inline int
confirm_work(struct ctx *c, void *arg)
{
	struct confirming *a = arg;
	struct job_state job;
	bool found;

	if (closing_confirm(c, a->closing_id, a->yen) != 0 ||
	    job_latest(c, "closing.post", a->closing_id, &found, &job) != 0)
		return -1;
	return job_cancel(c, job.job_run_id);
}

static inline int
confirm(struct world *w, int64_t closing_id, int64_t yen, int64_t account_id)
{
	struct confirming a = { closing_id, yen };

	as_settlement(w, account_id);
	return db_transact(&w->ctx, confirm_work, &a);
}

static inline int
cancel_work(struct ctx *c, void *arg)
{
	return closing_cancel(c, *(int64_t *)arg);
}

static inline int
cancel(struct world *w, int64_t closing_id)
{
	as_settlement(w, SECOND);
	return db_transact(&w->ctx, cancel_work, &closing_id);
}

STMT(world_closing, "SELECT closing_id, from_on, to_on, pay_on, state, upto_at, shops, payments,"
    " yen, asked_by FROM closing WHERE closing_id = ?");

static inline struct closing
closing_now(struct world *w, int64_t closing_id)
{
	struct closing k;

	as_settlement(w, ASKER);
	assert_done(&w->ctx, db_one(&w->ctx, &world_closing, &closing_shape, &k, A(closing_id)));
	return k;
}

static inline int64_t
built(struct world *w, const char *to_on)
{
	int64_t closing_id;

	assert_done(&w->ctx, ask_for(w, to_on, &closing_id));
	as_jobd(w);
	assert_done(&w->ctx, closing_build(&w->ctx, closing_id));
	assert_string_equal(closing_now(w, closing_id).state, "ready");
	return closing_id;
}

/* From asking to the postings; what closed it is the closing as it stands. */
static inline struct closing
closed(struct world *w, const char *to_on)
{
	int64_t id = built(w, to_on);

	assert_done(&w->ctx, confirm(w, id, closing_now(w, id).yen, SECOND));
	as_jobd(w);
	assert_done(&w->ctx, closing_post(&w->ctx, id));
	return closing_now(w, id);
}

#endif
