#include "settlement/closing.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/balance.h"
#include "office/shop.h"
#include "people/audit.h"
#include "settlement/check.h"
#include "settlement/drift.h"
#include "settlement/hold.h"
#include "settlement/payable.h"
#include "settlement/payout.h"

enum { SHOPS_A_PAGE = 500 };

struct hold_mark { int64_t hold_id; };
SHAPE(hold_mark, "The newest hold", FIELD(hold_mark, hold_id, "Hold, 0: none"));
struct held_shop { int64_t shop_id; };
SHAPE(held_shop, "A shop with a hold", FIELD(held_shop, shop_id, "Shop"));
struct held_sum { int64_t yen; };
SHAPE(held_sum, "What is held", FIELD(held_sum, yen, "Yen"));
struct closing_sums { int64_t lines_yen, shops_yen; };
SHAPE(closing_sums, "A closing, added up two ways",
    FIELD(closing_sums, lines_yen, "Of the lines"),
    FIELD(closing_sums, shops_yen, "Of the shops"));
struct owed_shop { int64_t closing_shop_id, shop_id; };
SHAPE(owed_shop, "A shop with an amount",
    FIELD(owed_shop, closing_shop_id, "Shop of the closing"),
    FIELD(owed_shop, shop_id, "Shop"));

/* What left PAYABLE after the period although it belonged to it: what was held since, and
 * what earlier closings took late. */
STMT(left_since, "SELECT round_id, part, CAST(SUM(yen) AS SIGNED) AS yen FROM"
    " (SELECT l.round_id, l.part, l.yen FROM hold h JOIN hold_line l ON l.hold_id = h.hold_id"
    "  WHERE h.shop_id = ? AND h.held_at > ? AND h.since_at <= ? AND h.payout_id IS NULL"
    " UNION ALL SELECT l.round_id, l.part, l.yen FROM closing k"
    "  JOIN closing_shop s ON s.closing_id = k.closing_id"
    "  JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id"
    "  WHERE k.state = 'closed' AND k.closed_at > ? AND s.shop_id = ?) x"
    " GROUP BY round_id, part ORDER BY round_id, part LIMIT 2000");
STMT(held_of_period, "SELECT CAST(COALESCE(SUM(h.yen), 0) AS SIGNED) AS yen FROM hold h"
    " WHERE h.shop_id = ? AND h.payment_id IS NOT NULL AND h.state IN ('held', 'refused')"
    " AND h.payout_id IS NULL AND h.paid_at >= ? AND h.paid_at <= ?");
STMT(hold_newest, "SELECT COALESCE(MAX(hold_id), 0) AS hold_id FROM hold");
STMT(held_shops, "SELECT DISTINCT shop_id FROM hold WHERE hold_id > ? AND payment_id IS NOT NULL"
    " AND shop_id > ? ORDER BY shop_id LIMIT 500");
STMT(shop_lines_drop, "DELETE l FROM closing_line l"
    " JOIN closing_shop s ON s.closing_shop_id = l.closing_shop_id"
    " WHERE s.closing_id = ? AND s.shop_id BETWEEN ? AND ?");
STMT(shop_rows_drop, "DELETE FROM closing_shop WHERE closing_id = ? AND shop_id BETWEEN ? AND ?");
STMT(shop_row_insert, "INSERT INTO closing_shop (closing_id, shop_id, payments, yen, held_yen)"
    " VALUES (?, ?, ?, ?, ?)");
STMT(shop_line_insert, "INSERT INTO closing_line (closing_shop_id, round_id, part, yen)"
    " VALUES (?, ?, ?, ?)");
STMT(closing_ready, "UPDATE closing SET state = 'ready',"
    " shops = (SELECT COUNT(*) FROM closing_shop s WHERE s.closing_id = ? AND s.yen > 0),"
    " payments = (SELECT COALESCE(SUM(s.payments), 0) FROM closing_shop s WHERE s.closing_id = ?),"
    " yen = (SELECT COALESCE(SUM(s.yen), 0) FROM closing_shop s WHERE s.closing_id = ?)"
    " WHERE closing_id = ?");
STMT(closing_add_up, "SELECT CAST(COALESCE(SUM(l.yen), 0) AS SIGNED) AS lines_yen,"
    " (SELECT CAST(COALESCE(SUM(t.yen), 0) AS SIGNED) FROM closing_shop t WHERE t.closing_id = ?)"
    " AS shops_yen FROM closing_shop s"
    " JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id WHERE s.closing_id = ?");
STMT(owed_shops, "SELECT closing_shop_id, shop_id FROM closing_shop WHERE closing_id = ?"
    " AND yen > 0 AND closing_shop_id > ? ORDER BY closing_shop_id LIMIT 500");
STMT(owed_lines, "SELECT round_id, part, yen FROM closing_line WHERE closing_shop_id = ?"
    " AND yen > 0 ORDER BY round_id, part LIMIT 2000");
STMT(closing_close, "UPDATE closing SET state = 'closed', closed_at = ? WHERE closing_id = ?");

/* ---- what a shop is owed ---- */

