#include "shape_help.h"

/* Path and query into structs. */

struct search {
	int64_t card_id;
	const char *name, *order, *pin;
	int64_t limit, shift;
	bool open;
	struct instant from;
	struct bytes mark;
	struct maybe_text nick;
	struct maybe_int shop;
	struct list kinds;
};
SHAPE(search, "A search",
    FIELD(search, card_id, "The card", .min = 1, .max = 1000),
    FIELD(search, name, "Name", .max = 4, .optional = true),
    FIELD(search, order, "Order", .choices = CHOICES("new", "old"), .optional = true),
    FIELD(search, pin, "PIN", .max = 8, .optional = true, .secret = true),
    FIELD(search, limit, "Rows", .min = 1, .max = 200, .optional = true, .otherwise = 50),
    FIELD(search, shift, "Shift", .min = -9, .max = 9, .optional = true),
    FIELD(search, open, "Open", .optional = true),
    FIELD(search, from, "From", .optional = true),
    FIELD(search, mark, "Mark", .max = 8, .optional = true),
    FIELD(search, nick, "Nick", .max = 4, .optional = true),
    FIELD(search, shop, "Shop", .min = 1, .max = 9, .optional = true),
    FIELD(search, kinds, "Kinds", .max = 2, .choices = CHOICES("a", "b"), .optional = true));

static struct search search;

/* Reads card 7 of the path and this query. */
static const char *
query(const char *text)
{
	struct ctx *c = fresh();
	struct pair path = { "card_id", { "7", 1 }, NULL }, *pairs;
	int result = pairs_read(c, text, &pairs);

	if (result == 0)
		result = shape_read(c, &search_shape,
		    &(struct source){ .path = &path, .query = pairs }, &search);
	assert_int_equal(result, c->problems == NULL ? 0 : -1);
	assert_ptr_equal(c->reason, c->problems == NULL ? NULL : &invalid_input);
	return problems(c);
}

static void
everything_is_read(void **state)
{
	(void)state;
	assert_string_equal(query("name=%E8%8A%B1+a&order=old&limit=200&shift=-9&open=true&"
	    "from=2026-11-21T05:03:00Z&mark=Zm9v&nick=&shop=3&kinds=b&kinds=a"), "");
	assert_int_equal(search.card_id, 7);
	assert_string_equal(search.name, "花 a");
	assert_string_equal(search.order, "old");
	assert_int_equal(search.limit, 200);
	assert_true(search.shift == -9);
	assert_true(search.open);
	assert_true(search.from.ms == 1795237380000);
	assert_int_equal(search.mark.size, 3);
	assert_int_equal(search.nick.is, IS_PRESENT);
	assert_string_equal(search.nick.text, "");
	assert_int_equal(search.shop.is, IS_PRESENT);
	assert_int_equal(search.shop.number, 3);
	assert_int_equal(search.kinds.count, 2);
	assert_string_equal(((const char **)search.kinds.items)[0], "b");
	assert_string_equal(((const char **)search.kinds.items)[1], "a");
}

static void
no_query_takes_the_values_of_absence(void **state)
{
	(void)state;
	assert_string_equal(query(""), "");
	assert_null(search.name);
	assert_int_equal(search.limit, 50);
	assert_false(search.open);
	assert_int_equal(search.nick.is, IS_ABSENT);
	assert_int_equal(search.kinds.count, 0);
	assert_string_equal(query(NULL), "");
	assert_string_equal(query("&&"), "");
}

