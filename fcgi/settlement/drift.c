#include "settlement/drift.h"

#include "base/text.h"
#include "db/db.h"
#include "ledger/proof.h"

const struct reason books_differ = { 409, "books_differ" };

PUBLIC_SHAPE(drift, "A difference of the books",
    FIELD(drift, drift_id, "Difference"),
    FIELD(drift, what, "Which rule is broken", .max = 30),
    FIELD(drift, object_id, "Posting, purse or round"),
    FIELD(drift, round_id, "Round, 0 when it is not of one"),
    FIELD(drift, expected, "What it must be"),
    FIELD(drift, found, "What it is"),
    FIELD(drift, found_at, "First seen"),
    FIELD(drift, gone_at, "No longer found", .optional = true));

struct drift_count { int64_t open; };
SHAPE(drift_count, "Open differences", FIELD(drift_count, open, "How many"));

STMT(count_open, "SELECT COUNT(*) AS open FROM drift WHERE gone_at IS NULL");
STMT(open_rows, "SELECT drift_id, what, object_id, round_id, expected, found, found_at, gone_at"
    " FROM drift WHERE gone_at IS NULL ORDER BY drift_id DESC LIMIT 100");
/* Found again with another figure: the row tells the newest. */
STMT(drift_insert, "INSERT INTO drift (what, object_id, round_id, expected, found, found_at)"
    " VALUES (?, ?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE expected = VALUE(expected), found = VALUE(found)");
STMT(drift_end, "UPDATE drift SET gone_at = ? WHERE drift_id = ?");

int
drift_open(struct ctx *c, int64_t *open)
{
	struct drift_count count;

	if (db_one(c, &count_open, &drift_count_shape, &count) != 0)
		return -1;
	*open = count.open;
	return 0;
}

int
drift_refuse(struct ctx *c)
{
	int64_t open;

	if (drift_open(c, &open) != 0)
		return -1;
	return open == 0 ? 0 : fail(c, &books_differ, NULL, P(open, open));
}

int
drift_list(struct ctx *c, struct list *open)
{
	return db_list(c, &open_rows, &drift_shape, open);
}

static bool
same(const struct drift *d, const struct difference *f)
{
	return d->object_id == f->object_id && d->round_id == f->round_id &&
	    text_same(d->what, f->what);
}

struct recording { const struct list *found; int64_t opened; };

static int
record(struct ctx *c, void *arg)
{
	struct recording *r = arg;
	const struct difference *f = r->found->items;
	struct list open;
	const struct drift *d;

	if (drift_list(c, &open) != 0)
		return -1;
	d = open.items;
	r->opened = (int64_t)r->found->count;
	for (size_t i = 0; i < open.count; i++) {
		size_t k = 0;

		while (k < r->found->count && !same(&d[i], &f[k]))
			k++;
		if (k < r->found->count)
			r->opened--;
		else if (db_run(c, &drift_end, A(c->now), A(d[i].drift_id)) != 0)
			return -1;
	}
	for (size_t i = 0; i < r->found->count; i++)
		if (db_run(c, &drift_insert, A(f[i].what), A(f[i].object_id), A(f[i].round_id),
		        A(f[i].expected), A(f[i].found), A(c->now)) != 0)
			return -1;
	return 0;
}

int
drift_record(struct ctx *c, const struct list *differences, int64_t *opened)
{
	struct recording r = { .found = differences };

	if (db_transact(c, record, &r) != 0)
		return -1;
	*opened = r.opened;
	return 0;
}