static int64_t
take_line(const struct list *left, const struct holding_line *of)
{
	const struct holding_line *l = left->items;

	for (size_t i = 0; i < left->count; i++)
		if (l[i].round_id == of->round_id && l[i].part == of->part)
			return l[i].yen;
	return 0;
}

/* What has left is part of what was there: a line below zero is a fault of the books. */
int
closing_amounts(struct ctx *c, const struct closing *k, int64_t shop_id, struct list *out)
{
	struct list balances, left;
	struct holding_line *line, *to;
	int64_t found = 0, expected = 0;

	if (balances_of_owner(c, CHART_PAYABLE, shop_id, k->upto_at, &balances) != 0 ||
	    db_list(c, &left_since, &holding_line_shape, &left, A(shop_id), A(k->upto_at),
	        A(k->upto_at), A(k->upto_at), A(shop_id)) != 0)
		return -1;
	line = balances.items;
	*out = (struct list){ 0, to = arena_alloc(c->arena, balances.count * sizeof *to + 1) };
	for (size_t i = 0; i < balances.count; i++) {
		int64_t gone = take_line(&left, &line[i]), yen = -line[i].yen - gone;

		found += gone;
		if (yen < 0)
			return fail(c, &books_differ, NULL, P(shop_id, shop_id));
		if (yen > 0)
			to[out->count++] = (struct holding_line){ line[i].round_id, line[i].part,
				yen };
	}
	line = left.items;
	for (size_t i = 0; i < left.count; i++)
		expected += line[i].yen;
	return found == expected ? 0 : fail(c, &books_differ, NULL, P(shop_id, shop_id));
}

static int
insert_shop(struct ctx *c, const struct closing *k, int64_t shop_id, const struct list *lines)
{
	const struct holding_line *line = lines->items;
	int64_t payments, yen = 0, closing_shop_id;
	struct held_sum held;

	for (size_t i = 0; i < lines->count; i++)
		yen += line[i].yen;
	if (payables()->count(c, shop_id, k->from_on, k->to_on, &payments) != 0 ||
	    db_one(c, &held_of_period, &held_sum_shape, &held, A(shop_id),
	        A(tokyo_midnight(k->from_on)), A(k->upto_at)) != 0)
		return -1;
	if (yen == 0 && payments == 0 && held.yen == 0)
		return 0;
	if (db_run(c, &shop_row_insert, A(k->closing_id), A(shop_id), A(payments), A(yen),
	        A(held.yen)) != 0)
		return -1;
	closing_shop_id = db_inserted(c);
	for (size_t i = 0; i < lines->count; i++)
		if (db_run(c, &shop_line_insert, A(closing_shop_id), A(line[i].round_id),
		        A(line[i].part), A(line[i].yen)) != 0)
			return -1;
	return 0;
}

static int
build_shop(struct ctx *c, const struct closing *k, int64_t shop_id)
{
	struct list lines;

	return closing_amounts(c, k, shop_id, &lines) != 0 ? -1 :
	    insert_shop(c, k, shop_id, &lines);
}

/* Shops first to last are written anew, whatever an earlier run left of them. */
static int
drop_shops(struct ctx *c, const struct closing *k, int64_t first, int64_t last)
{
	return db_run(c, &shop_lines_drop, A(k->closing_id), A(first), A(last)) != 0 ||
	        db_run(c, &shop_rows_drop, A(k->closing_id), A(first), A(last)) != 0 ?
	    -1 : 0;
}

/* ---- the job that adds up ---- */

struct building {
	struct closing closing;
	int64_t closing_id, hold_id;	/* the newest hold when it began */
	int64_t after, shops, done;
	int64_t of_chunk, last;		/* shops of this chunk, the last of them */
	bool is_over;			/* cancelled meanwhile, or built before */
};

static int
lock_building(struct ctx *c, struct building *b)
{
	if (closing_lock(c, b->closing_id, &b->closing) != 0)
		return -1;
	b->is_over = !text_same(b->closing.state, "building");
	return 0;
}

static int
chunk(struct ctx *c, void *arg)
{
	struct building *b = arg;
	struct list ids;
	const struct shop_id *id;

	b->of_chunk = 0;
	if (lock_building(c, b) != 0)
		return -1;
	if (b->is_over)
		return 0;
	if (shop_ids_after(c, b->after, &ids) != 0)
		return -1;
	id = ids.items;
	if (ids.count > 0 &&
	    drop_shops(c, &b->closing, id[0].shop_id, b->last = id[ids.count - 1].shop_id) != 0)
		return -1;
	for (size_t i = 0; i < ids.count; i++)
		if (build_shop(c, &b->closing, id[i].shop_id) != 0)
			return -1;
	b->of_chunk = (int64_t)ids.count;
	return 0;
}

static int
begin(struct ctx *c, struct building *b)
{
	struct hold_mark mark;

	if (shop_count(c, &b->shops) != 0 ||
	    db_one(c, &hold_newest, &hold_mark_shape, &mark) != 0)
		return -1;
	b->hold_id = mark.hold_id;
	return job_progress(c, 0, b->shops);
}

