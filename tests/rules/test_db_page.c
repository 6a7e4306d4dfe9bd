/*
 * Goal: a list shows every row once, in its order, page after page, whatever
 * ties there are; a cursor leads nowhere but on.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/page.h"
#include "rules.h"
#include "shape/shape.h"

STMT(make_item, "CREATE TABLE IF NOT EXISTS test_item (item_id BIGINT AUTO_INCREMENT PRIMARY KEY,"
    " world BIGINT NOT NULL, sets BIGINT NOT NULL, sold_at DATETIME(3) NOT NULL,"
    " kana VARCHAR(100) NOT NULL, clerk BIGINT NULL, void TINYINT(1) NOT NULL DEFAULT 0,"
    " KEY (world, sets, item_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin");
STMT(add_item, "INSERT INTO test_item (world, sets, sold_at, kana, clerk, void)"
    " VALUES (?, ?, ?, ?, ?, ?)");

struct item_row { int64_t item_id, sets; struct instant sold_at; const char *kana; };
SHAPE(item_row, "A row of the list",
    FIELD(item_row, item_id, "Item"), FIELD(item_row, sets, "Sets"),
    FIELD(item_row, sold_at, "When"), FIELD(item_row, kana, "Reading"));

struct item_list_in {
	PAGE_MEMBERS;
	struct instant sold_from;
	struct maybe_int clerk;
	int64_t sets;
	const char *kana;
	bool void_only;
};
static const char *const item_orders[] = { "sets", "most", "newest", "kana", NULL };
SHAPE(item_list_in, "What the list is asked for",
    PAGE_FIELDS(item_list_in, item_orders),
    FIELD(item_list_in, sold_from, "From", .optional = true),
    FIELD(item_list_in, clerk, "Clerk", .optional = true),
    FIELD(item_list_in, sets, "Sets", .optional = true),
    FIELD(item_list_in, kana, "Reading begins with", .optional = true),
    FIELD(item_list_in, void_only, "Voided", .optional = true));

/* A FROM in brackets and one in quotes stand before the real one. */
static const struct listing items = {
	.select = "SELECT i.item_id, i.sets, i.sold_at, (SELECT MAX(k.kana) FROM test_item k"
	    " WHERE k.item_id = i.item_id AND ' FROM ' <> 'x)') AS kana"
	    " FROM test_item i WHERE i.world = ?",
	.fixed = 1,
	.filters = (const struct filter[]){
		{ "sold_from", "i.sold_at >= ?" }, { "clerk", "i.clerk = ?" },
		{ "sets", "i.sets = ? OR i.sets = -1" }, { "kana", "i.kana LIKE CONCAT(?, '%')" },
		{ "void_only", "i.void = ?" }, { 0 } },
	.orders = (const struct order[]){
		{ "sets", "i.sets", false }, { "most", "i.sets", true },
		{ "newest", "i.sold_at", true }, { "kana", "i.kana", false }, { 0 } },
	.key = "i.item_id", .row = &item_row_shape, .export_name = "items",
};
static const struct listing other_items = {
	.select = "SELECT i.item_id, i.sets, i.sold_at, i.kana FROM test_item i WHERE i.world = ?",
	.fixed = 1,
	.orders = (const struct order[]){ { "sets", "i.sets", false }, { 0 } },
	.key = "i.item_id", .row = &item_row_shape,
};
static const struct listing broken_items = {
	.select = "SELECT i.item_id FROM test_item i WHERE i.world = ?",
	.fixed = 1,
	.filters = (const struct filter[]){ { "clerk", "i.no_such_column = ?" }, { 0 } },
	.orders = (const struct order[]){ { "sets", "i.sets", false }, { 0 } },
	.key = "i.item_id", .row = &item_row_shape,
};

enum { ITEMS = 53 };

static void
fill(struct world *w)
{
	static const char *const names[] = { "ヤマダ", "ヤマモト", "スズキ", "=1+1", "a,\"b\"" };
	struct ctx *c = &w->ctx;

	for (int i = 0; i < ITEMS; i++) {
		struct instant at = { 1795234980000 + i / 4 * 1001 };
		struct maybe_int clerk = { i % 3 ? IS_PRESENT : IS_NULL, i % 3 - 1 };

		/* Ties everywhere; the largest number a double would round. */
		assert_done(c, db_run(c, &add_item, A(w->number),
		    A(i % 5 == 4 ? INT64_C(9007199254740993) : i % 5), A(at), A(names[i % 5]),
		    A(clerk), A(i % 10 == 0)));
	}
}

