#include "shape_help.h"

#include "shape/say.h"

/* Sentences of the catalogue, and CSV, whose headings and words of codes come from it. */

struct row {
	const char *name;
	int64_t amount_yen;
	bool gift;
	struct instant sold_at;
	struct bytes mark;
	struct maybe_text memo;
	struct maybe_int limit;
	struct list words;
};
SHAPE(row, "A row",
    FIELD(row, name, "Name", .optional = true),
    FIELD(row, amount_yen, "Amount"),
    FIELD(row, gift, "Gift"),
    FIELD(row, sold_at, "Sold", .optional = true),
    FIELD(row, mark, "Mark", .optional = true),
    FIELD(row, memo, "Memo", .optional = true),
    FIELD(row, limit, "Limit", .optional = true),
    FIELD(row, words, "Words"));

static const char japanese[] = "{\n"
    "  \"greeting\": \"{name}さん、残り{left}円です\",\n"
    "  \"only_ja\": \"日本語\\n\\\"だけ\\\"\",\n"
    "  \"braces\": \"{ {a {name} {unknown} }\",\n"
    "  \"since\": \"{at}から\",\n"
    "  \"empty\": \"\",\n"
    "  \"column.name\": \"氏名\", \"column.amount_yen\": \"金額,円\", \"column.gift\": \"贈り物\",\n"
    "  \"column.sold_at\": \"=販売日\", \"column.mark\": \"印\", \"column.memo\": \"メモ\",\n"
    "  \"column.limit\": \"上限\", \"bool.true\": \"はい\",\n"
    "  \"door.open\": \"開, いています\", \"door.shut\": \"=閉\"\n}\n";
static const char english[] = "{\"greeting\":\"{name}, {left} yen left\",\"door.open\":\"Open\"}";

struct door { const char *state; struct maybe_text before; };
SHAPE(door, "A door",
    FIELD(door, state, "State", .choices = CHOICES("open", "shut"), .words = "door"),
    FIELD(door, before, "State before", .words = "door"));

static char folder[] = "/tmp/madoguchi-say-XXXXXX";

static void
put_file(const char *name, const char *text)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s.json", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int
set_up(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	put_file("ja", japanese);
	put_file("en", english);
	test_config.text_folder = folder;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "ja", "en", "ko" };
	char path[200];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s.json", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

static void
params_are_filled_in(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	assert_string_equal(SAY(c, "greeting", P(name, "花子"), P(left, 1234)),
	    "花子さん、残り1234円です");
	assert_string_equal(SAY(c, "greeting", P(left, say_number(c->arena, 1234)), P(name,
	    "{left}")),
	    "{left}さん、残り1,234円です");
	assert_string_equal(SAY(c, "braces", P(name, "x")), "{ {a x {unknown} }");
	assert_string_equal(SAY(c, "since", P(at, ((struct instant){ 1795237380250 }))),
	    "2026-11-21 14:03から");
	assert_string_equal(say(c, "greeting", NULL), "{name}さん、残り{left}円です");
	assert_string_equal(say(c, "empty", NULL), "");
}

static void
languages_fall_back_to_japanese(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	c->language = "en";
	assert_string_equal(SAY(c, "greeting", P(name, "Hanako"), P(left, 1)),
	    "Hanako, 1 yen left");
	assert_string_equal(say(c, "only_ja", NULL), "日本語\n\"だけ\"");
	c->language = "vi";		/* has no file */
	assert_string_equal(say(c, "only_ja", NULL), "日本語\n\"だけ\"");
	c->language = "tlh";
	assert_string_equal(say(c, "only_ja", NULL), "日本語\n\"だけ\"");
	c->language = NULL;
	assert_string_equal(say(c, "only_ja", NULL), "日本語\n\"だけ\"");
}

static void
a_catalogue_is_read_once(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	assert_string_equal(say(c, "empty", NULL), "");
	put_file("ja", "{\"empty\":\"changed\"}");
	assert_string_equal(say(c, "empty", NULL), "");
	put_file("ja", japanese);
}

static void
say_missing(const void *key)
{
	say(fresh(), key, NULL);
}

static void
say_korean(const void *file)
{
	put_file("ko", file);
	fresh()->language = "ko";
	say(&test_ctx, "empty", NULL);
}

