#include "shape_help.h"

/* Structs into JSON, refusals into problem+json. */

struct inner { int64_t n; };
SHAPE(inner, "Inner", FIELD(inner, n, "N"));

struct outer {
	const char *text, *more;
	int64_t number;
	bool yes;
	struct instant at;
	struct bytes photo;
	struct maybe_text maybe;
	struct maybe_int maybe_n;
	struct list inners, words;
	const void *one;
};
SHAPE(outer, "Outer",
    FIELD(outer, text, "Text"),
    FIELD(outer, more, "More", .optional = true, .secret = true),
    FIELD(outer, number, "Number"),
    FIELD(outer, yes, "Yes"),
    FIELD(outer, at, "At", .optional = true),
    FIELD(outer, photo, "Photo", .optional = true),
    FIELD(outer, maybe, "Maybe", .optional = true),
    FIELD(outer, maybe_n, "Maybe a number", .optional = true),
    FIELD(outer, inners, "Inners", .of = &inner_shape),
    FIELD(outer, words, "Words"),
    FIELD(outer, one, "One", .of = &inner_shape, .optional = true));

static const char *
written(const struct outer *o)
{
	return as_text(shape_write_json(fresh(), &outer_shape, o));
}

static void
absent_members_are_left_out(void **state)
{
	struct outer o = { .text = "" };

	(void)state;
	assert_string_equal(written(&o),
	    "{\"text\":\"\",\"number\":0,\"yes\":false,\"inners\":[],\"words\":[]}");
}

static void
everything_is_written(void **state)
{
	struct inner inners[] = { { 1 }, { -2 } };
	const char *words[] = { "a", "\"" };
	struct outer o = { .text = "花", .more = "x", .number = -9007199254740991, .yes = true,
		.at = { 1795237380250 }, .photo = { "foo", 3 }, .maybe = { IS_NULL, NULL },
		.maybe_n = { IS_NULL, 0 }, .inners = { 2, inners }, .words = { 2, words },
		.one = &inners[0] };

	(void)state;
	assert_string_equal(written(&o), "{\"text\":\"花\",\"more\":\"x\","
	    "\"number\":-9007199254740991,"
	    "\"yes\":true,\"at\":\"2026-11-21T05:03:00.250Z\",\"photo\":\"Zm9v\",\"maybe\":null,"
	    "\"maybe_n\":null,\"inners\":[{\"n\":1},{\"n\":-2}],\"words\":[\"a\",\"\\\"\"],"
	    "\"one\":{\"n\":1}}");
	o.maybe = (struct maybe_text){ IS_PRESENT, "" };
	o.maybe_n = (struct maybe_int){ IS_PRESENT, 9007199254740991 };
	assert_non_null(strstr(written(&o), "\"maybe\":\"\",\"maybe_n\":9007199254740991,"));
}

static void
first_member_absent_leaves_no_comma(void **state)
{
	struct outer o = { .text = "x" };
	struct shape without_first = outer_shape;

	(void)state;
	without_first.fields = outer_shape.fields + 1;
	assert_string_equal(as_text(shape_write_json(fresh(), &without_first, &o)),
	    "{\"number\":0,\"yes\":false,\"inners\":[],\"words\":[]}");
}

static void
strings_are_escaped(void **state)
{
	struct text_buffer b = { .arena = fresh()->arena };

	(void)state;
	json_string(&b, "\"\\/\b\f\n\r\t\x01\x1f\x7f花\xf0\x9f\x98\x80\xe2\x80\xa8");
	assert_string_equal(b.data, "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\x7f花"
	    "\xf0\x9f\x98\x80\xe2\x80\xa8\"");
	b.size = 0;
	json_string(&b, "");
	assert_string_equal(b.data, "\"\"");
}

static void
integers_are_written(void **state)
{
	static const struct { int64_t n; const char *text; } cases[] = { { 0, "0" }, { 9, "9" },
		{ 10, "10" }, { -1, "-1" }, { INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text_buffer b = { .arena = fresh()->arena };
		json_int(&b, cases[i].n);
		assert_string_equal(b.data, cases[i].text);
	}
}

static void
write_outer(const void *o)
{
	shape_write_json(fresh(), &outer_shape, o);
}

static void
what_does_not_fit_its_shape_ends_the_process(void **state)
{
	struct outer without_text = { 0 };
	struct outer too_large = { .text = "x", .number = 9007199254740992 };
	const char *words[] = { NULL };
	struct outer hole = { .text = "x", .words = { 1, words } };

	(void)state;
	assert_dies_saying(write_outer, &without_text, "f->optional");
	assert_dies_saying(write_outer, &too_large, "JSON_WHOLE_MAX");
	assert_dies_saying(write_outer, &hole, "texts[i]");
}

static void
a_refusal_is_told(void **state)
{
	static const struct reason stock_short = { 409, "stock_short" };
	struct ctx *c = fresh();

	(void)state;
	assert_int_equal(fail(c, &stock_short, "sets", P(left_sets, 3), P(name, "\"x\""),
	    P(none, (const char *)NULL), P(at, ((struct instant){ 1795237380250 }))), -1);
	assert_string_equal(as_text(problem_json(c)),
	    "{\"type\":\"about:blank\",\"title\":\"Conflict\","
	    "\"status\":409,\"code\":\"stock_short\",\"errors\":[{\"pointer\":\"/sets\","
	    "\"code\":\"stock_short\",\"params\":{\"left_sets\":3,\"name\":\"\\\"x\\\"\","
	    "\"none\":null,"
	    "\"at\":\"2026-11-21T05:03:00.250Z\"}}]}");
}

static void
a_refusal_without_a_field_has_no_pointer(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	fail(c, &not_found);
	assert_string_equal(as_text(problem_json(c)),
	    "{\"type\":\"about:blank\",\"title\":\"Not Found\","
	    "\"status\":404,\"code\":\"not_found\",\"errors\":[{\"code\":\"not_found\","
	    "\"params\":{}}]}");
}

static void
problems_of_a_form_are_told(void **state)
{
	struct ctx *c = fresh();
	struct inner in;

	(void)state;
	assert_int_equal(shape_read_json(c, &inner_shape, body("{\"a\\u0001/b\":1}"), &in), -1);
	assert_string_equal(as_text(problem_json(c)), "{\"type\":\"about:blank\",\"title\":"
	    "\"Bad Request\",\"status\":400,\"code\":\"invalid_input\",\"errors\":["
	    "{\"pointer\":\"/a\\u0001~1b\",\"code\":\"unknown\",\"params\":{}},"
	    "{\"pointer\":\"/n\",\"code\":\"missing\",\"params\":{}}]}");
}

static void
a_fault_of_ours_tells_nothing(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	fail_internal(c, "table %s is gone", "purse");
	assert_string_equal(as_text(problem_json(c)), "{\"type\":\"about:blank\",\"title\":"
	    "\"Internal Server Error\",\"status\":500,\"code\":\"internal_error\",\"errors\":[]}");
	/* A handler that gave -1 without a reason. */
	assert_non_null(strstr(as_text(problem_json(fresh())), "\"status\":500"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(absent_members_are_left_out),
		cmocka_unit_test(everything_is_written),
		cmocka_unit_test(first_member_absent_leaves_no_comma),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(integers_are_written),
		cmocka_unit_test(what_does_not_fit_its_shape_ends_the_process),
		cmocka_unit_test(a_refusal_is_told),
		cmocka_unit_test(a_refusal_without_a_field_has_no_pointer),
		cmocka_unit_test(problems_of_a_form_are_told),
		cmocka_unit_test(a_fault_of_ours_tells_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