static struct item_list_in
asking(const char *order, int64_t limit)
{
	return (struct item_list_in){ .order = order, .limit = limit };
}

/* All pages one after the other; checks order and that no row comes twice. */
static int
walk(struct world *w, struct item_list_in in, int (*compare)(const struct item_row *,
    const struct item_row *))
{
	struct ctx *c = &w->ctx;
	struct arg fixed[] = { A(w->number) };
	struct item_row last = { 0 };
	struct page page;
	int count = 0, pages = 0;

	do {
		const struct item_row *rows;

		assert_done(c, page_read(c, &items, &item_list_in_shape, &in, fixed, &page));
		assert_true((int64_t)page.rows.count <= in.limit);
		rows = page.rows.items;
		for (size_t i = 0; i < page.rows.count; i++, count++) {
			if (count != 0)
				assert_true(compare(&last, &rows[i]) < 0);
			last = rows[i];
		}
		if (page.next != NULL) {
			assert_int_equal(page.rows.count, in.limit);
			assert_true(format_cursor.matches(page.next));
			assert_true(strlen(page.next) <= 400);
		}
		in.after = page.next;
		assert_true(++pages <= ITEMS);
	} while (page.next != NULL);
	return count;
}

static int
sign(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_sets(const struct item_row *a, const struct item_row *b)
{
	return a->sets != b->sets ? sign(a->sets, b->sets) : sign(a->item_id, b->item_id);
}

static int
by_most(const struct item_row *a, const struct item_row *b)
{
	return by_sets(b, a);
}

static int
by_newest(const struct item_row *a, const struct item_row *b)
{
	return a->sold_at.ms != b->sold_at.ms ? sign(b->sold_at.ms, a->sold_at.ms) :
	    sign(b->item_id, a->item_id);
}

static int
by_kana(const struct item_row *a, const struct item_row *b)
{
	int order = strcmp(a->kana, b->kana);

	return order != 0 ? order : sign(a->item_id, b->item_id);
}

static void
pages_show_every_row_once(void **state)
{
	static const int64_t limits[] = { 1, 2, 7, ITEMS - 1, ITEMS, ITEMS + 1, PAGE_ROWS_MAX };
	struct world *w = *state;

	fill(w);
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		assert_int_equal(walk(w, asking(NULL, limits[i]), by_sets), ITEMS);
		assert_int_equal(walk(w, asking("most", limits[i]), by_most), ITEMS);
		assert_int_equal(walk(w, asking("newest", limits[i]), by_newest), ITEMS);
		assert_int_equal(walk(w, asking("kana", limits[i]), by_kana), ITEMS);
	}
}

static void
an_empty_list_has_no_next(void **state)
{
	struct world *w = *state;

	assert_int_equal(walk(w, asking("sets", 10), by_sets), 0);
}

static void
filters_narrow_together(void **state)
{
	struct world *w = *state;
	struct item_list_in in = asking("newest", 3);

	fill(w);
	in.clerk = (struct maybe_int){ IS_PRESENT, 0 };	/* 0 that is present is asked for */
	assert_int_equal(walk(w, in, by_newest), 18);
	in.sold_from = (struct instant){ 1795234980000 + 5 * 1001 };
	assert_int_equal(walk(w, in, by_newest), 11);
	in.clerk = (struct maybe_int){ IS_ABSENT, 0 };
	assert_int_equal(walk(w, in, by_newest), 33);
	in = asking("sets", 2);
	in.sets = 2;
	assert_int_equal(walk(w, in, by_sets), 11);
	in.kana = "スズ";
	assert_int_equal(walk(w, in, by_sets), 11);
	in.kana = "ヤマ";
	assert_int_equal(walk(w, in, by_sets), 0);
	in.sets = 0;
	assert_int_equal(walk(w, in, by_sets), 22);
	in.void_only = true;
	assert_int_equal(walk(w, in, by_sets), 6);
}

