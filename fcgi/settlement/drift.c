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
STMT(drift_insert, "INSERT INTO drift (what, object_id, round_id, expected, found, found_at)"
    " VALUES (?, ?, ?, ?, ?, ?)");
/* Found again, perhaps with another figure: the row tells the newest. */
STMT(drift_again, "UPDATE drift SET expected = ?, found = ? WHERE drift_id = ?");
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

static const struct difference *
found_again(const struct drift *d, const struct list *found)
{
	const struct difference *f = found->items;

	for (size_t i = 0; i < found->count; i++)
		if (same(d, &f[i]))
			return &f[i];
	return NULL;
}

/* There is a row for it: from before, or from this run (a posting that is uneven in both
 * parts is told twice). */
static bool
has_row(const struct list *found, size_t at, const struct list *open)
{
	const struct difference *f = found->items;
	const struct drift *d = open->items;

	for (size_t i = 0; i < open->count; i++)
		if (same(&d[i], &f[at]))
			return true;
	for (size_t i = 0; i < at; i++)
		if (f[i].object_id == f[at].object_id && f[i].round_id == f[at].round_id &&
		    text_same(f[i].what, f[at].what))
			return true;
	return false;
}

/* Only the proof writes here, one at a time; so few are open at once that the list has all. */
static int
record(struct ctx *c, void *arg)
{
	struct recording *r = arg;
	const struct difference *f = r->found->items;
	const struct difference **news;
	struct list open;
	const struct drift *d;

	if (drift_list(c, &open) != 0)
		return -1;
	d = open.items;
	news = arena_alloc(c->arena, (r->found->count + 1) * sizeof *news);
	r->opened = 0;
	for (size_t i = 0; i < open.count; i++) {
		const struct difference *again = found_again(&d[i], r->found);

		if (again == NULL ? db_run(c, &drift_end, A(c->now), A(d[i].drift_id)) != 0 :
		    db_run(c, &drift_again, A(again->expected), A(again->found),
		        A(d[i].drift_id)) != 0)
			return -1;
	}
	for (size_t i = 0; i < r->found->count; i++) {
		if (has_row(r->found, i, &open))
			continue;
		if (db_run(c, &drift_insert, A(f[i].what), A(f[i].object_id), A(f[i].round_id),
		        A(f[i].expected), A(f[i].found), A(c->now)) != 0)
			return -1;
		news[r->opened++] = &f[i];
	}
	return r->opened == 0 ? 0 : drift_tell(c, news, (size_t)r->opened);
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