static int
build_next(struct ctx *c, struct building *b)
{
	struct mark mark = arena_mark(c->arena);

	if (db_transact(c, chunk, b) != 0)
		return -1;
	arena_rewind(c->arena, mark);
	if (b->of_chunk > 0)
		b->after = b->last;
	b->done += b->of_chunk;
	return job_progress(c, b->done < b->shops ? b->done : b->shops, b->shops);
}

/* Behind the gate no hold is made: shops with holds newer than their lines are written
 * once more, and from here on a hold reduces the lines itself. */
static int
finish(struct ctx *c, void *arg)
{
	struct building *b = arg;
	int64_t id = b->closing_id, after = 0;
	struct list shops;

	if (settlement_gate(c) != 0 || lock_building(c, b) != 0)
		return -1;
	if (b->is_over)
		return 0;
	do {
		const struct held_shop *shop;

		if (db_list(c, &held_shops, &held_shop_shape, &shops, A(b->hold_id), A(after)) != 0)
			return -1;
		shop = shops.items;
		for (size_t i = 0; i < shops.count; i++) {
			after = shop[i].shop_id;
			if (drop_shops(c, &b->closing, after, after) != 0 ||
			    build_shop(c, &b->closing, after) != 0)
				return -1;
		}
	} while (shops.count == SHOPS_A_PAGE);
	return db_run(c, &closing_ready, A(id), A(id), A(id), A(id));
}

/* What the checks find is there before somebody confirms; who looks already need not be asked. */
static int
look(struct ctx *c, int64_t closing_id)
{
	int64_t job_run_id;

	if (check_start(c, closing_id, &job_run_id) == 0)
		return 0;
	if (c->reason != &job_running)
		return -1;
	fail_forget(c);
	return 0;
}

int
closing_build(struct ctx *c, int64_t closing_id)
{
	struct building b = { .closing_id = closing_id };

	if (begin(c, &b) != 0)
		return -1;
	do {
		if (build_next(c, &b) != 0)
			return -1;
	} while (b.of_chunk == SHOP_IDS_MAX);
	return b.is_over ? 0 : db_transact(c, finish, &b) != 0 ? -1 : look(c, closing_id);
}

/* ---- the job that posts ---- */

static int
post_shop(struct ctx *c, const struct owed_shop *shop)
{
	struct posting posting = { .kind = "closing", .ref_id = shop->closing_shop_id };
	const struct holding_line *line;
	struct list lines;

	if (db_list(c, &owed_lines, &holding_line_shape, &lines, A(shop->closing_shop_id)) != 0 ||
	    posting_begin(c, &posting) != 0)
		return -1;
	line = lines.items;
	for (size_t i = 0; i < lines.count; i++) {
		struct movement m = { posting.posting_id, line[i].round_id,
			(enum part)line[i].part, CHART_DUE, CHART_PAYABLE, shop->shop_id,
			shop->shop_id, line[i].yen };

		if (posting_move(c, &m) != 0)
			return -1;
	}
	return 0;
}

static int
post_shops(struct ctx *c, int64_t closing_id)
{
	int64_t after = 0;
	struct list shops;

	do {
		const struct owed_shop *shop;

		if (db_list(c, &owed_shops, &owed_shop_shape, &shops, A(closing_id), A(after)) != 0)
			return -1;
		shop = shops.items;
		for (size_t i = 0; i < shops.count; i++)
			if (post_shop(c, &shop[i]) != 0)
				return -1;
		if (shops.count > 0)
			after = shop[shops.count - 1].closing_shop_id;
	} while (shops.count == SHOPS_A_PAGE);
	return 0;
}

/* Its lines, its shops and the sum that two people saw are the same figure. */
static int
check_sums(struct ctx *c, const struct closing *k)
{
	struct closing_sums sums;

	if (db_one(c, &closing_add_up, &closing_sums_shape, &sums, A(k->closing_id),
	        A(k->closing_id)) != 0)
		return -1;
	return sums.lines_yen == k->yen && sums.shops_yen == k->yen ? 0 :
	    fail(c, &books_differ, NULL, P(yen, sums.lines_yen));
}

static int
post(struct ctx *c, void *arg)
{
	int64_t id = *(const int64_t *)arg;
	struct closing k;

	if (settlement_gate(c) != 0 || closing_lock(c, id, &k) != 0)
		return -1;
	if (!text_same(k.state, "posting"))
		return 0;
	if (drift_refuse(c) != 0 || check_sums(c, &k) != 0 || post_shops(c, id) != 0 ||
	    db_run(c, &closing_close, A(c->now), A(id)) != 0 || payout_make_all(c, id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "closing.close", "closing", id, NULL });
}

/* Read again before it begins: the clock of a run that waited is older than it. */
int
closing_post(struct ctx *c, int64_t closing_id)
{
	if (job_progress(c, 0, 1) != 0)
		return -1;
	return db_transact(c, post, &closing_id);
}

const struct job closing_jobs[] = {
	{ "closing.build", "settlement", 0, "Adds up what shops are owed for a period",
	  closing_build },
	{ "closing.post", "settlement", 0, "Makes a period due, in one transaction", closing_post },
	{ 0 }
};