static void
values_are_strict(void **state)
{
	static const char *const cases[][2] = {
		{ "limit=0", "/limit too_small min=1" }, { "limit=1", "" }, { "limit=200", "" },
		{ "limit=201", "/limit too_large max=200" }, { "limit=", "/limit wrong_type" },
		{ "limit=01", "/limit wrong_type" }, { "limit=%2B1", "/limit wrong_type" },
		{ "limit=+1", "/limit wrong_type" }, { "limit=1+", "/limit wrong_type" },
		{ "limit=1.0", "/limit wrong_type" }, { "limit=1e1", "/limit wrong_type" },
		{ "limit=0x1", "/limit wrong_type" }, { "limit=abc", "/limit wrong_type" },
		{ "limit", "/limit wrong_type" },
		{ "limit=99999999999999999999999999", "/limit too_large max=200" },
		{ "limit=-99999999999999999999999999", "/limit too_small min=1" },
		{ "shift=-0", "/shift wrong_type" }, { "shift=0", "" }, { "shift=-",
		    "/shift wrong_type" },
		{ "shift=--1", "/shift wrong_type" }, { "shift=-10", "/shift too_small min=-9" },
		{ "open=false", "" }, { "open=1", "/open wrong_type" }, { "open=True",
		    "/open wrong_type" },
		{ "open=", "/open wrong_type" }, { "name=abcde", "/name too_long max=4" },
		{ "name=%0A", "/name control_character" }, { "name=%00",
		    "/name control_character" },
		{ "limit=1%00", "/limit control_character" },
		{ "name=%FF", "/name wrong_format format=utf-8" },
		{ "name=%C0%80", "/name wrong_format format=utf-8" },
		{ "name=\xe3\x81\x82", "" }, { "from=x", "/from wrong_format format=date-time" },
		{ "from=2026-11-21T14:03:00%2B09:00", "" },
		{ "mark=%3D", "/mark wrong_format format=base64" }, { "shop=x",
		    "/shop wrong_type" },
		{ "shop=10", "/shop too_large max=9" }, { "order=new&name=null", "" },
		{ "order=up", "/order wrong_choice" }, { "kinds=c", "/kinds/0 wrong_choice" },
		{ "kinds=a&kinds=%FF", "/kinds/1 wrong_format format=utf-8" },
		{ "kinds=a&kinds=a&kinds=b", "/kinds too_long max=2" },
		{ "kinds=a&limit=2&kinds=b", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(query(cases[i][0]), cases[i][1]);
}

static void
unknown_and_doubled_pairs_are_refused(void **state)
{
	(void)state;
	assert_string_equal(query("no=1"), "/no unknown");
	assert_string_equal(query("=1"), "/ unknown");
	assert_string_equal(query("Limit=1"), "/Limit unknown");
	assert_string_equal(query("limit=1&limit=2"), "/limit doubled");
	assert_string_equal(query("limit=1&%6Cimit=2"), "/limit doubled");
	assert_string_equal(query("card_id=8"), "/card_id unknown");
	assert_string_equal(query("a%2Fb%7E=1"), "/a~1b~0 unknown");
}

static void
a_secret_never_comes_by_an_address(void **state)
{
	(void)state;
	assert_string_equal(query("pin=1234"), "/pin unknown");
}

static void
all_problems_come_together(void **state)
{
	(void)state;
	assert_string_equal(query("limit=0&no=1&name=%01&order="),
	    "/limit too_small min=1; /no unknown; /name control_character; /order wrong_choice");
}

static void
malformed_escapes_are_refused(void **state)
{
	static const char *const bad[] = { "name=%", "name=%4", "name=%4g", "name=%g4", "%=1",
	    "name=%%20",
		"n%00=1", "%FF=1", "limit=1&name=%E3%8" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_string_equal(query(bad[i]), "- wrong_format format=query");
	assert_string_equal(query("name=a=b"), "");
	assert_string_equal(search.name, "a=b");
}

static const char *
path_and_body(const char *id, const char *text, const char *in_query)
{
	struct ctx *c = fresh();
	struct pair path = { "card_id", body(id), NULL }, *pairs;
	struct source source = { .path = &path, .has_body = true, .body = body(text) };
	int result;

	assert_int_equal(pairs_read(c, in_query, &pairs), 0);
	source.query = pairs;
	result = shape_read(c, &search_shape, &source, &search);
	assert_int_equal(result, c->problems == NULL ? 0 : -1);
	return problems(c);
}

static void
path_and_body_fill_one_struct(void **state)
{
	(void)state;
	assert_string_equal(path_and_body("7", "{\"name\":\"x\",\"pin\":\"12\"}", ""), "");
	assert_int_equal(search.card_id, 7);
	assert_string_equal(search.pin, "12");
	assert_string_equal(path_and_body("7", "{\"card_id\":7}", ""), "/card_id unknown");
	assert_string_equal(path_and_body("7", "{}", "name=x"), "/name unknown");
	assert_string_equal(path_and_body("0", "{\"limit\":0}", ""),
	    "/card_id too_small min=1; /limit too_small min=1");
	assert_string_equal(path_and_body("x", "{", ""), "/card_id wrong_type; - json_malformed");
	assert_string_equal(path_and_body("7", "", ""), "- json_malformed");
}

struct only { int64_t card_id; };
SHAPE(only, "Only the card", FIELD(only, card_id, "The card", .min = 1, .max = 1000));

static void
an_empty_body_is_fine_when_nothing_is_asked(void **state)
{
	struct ctx *c = fresh();
	struct pair path = { "card_id", { "9", 1 }, NULL };
	struct source source = { .path = &path, .has_body = true };
	struct only only;

	(void)state;
	assert_int_equal(shape_read(c, &only_shape, &source, &only), 0);
	assert_int_equal(only.card_id, 9);
	source.body = body("{}");
	assert_int_equal(shape_read(c, &only_shape, &source, &only), 0);
	source.body = body("{\"x\":1}");
	assert_int_equal(shape_read(c, &only_shape, &source, &only), -1);
	assert_string_equal(problems(c), "/x unknown");
}

static void
a_missing_member_is_told(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	assert_int_equal(shape_read(c, &search_shape, &(struct source){ 0 }, &search), -1);
	assert_string_equal(problems(c), "/card_id missing");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_read),
		cmocka_unit_test(no_query_takes_the_values_of_absence),
		cmocka_unit_test(values_are_strict),
		cmocka_unit_test(unknown_and_doubled_pairs_are_refused),
		cmocka_unit_test(a_secret_never_comes_by_an_address),
		cmocka_unit_test(all_problems_come_together),
		cmocka_unit_test(malformed_escapes_are_refused),
		cmocka_unit_test(path_and_body_fill_one_struct),
		cmocka_unit_test(an_empty_body_is_fine_when_nothing_is_asked),
		cmocka_unit_test(a_missing_member_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
