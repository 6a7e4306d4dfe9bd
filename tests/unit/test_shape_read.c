#include "shape_help.h"

/* Bodies into structs: every rule good and bad, and all problems of a form together. */

struct line { const char *goods; int64_t price_yen; };
SHAPE(line, "A line",
    FIELD(line, goods, "What", .min = 1, .max = 10),
    FIELD(line, price_yen, "Price", .min = 1, .max = 500));

struct order {
	const char *name, *memo, *day, *size;
	int64_t sets, shift;
	bool gift, quick;
	struct instant since;
	struct bytes photo;
	struct maybe_text nick;
	struct maybe_int limit_yen;
	struct list lines, words;
	const void *first;
};
SHAPE(order, "An order",
    FIELD(order, name, "Name", .min = 2, .max = 4),
    FIELD(order, memo, "Memo", .max = 20, .lines = true, .optional = true),
    FIELD(order, day, "Day", .format = &format_date, .optional = true),
    FIELD(order, size, "Size", .choices = CHOICES("small", "large"), .optional = true),
    FIELD(order, sets, "Sets", .min = 1, .max = 10),
    FIELD(order, shift, "Shift", .min = -5, .max = 5, .optional = true, .otherwise = 3),
    FIELD(order, gift, "Gift", .optional = true, .otherwise = true),
    FIELD(order, quick, "Quick", .optional = true),
    FIELD(order, since, "Since", .optional = true),
    FIELD(order, photo, "Photo", .min = 2, .max = 4, .optional = true),
    FIELD(order, nick, "Nick", .max = 3, .optional = true),
    FIELD(order, limit_yen, "Limit", .min = 100, .max = 900, .optional = true),
    FIELD(order, lines, "Lines", .of = &line_shape, .min = 1, .max = 3, .optional = true),
    FIELD(order, words, "Words", .max = 3, .choices = CHOICES("a", "b"), .optional = true),
    FIELD(order, first, "First", .of = &line_shape, .optional = true));

struct needed { struct maybe_int n; };
SHAPE(needed, "Needed", FIELD(needed, n, "May be null", .min = 1, .max = 2));

struct tags { struct list tags; };
SHAPE(tags, "Tags", FIELD(tags, tags, "Tags", .max = 2));

static struct order order;

/* The problems of an order that has what is needed and these members more. */
static const char *
more(const char *members)
{
	struct ctx *c = fresh();
	int result = shape_read_json(c, &order_shape, body(arena_text(c->arena,
	    "{\"name\":\"花子\",\"sets\":1%s%s}", *members != '\0' ? "," : "", members)), &order);

	assert_int_equal(result, c->problems == NULL ? 0 : -1);
	assert_ptr_equal(c->reason, c->problems == NULL ? NULL : &invalid_input);
	return problems(c);
}

static const char *
whole(const char *json)
{
	struct ctx *c = fresh();
	int result = shape_read_json(c, &order_shape, body(json), &order);

	assert_int_equal(result, c->problems == NULL ? 0 : -1);
	return problems(c);
}

static void
check_table(const char *const (*cases)[2])
{
	for (; (*cases)[0] != NULL; cases++)
		assert_string_equal(more((*cases)[0]), (*cases)[1]);
}

static void
everything_is_read(void **state)
{
	const struct line *lines, *first;

	(void)state;
	assert_string_equal(more("\"memo\":\"a\\n\\tb\",\"day\":\"2026-11-21\",\"size\":\"large\","
	    "\"shift\":-5,\"gift\":false,\"quick\":true,\"since\":\"2026-11-21T05:03:00.250Z\","
	    "\"photo\":\"Zm9v\",\"nick\":\"\",\"limit_yen\":100,\"lines\":[{\"goods\":\"米\","
	    "\"price_yen\":500},{\"price_yen\":1,\"goods\":\"\\u9152\"}],\"words\":[\"b\",\"a\"],"
	    "\"first\":{\"goods\":\"x\",\"price_yen\":2}"), "");
	assert_string_equal(order.name, "花子");
	assert_string_equal(order.memo, "a\n\tb");
	assert_string_equal(order.day, "2026-11-21");
	assert_string_equal(order.size, "large");
	assert_int_equal(order.sets, 1);
	assert_true(order.shift == -5);
	assert_false(order.gift);
	assert_true(order.quick);
	assert_true(order.since.ms == 1795237380250);
	assert_int_equal(order.photo.size, 3);
	assert_memory_equal(order.photo.data, "foo", 3);
	assert_int_equal(order.nick.is, IS_PRESENT);
	assert_string_equal(order.nick.text, "");
	assert_int_equal(order.limit_yen.is, IS_PRESENT);
	assert_int_equal(order.limit_yen.number, 100);
	lines = order.lines.items;
	assert_int_equal(order.lines.count, 2);
	assert_string_equal(lines[0].goods, "米");
	assert_int_equal(lines[0].price_yen, 500);
	assert_string_equal(lines[1].goods, "酒");
	assert_int_equal(lines[1].price_yen, 1);
	assert_int_equal(order.words.count, 2);
	assert_string_equal(((const char **)order.words.items)[0], "b");
	first = order.first;
	assert_string_equal(first->goods, "x");
}