static void
assert_after_refused(struct world *w, const struct listing *listing, struct item_list_in in)
{
	struct ctx *c = &w->ctx;
	struct arg fixed[] = { A(w->number) };
	struct page page;

	assert_int_equal(page_read(c, listing, &item_list_in_shape, &in, fixed, &page), -1);
	assert_ptr_equal(c->reason, &invalid_input);
	assert_string_equal(c->problems->pointer, "/after");
	assert_string_equal(c->problems->code, "wrong_format");
	fail_forget(c);
}

static void
a_damaged_cursor_is_refused(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct arg fixed[] = { A(w->number) };
	struct item_list_in in = asking("kana", 5);
	struct page page;
	size_t length;

	fill(w);
	assert_done(c, page_read(c, &items, &item_list_in_shape, &in, fixed, &page));
	length = strlen(page.next);
	for (size_t i = 0; i < length; i++) {
		char *damaged = arena_string(&w->arena, page.next);

		damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
		in.after = damaged;
		assert_after_refused(w, &items, in);
		in.after = arena_text(&w->arena, "%.*s", (int)i, page.next);
		assert_after_refused(w, &items, in);
	}
	in.after = "~.~";
	assert_after_refused(w, &items, in);
	in.after = page.next;	/* of another order, of another list */
	in.order = "sets";
	assert_after_refused(w, &items, in);
	in.after = NULL;
	assert_done(c, page_read(c, &items, &item_list_in_shape, &in, fixed, &page));
	in.after = page.next;
	assert_after_refused(w, &other_items, in);
	assert_done(c, page_read(c, &items, &item_list_in_shape, &in, fixed, &page));
}

static void
every_combination_prepares(void **state)
{
	struct world *w = *state;

	assert_done(&w->ctx, page_check(&w->ctx, &items));
	assert_refused(&w->ctx, &internal_error, page_check(&w->ctx, &broken_items));
}

/* A catalogue of the test's own: the words of its columns. */
static void
write_catalogue(const char *folder)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof path, "%s/ja.json", folder);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs("{ \"column.item_id\": \"番号\", \"column.sets\": \"セット\","
	    " \"column.sold_at\": \"日時\", \"column.kana\": \"カナ\" }\n", file);
	fclose(file);
}

static void
an_export_holds_all_rows(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct config config = *rules_config;
	struct arg fixed[] = { A(w->number) };
	struct item_list_in in = asking("kana", 1);
	char folder[] = "/tmp/madoguchi-test-XXXXXX";
	static const char heading[] = "\xEF\xBB\xBF番号,セット,日時,カナ\r\n";
	struct export file = { .format = &file_csv };
	struct page page;
	const char *text;
	int lines = 0;

	fill(w);
	assert_non_null(mkdtemp(folder));
	write_catalogue(folder);
	config.text_folder = folder;
	c->config = &config;
	/* The same select as a page, through a cursor, and as a page again. */
	assert_done(c, page_read(c, &items, &item_list_in_shape, &in, fixed, &page));
	assert_done(c, page_export(c, &items, &item_list_in_shape, &in, fixed, &file));
	assert_done(c, page_read(c, &items, &item_list_in_shape, &in, fixed, &page));
	c->config = rules_config;
	unlink(arena_text(&w->arena, "%s/ja.json", folder));
	rmdir(folder);
	text = arena_text(&w->arena, "%.*s", (int)file.body.size, (const char *)file.body.data);
	assert_int_equal(strlen(text), file.body.size);
	assert_memory_equal(text, heading, sizeof heading - 1);
	for (const char *s = text; (s = strstr(s, "\r\n")) != NULL; s += 2)
		lines++;
	assert_int_equal(lines, ITEMS + 1);
	assert_non_null(strstr(text, ",'=1+1\r\n"));
	assert_non_null(strstr(text, ",9007199254740993,"));
}

int
main(void)
{
	struct world w;

	rules_connect("migrate");
	world_begin(&w, rules_db);
	must(db_run(&w.ctx, &make_item) == 0);
	world_end(&w);
	db_close(rules_db);
	return RULES("migrate", rule_test(pages_show_every_row_once),
	    rule_test(an_empty_list_has_no_next), rule_test(filters_narrow_together),
	    rule_test(a_damaged_cursor_is_refused), rule_test(every_combination_prepares),
	    rule_test(an_export_holds_all_rows));
}
