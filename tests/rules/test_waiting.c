/* Goal: what waits is counted as its lists show it, with what the asker began told apart,
 * and a closing names the shops it pays about which something is open.  All is rolled back. */
#include "fund_world.h"

#include "settlement/waiting.h"

STMT(plant_closing, "INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by,"
    " asked_at) VALUES ('2020-01-01', '2020-01-02', ?, '2020-01-20', 'cancelled', 0, ?)");
STMT(plant_shop, "INSERT INTO closing_shop (closing_id, shop_id, payments, yen)"
    " VALUES (?, ?, 1, ?)");
STMT(plant_flag, "INSERT INTO flag (code, shop_id, found_key, payments, yen, measured, threshold,"
    " state, found_at) VALUES ('own_shop', ?, ?, 1, 99, 99, 1, ?, ?)");
STMT(plant_statement, "INSERT INTO bank_statement (kind, hash, made_on, from_on, to_on, bank_lines,"
    " seal_code, content, taken_by, taken_at) VALUES ('03', UNHEX(SHA2(?, 256)), '2020-01-01',"
    " '2020-01-01', '2020-01-01', 1, '', '', 0, ?)");
STMT(plant_line, "INSERT INTO bank_line (bank_statement_id, line_no, account_on, direction, yen,"
    " line_hash, text_sealed, state, shop_id, asked_by) VALUES (?, ?, '2020-01-01', 'in', 5,"
    " REPEAT('0', 32), '', ?, ?, ?)");
static const struct reason undo = { 409, "undo" };

struct planting {
	int64_t shops[3], closing_id;
	struct closing_concern concern;
	struct list before, after;
};

static int
plant_lines(struct ctx *c, struct planting *p, const char *tag)
{
	int64_t id;

	if (db_run(c, &plant_statement, A(tag), A(c->now)) != 0)
		return -1;
	id = db_inserted(c);
	/* Open, of the first shop and of none; settled, of the second. */
	return db_run(c, &plant_line, A(id), A(1), A("open"), A(p->shops[0]), A(ASKER)) != 0 ||
	        db_run(c, &plant_line, A(id), A(2), A("open"), A(0), A(POSTER)) != 0 ||
	        db_run(c, &plant_line, A(id), A(3), A("matched"), A(p->shops[1]), A(0)) != 0 ?
	    -1 : 0;
}

static int
plant_closing_of(struct ctx *c, struct planting *p)
{
	static const int64_t yen[] = { 1000, 200, 0 };

	if (db_run(c, &plant_closing, A(c->now), A(c->now)) != 0)
		return -1;
	p->closing_id = db_inserted(c);
	for (size_t i = 0; i < 3; i++)
		if (db_run(c, &plant_shop, A(p->closing_id), A(p->shops[i]), A(yen[i])) != 0)
			return -1;
	return 0;
}

/* Two are open of the first shop, one was decided of the second; the third is paid nothing. */
static int
plant_flags(struct ctx *c, const struct planting *p, const char *tag)
{
	static const struct { size_t shop; const char *state; } flags[] = { { 0, "open" },
		{ 0, "open" }, { 1, "cleared" }, { 2, "open" } };

	for (size_t i = 0; i < 4; i++)
		if (db_run(c, &plant_flag, A(p->shops[flags[i].shop]),
		        A(arena_text(c->arena, "%s %zu", tag, i)), A(flags[i].state),
		        A(c->now)) != 0)
			return -1;
	return 0;
}

static int
plant(struct ctx *c, void *arg)
{
	struct planting *p = arg;
	const char *tag = arena_text(c->arena, "w%lld", (long long)p->shops[0]);

	c->actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = ASKER };
	if (waiting_list(c, &p->before) != 0 || plant_closing_of(c, p) != 0 ||
	    plant_flags(c, p, tag) != 0 || plant_lines(c, p, tag) != 0 ||
	    closing_concern_read(c, p->closing_id, &p->concern) != 0 ||
	    waiting_list(c, &p->after) != 0)
		return -1;
	return fail(c, &undo, NULL);
}

static struct waiting
of_kind(const struct list *kinds, const char *kind)
{
	const struct waiting *row = kinds->items;

	for (size_t i = 0; i < kinds->count; i++)
		if (strcmp(row[i].kind, kind) == 0)
			return row[i];
	return (struct waiting){ kind, 0, 0, { 0 } };
}

static void
assert_grew(const struct planting *p, const char *kind, int64_t count, int64_t own)
{
	struct waiting before = of_kind(&p->before, kind), after = of_kind(&p->after, kind);

	assert_int_equal(after.count - before.count, count);
	assert_int_equal(after.own - before.own, own);
}

static void
what_is_open_is_told(void **state)
{
	struct world *w = *state;
	struct planting p = { .shops = { w->number, w->number + 1, w->number + 2 } };
	const struct waiting *row;

	assert_refused(&w->ctx, &undo, as_owner(w, plant, &p));
	assert_int_equal(p.concern.findings, 2);
	assert_int_equal(p.concern.finding_shops, 1);
	assert_int_equal(p.concern.finding_yen, 1000);
	assert_int_equal(p.concern.lines, 1);
	assert_int_equal(p.concern.line_shops, 1);
	assert_int_equal(p.concern.line_yen, 1000);
	assert_grew(&p, "finding", 3, 0);
	assert_grew(&p, "bank_line", 2, 1);
	assert_grew(&p, "closing", 0, 0);
	row = p.after.items;
	for (size_t i = 1; i < p.after.count; i++)
		assert_true(row[i - 1].since.ms <= row[i].since.ms);
}

int
main(void)
{
	return RULES("settlement", rule_test(what_is_open_is_told));
}