static void
absent_members_take_their_values(void **state)
{
	(void)state;
	memset(&order, 0xaa, sizeof order);
	assert_string_equal(more(""), "");
	assert_null(order.memo);
	assert_true(order.shift == 3);
	assert_true(order.gift);
	assert_false(order.quick);
	assert_true(order.since.ms == 0);
	assert_null(order.photo.data);
	assert_int_equal(order.nick.is, IS_ABSENT);
	assert_int_equal(order.limit_yen.is, IS_ABSENT);
	assert_int_equal(order.lines.count, 0);
	assert_null(order.first);
}

static void
absent_null_and_empty_are_three_things(void **state)
{
	(void)state;
	assert_string_equal(more("\"nick\":null,\"limit_yen\":null"), "");
	assert_int_equal(order.nick.is, IS_NULL);
	assert_null(order.nick.text);
	assert_int_equal(order.limit_yen.is, IS_NULL);
	assert_string_equal(more("\"nick\":\"\""), "");
	assert_int_equal(order.nick.is, IS_PRESENT);
	assert_string_equal(more("\"limit_yen\":\"\""), "/limit_yen wrong_type");
	assert_string_equal(more("\"memo\":null"), "/memo wrong_type");
	assert_string_equal(more("\"memo\":\"\""), "");
	assert_string_equal(order.memo, "");
	assert_string_equal(more("\"shift\":null,\"lines\":null,\"since\":null,\"gift\":null"),
	    "/shift wrong_type; /lines wrong_type; /since wrong_type; /gift wrong_type");
}

static void
a_maybe_that_is_not_optional_must_come(void **state)
{
	struct ctx *c = fresh();
	struct needed needed;

	(void)state;
	assert_int_equal(shape_read_json(c, &needed_shape, body("{}"), &needed), -1);
	assert_string_equal(problems(c), "/n missing");
	c = fresh();
	assert_int_equal(shape_read_json(c, &needed_shape, body("{\"n\":null}"), &needed), 0);
	assert_int_equal(needed.n.is, IS_NULL);
}

static void
limits_hold_at_one_below_and_one_above(void **state)
{
	static const char *const cases[][2] = {
		{ "\"shift\":-5", "" }, { "\"shift\":-6", "/shift too_small min=-5" },
		{ "\"shift\":5", "" }, { "\"shift\":6", "/shift too_large max=5" },
		{ "\"shift\":1e300", "/shift too_large max=5" },
		{ "\"shift\":-9007199254740993", "/shift too_small min=-5" },
		{ "\"memo\":\"12345678901234567890\"", "" },
		{ "\"memo\":\"123456789012345678901\"", "/memo too_long max=20" },
		{ "\"photo\":\"Zm8=\"", "" }, { "\"photo\":\"Zg==\"", "/photo too_short min=2" },
		{ "\"photo\":\"Zm9vYg==\"", "" }, { "\"photo\":\"Zm9vYmE=\"",
		    "/photo too_long max=4" },
		{ "\"nick\":\"abc\"", "" }, { "\"nick\":\"abcd\"", "/nick too_long max=3" },
		{ "\"limit_yen\":900", "" }, { "\"limit_yen\":901",
		    "/limit_yen too_large max=900" },
		{ "\"limit_yen\":99", "/limit_yen too_small min=100" },
		{ "\"lines\":[]", "/lines too_short min=1" },
		{ "\"lines\":[1,2,3,4]", "/lines too_long max=3" },
		{ "\"words\":[\"a\",\"a\",\"a\"]", "" },
		{ "\"words\":[\"a\",\"a\",\"a\",\"a\"]", "/words too_long max=3" },
		{ NULL } };

	(void)state;
	check_table(cases);
	assert_string_equal(whole("{\"name\":\"花\",\"sets\":0}"),
	    "/name too_short min=2; /sets too_small min=1");
	/* Four code points of four bytes each fit, five do not. */
	assert_string_equal(whole("{\"name\":\"𠮷𠮷𠮷𠮷\",\"sets\":10}"), "");
	assert_string_equal(whole("{\"name\":\"𠮷𠮷𠮷𠮷𠮷\",\"sets\":11}"),
	    "/name too_long max=4; /sets too_large max=10");
}