static void
what_is_missing_or_broken_ends_the_process(void **state)
{
	(void)state;
	assert_dies_saying(say_missing, "no.such.key", "no.such.key");
	assert_dies_saying(say_korean, "{\"a\":\"b\",\"a\":\"c\"}", "is there twice");
	assert_dies_saying(say_korean, "{\"a\":1}", "is no text");
	assert_dies_saying(say_korean, "[]", "is no JSON object");
	assert_dies_saying(say_korean, "{\"a\":", "is no JSON object");
}

static void
numbers_are_grouped(void **state)
{
	static const struct { int64_t n; const char *text; } cases[] = { { 0, "0" }, { 999, "999" },
		{ 1000, "1,000" }, { 1234567, "1,234,567" }, { -1, "-1" }, { -123456, "-123,456" },
		{ INT64_MIN, "-9,223,372,036,854,775,808" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(say_number(fresh()->arena, cases[i].n), cases[i].text);
}

static const char *
line_of(const struct row *row)
{
	struct ctx *c = fresh();
	struct text_buffer b = { .arena = c->arena };

	csv_line(c, &b, &row_shape, row);
	return b.data;
}

static void
headings_are_words_of_the_catalogue(void **state)
{
	struct ctx *c = fresh();
	struct text_buffer b = { .arena = c->arena };

	(void)state;
	csv_heading(c, &b, &row_shape);
	assert_string_equal(b.data, "氏名,\"金額,円\",贈り物,'=販売日,印,メモ,上限\r\n");
}

static void
lines_follow_rfc_4180(void **state)
{
	struct row row = { .name = "a,\"b\"\nc", .amount_yen = -5, .gift = true,
		.sold_at = { 1795237385250 }, .mark = { "foo", 3 }, .memo = { IS_PRESENT, "m" },
		.limit = { IS_PRESENT, 7 } };

	(void)state;
	assert_string_equal(line_of(&row),
	    "\"a,\"\"b\"\"\nc\",-5,はい,2026-11-21 14:03:05,Zm9v,m,7\r\n");
	row = (struct row){ .memo = { IS_NULL, NULL }, .limit = { IS_NULL, 0 } };
	assert_string_equal(line_of(&row), ",0,false,,,,\r\n");
	row.sold_at.ms = -1;
	assert_string_equal(line_of(&row), ",0,false,1970-01-01 08:59:59,,,\r\n");
}

static const char *
door_line(const char *language, const char *state, struct maybe_text before)
{
	struct ctx *c = fresh();
	struct text_buffer b = { .arena = c->arena };

	c->language = language;
	csv_line(c, &b, &door_shape, &(struct door){ state, before });
	return b.data;
}

static void
codes_are_words_of_the_language(void **state)
{
	const struct maybe_text none = { IS_NULL, NULL };

	(void)state;
	assert_string_equal(door_line("ja", "open", none), "\"開, いています\",\r\n");
	assert_string_equal(door_line("en", "open", none), "Open,\r\n");
	assert_string_equal(door_line("en", "shut", (struct maybe_text){ IS_PRESENT, "open" }),
	    "'=閉,Open\r\n");
	/* A code that nobody has a word for stays. */
	assert_string_equal(door_line("en", "ajar", none), "ajar,\r\n");
	assert_string_equal(say_word(fresh(), "door", arena_text(&test_arena, "%200s", "open")),
	    arena_text(&test_arena, "%200s", "open"));
}

static void
no_spreadsheet_runs_a_cell(void **state)
{
	static const char *const cases[][2] = {
		{ "=1+1", "'=1+1" }, { "+81", "'+81" }, { "-1", "'-1" }, { "@SUM(A1)",
		    "'@SUM(A1)" },
		{ "\t=1", "'\t=1" }, { "\r=1", "\"'\r=1\"" }, { "=\"a\"", "\"'=\"\"a\"\"\"" },
		{ "=1,2", "\"'=1,2\"" }, { "a=1", "a=1" }, { "'", "'" }, { "090-1", "090-1" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct row row = { .name = cases[i][0] };
		const char *line = line_of(&row);
		assert_string_equal(line, arena_text(&test_arena, "%s,0,false,,,,\r\n",
		    cases[i][1]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(params_are_filled_in),
		cmocka_unit_test(languages_fall_back_to_japanese),
		cmocka_unit_test(a_catalogue_is_read_once),
		cmocka_unit_test(what_is_missing_or_broken_ends_the_process),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(headings_are_words_of_the_catalogue),
		cmocka_unit_test(lines_follow_rfc_4180),
		cmocka_unit_test(codes_are_words_of_the_language),
		cmocka_unit_test(no_spreadsheet_runs_a_cell),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