static void
types_are_not_guessed(void **state)
{
	static const char *const cases[][2] = {
		{ "\"shift\":\"1\"", "/shift wrong_type" }, { "\"shift\":1.5",
		    "/shift wrong_type" },
		{ "\"shift\":true", "/shift wrong_type" }, { "\"shift\":[1]", "/shift wrong_type" },
		{ "\"shift\":1.0", "" }, { "\"shift\":0.5e1", "" },
		{ "\"gift\":1", "/gift wrong_type" }, { "\"gift\":\"true\"", "/gift wrong_type" },
		{ "\"memo\":1", "/memo wrong_type" }, { "\"memo\":{\"a\":1}", "/memo wrong_type" },
		{ "\"since\":5", "/since wrong_type" }, { "\"photo\":{}", "/photo wrong_type" },
		{ "\"nick\":1", "/nick wrong_type" }, { "\"limit_yen\":\"1\"",
		    "/limit_yen wrong_type" },
		{ "\"lines\":{}", "/lines wrong_type" }, { "\"lines\":[1]", "/lines/0 wrong_type" },
		{ "\"words\":[1,null]", "/words/0 wrong_type; /words/1 wrong_type" },
		{ "\"first\":[]", "/first wrong_type" }, { "\"first\":null", "/first wrong_type" },
		{ NULL } };

	(void)state;
	check_table(cases);
}

static void
formats_and_choices_are_checked(void **state)
{
	static const char *const cases[][2] = {
		{ "\"day\":\"2028-02-29\"", "" }, { "\"day\":\"2026-02-29\"",
		    "/day wrong_format format=date" },
		{ "\"day\":\"\"", "/day wrong_format format=date" },
		{ "\"size\":\"Small\"", "/size wrong_choice" }, { "\"words\":[\"c\"]",
		    "/words/0 wrong_choice" },
		{ "\"since\":\"yesterday\"", "/since wrong_format format=date-time" },
		{ "\"since\":\"2026-11-21 05:03:00Z\"", "/since wrong_format format=date-time" },
		{ "\"since\":\"0001-01-01T00:00:00Z\"", "/since wrong_format format=date-time" },
		{ "\"since\":\"1970-01-01T00:00:00Z\"", "/since wrong_format format=date-time" },
		{ "\"since\":\"2026-11-21T14:03:00+09:00\"", "" },
		{ "\"photo\":\"Zm9\"", "/photo wrong_format format=base64" },
		{ NULL } };

	(void)state;
	check_table(cases);
}

static void
control_characters_are_refused(void **state)
{
	static const char *const cases[][2] = {
		{ "\"nick\":\"\\n\"", "/nick control_character" },
		{ "\"nick\":\"\\t\"", "/nick control_character" },
		{ "\"nick\":\"\\u001b\"", "/nick control_character" },
		{ "\"nick\":\"\x7f\"", "/nick control_character" },
		{ "\"nick\":\"\xc2\x85\"", "/nick control_character" },
		{ "\"nick\":\"\\u009f\"", "/nick control_character" },
		{ "\"nick\":\"\\u00a0\"", "" },
		{ "\"memo\":\"\\n\\r\\t\"", "" }, { "\"memo\":\"\\u000b\"",
		    "/memo control_character" },
		{ NULL } };

	(void)state;
	check_table(cases);
}

static void
names_keep_every_byte(void **state)
{
	(void)state;
	/* A variation selector and a character of plane 16. */
	assert_string_equal(more("\"memo\":\"葛\xf3\xa0\x84\x80\xf4\x80\x80\x80\""), "");
	assert_string_equal(order.memo, "葛\xf3\xa0\x84\x80\xf4\x80\x80\x80");
}

static void
unknown_and_doubled_keys_are_refused(void **state)
{
	static const char *const cases[][2] = {
		{ "\"no\":1", "/no unknown" }, { "\"Memo\":\"\"", "/Memo unknown" },
		{ "\"sets\":1", "/sets doubled" }, { "\"sets\":\"x\"", "/sets doubled" },
		{ "\"s\\u0065ts\":2", "/sets doubled" }, { "\"no\":1,\"no\":2",
		    "/no unknown; /no unknown" },
		{ "\"\":1", "/ unknown" }, { "\"a/b~c\":1", "/a~1b~0c unknown" },
		{ "\"first\":{\"goods\":\"a\",\"price_yen\":1,\"x\":{\"y\":[]}}",
		    "/first/x unknown" },
		{ "\"lines\":[{\"goods\":\"a\",\"goods\":\"b\",\"price_yen\":1}]",
		    "/lines/0/goods doubled" },
		{ NULL } };

	(void)state;
	check_table(cases);
	assert_string_equal(more("\"あいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこ"
	    "あいうえおかきくけこあいうえおかきくけこ1234567\":1"),
	    "/あいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこ"
	    "あいうえおかきくけこあいうえおかきくけこ1234 unknown");
}

static void
all_problems_come_together(void **state)
{
	(void)state;
	assert_string_equal(whole("{\"sets\":11,\"no\":0,\"lines\":[{\"goods\":\"\","
	    "\"price_yen\":0},"
	    "{\"goods\":\"a\",\"price_yen\":5},{}],\"day\":\"x\",\"first\":{}}"),
	    "/sets too_large max=10; /no unknown; /lines/0/goods too_short min=1; "
	    "/lines/0/price_yen too_small min=1; /lines/2/goods missing; "
	    "/lines/2/price_yen missing; /day wrong_format format=date; /first/goods missing; "
	    "/first/price_yen missing; /name missing");
	assert_string_equal(whole("{}"), "/name missing; /sets missing");
}

static void
the_answer_to_many_problems_stays_small(void **state)
{
	struct ctx *c = fresh();
	struct text_buffer b = { .arena = c->arena };
	int count = 0;

	(void)state;
	buffer_text(&b, "{\"k\":0");
	for (int i = 0; i < 1000; i++)
		buffer_format(&b, ",\"k%d\":0", i);
	buffer_text(&b, "}");
	assert_int_equal(shape_read_json(c, &order_shape, body(b.data), &order), -1);
	for (const struct problem *p = c->problems; p != NULL; p = p->next)
		count++;
	assert_int_equal(count, 100);
}

static void
a_body_that_is_no_object_is_refused(void **state)
{
	(void)state;
	assert_string_equal(whole("[]"), "- not_an_object");
	assert_string_equal(whole("null"), "- not_an_object");
	assert_string_equal(whole(" 12 "), "- not_an_object");
	assert_string_equal(whole("\"{}\""), "- not_an_object");
	assert_string_equal(whole(""), "- json_malformed");
	assert_string_equal(whole("{\"sets\":01}"), "- json_malformed");
	assert_string_equal(whole("{\"name\":\"12\\u0000x\"}"), "- json_malformed");
	assert_string_equal(whole("{} {}"), "- json_malformed");
	assert_string_equal(whole("{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}"), "- json_too_deep");
}

static void
texts_of_a_list_are_bounded(void **state)
{
	struct ctx *c = fresh();
	struct tags tags;
	char text[300];

	(void)state;
	snprintf(text, sizeof text, "{\"tags\":[\"%0255d\"]}", 1);
	assert_int_equal(shape_read_json(c, &tags_shape, body(text), &tags), 0);
	snprintf(text, sizeof text, "{\"tags\":[\"%0256d\"]}", 1);
	assert_int_equal(shape_read_json(c, &tags_shape, body(text), &tags), -1);
	assert_string_equal(problems(c), "/tags/0 too_long max=255");
}

static void
what_is_written_is_read_again(void **state)
{
	struct bytes written, again;

	(void)state;
	assert_string_equal(more("\"memo\":\"\\\"\\\\\\n\\r\\t/\","
	    "\"since\":\"2026-11-21T05:03:00.250Z\","
	    "\"photo\":\"//77\",\"nick\":null,\"limit_yen\":100,\"gift\":false,\"shift\":-5,"
	    "\"day\":"
	    "\"2026-11-21\",\"lines\":[{\"goods\":\"米\",\"price_yen\":500}],\"words\":[\"b\","
	    "\"a\"],"
	    "\"first\":{\"goods\":\"x\",\"price_yen\":2}"), "");
	written = shape_write_json(&test_ctx, &order_shape, &order);
	assert_int_equal(shape_read_json(&test_ctx, &order_shape, written, &order), 0);
	again = shape_write_json(&test_ctx, &order_shape, &order);
	assert_int_equal(written.size, again.size);
	assert_memory_equal(written.data, again.data, again.size);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_read),
		cmocka_unit_test(absent_members_take_their_values),
		cmocka_unit_test(absent_null_and_empty_are_three_things),
		cmocka_unit_test(a_maybe_that_is_not_optional_must_come),
		cmocka_unit_test(limits_hold_at_one_below_and_one_above),
		cmocka_unit_test(types_are_not_guessed),
		cmocka_unit_test(formats_and_choices_are_checked),
		cmocka_unit_test(control_characters_are_refused),
		cmocka_unit_test(names_keep_every_byte),
		cmocka_unit_test(unknown_and_doubled_keys_are_refused),
		cmocka_unit_test(all_problems_come_together),
		cmocka_unit_test(the_answer_to_many_problems_stays_small),
		cmocka_unit_test(a_body_that_is_no_object_is_refused),
		cmocka_unit_test(texts_of_a_list_are_bounded),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
