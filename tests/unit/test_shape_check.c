#include "shape_help.h"

/* The start-up walk: a table that is wrong ends the program and says where. */

static const struct within { int dummy; } owned = { 0 };

struct good {
	const char *name, *kind, *day;
	bool yes, no;
	int64_t number, card_id;
	struct maybe_int maybe;
	struct list words;
	bool last;
};
#define GOOD_FIELDS							\
	FIELD(good, name, "Name", .max = 5),				\
	FIELD(good, kind, "Kind", .choices = CHOICES("a", "b")),	\
	FIELD(good, day, "Day", .format = &format_date),		\
	FIELD(good, yes, "Yes"),					\
	FIELD(good, no, "No"),						\
	FIELD(good, number, "Number", .min = -5)
#define GOOD_REST							\
	FIELD(good, card_id, "Card", .within = &owned),			\
	FIELD(good, maybe, "Maybe", .max = 3, .optional = true),	\
	FIELD(good, words, "Words", .max = 3),				\
	FIELD(good, last, "Last")
SHAPE(good, "Good", GOOD_FIELDS, GOOD_REST);

struct outer { struct list inner; };
SHAPE(outer, "Outer", FIELD(outer, inner, "Inner", .of = &good_shape, .max = 2));

static void
good_tables_pass(void **state)
{
	(void)state;
	shape_check(&good_shape, true);
	shape_check(&good_shape, false);
	shape_check(&outer_shape, true);
}

static void
order_of_fields_is_free(void **state)
{
	const struct field fields[] = { GOOD_REST, GOOD_FIELDS, { 0 } };

	(void)state;
	shape_check(&(struct shape){ "good", "Good", sizeof(struct good), fields }, true);
}

static void
check_in(const void *shape)
{
	shape_check(shape, true);
}

static void
check_out(const void *shape)
{
	shape_check(shape, false);
}

static void
a_member_nobody_described_is_found(void **state)
{
	const struct field middle[] = { GOOD_FIELDS,
		FIELD(good, maybe, "Maybe", .max = 3), FIELD(good, words, "Words", .max = 3),
		FIELD(good, last, "Last"), { 0 } };
	const struct field tail[] = { GOOD_FIELDS,
		FIELD(good, card_id, "Card", .within = &owned),
		FIELD(good, maybe, "Maybe", .max = 3), FIELD(good, words, "Words", .max = 3),
		    { 0 } };
	struct shape s = { "good", "Good", sizeof(struct good), middle };

	(void)state;
	assert_dies_saying(check_in, &s, "shape good, member maybe: nobody described");
	s.fields = tail;
	assert_dies_saying(check_in, &s, "nobody described the last member");
	s.fields = good_shape.fields + 1;
	assert_dies_saying(check_in, &s, "shape good, member kind: nobody described");
}

struct text { const char *t; };
struct number { int64_t n; };
struct number_id { int64_t card_id; };
struct items { struct list l; };
struct photo { struct bytes b; };
struct held { const void *o; };

static const struct format endless = { "endless", "^[a+]x\\+(?:b)+$", "", NULL };
static bool anything(const char *s) { return s != NULL; }
static const struct format counted = { "counted", "^[+*]x\\*y{1,3}$", "", anything };
static const struct format open_ended = { "open", "^y{1,}$", "", anything };

#define TEXT(...) { "text", "T", sizeof(struct text), (const struct field[]){	\
	FIELD(text, t, __VA_ARGS__), { 0 } } }
#define NUMBER(...) { "number", "N", sizeof(struct number), (const struct field[]){ \
	FIELD(number, n, __VA_ARGS__), { 0 } } }
#define ITEMS(...) { "items", "I", sizeof(struct items), (const struct field[]){	\
	FIELD(items, l, __VA_ARGS__), { 0 } } }

static void
a_missing_limit_is_found(void **state)
{
	const struct shape text = TEXT("T"), number = NUMBER("N"), low = NUMBER("N", .min = 1),
	    items = ITEMS("L"), kana = TEXT("T", .format = &format_kana),
	    open = TEXT("T", .format = &open_ended), bounded = TEXT("T", .format = &counted);
	const struct shape photo = { "photo", "P", sizeof(struct photo),
		(const struct field[]){ FIELD(photo, b, "B"), { 0 } } };

	(void)state;
	assert_dies_saying(check_in, &text, "member t: a text without .max");
	assert_dies_saying(check_in, &kana, "member t: a text without .max");
	assert_dies_saying(check_in, &open, "member t: a text without .max");
	assert_dies_saying(check_in, &number, "member n: an integer without .min and .max");
	assert_dies_saying(check_in, &low, "member n: an integer without .max");
	assert_dies_saying(check_in, &items, "member l: without .max");
	assert_dies_saying(check_in, &photo, "member b: without .max");
	shape_check(&bounded, true);
	shape_check(&text, false);
	shape_check(&number, false);
	shape_check(&items, false);
	shape_check(&photo, false);
}

static void
an_id_needs_an_owner(void **state)
{
	const struct shape s = { "number_id", "N", sizeof(struct number_id),
		(const struct field[]){ FIELD(number_id, card_id, "C", .min = 1, .max = 9),
		    { 0 } } };

	(void)state;
	assert_dies_saying(check_in, &s, "member card_id: an id without .within");
	shape_check(&s, false);
}

static void
an_output_has_no_optional_integer(void **state)
{
	const struct shape s = NUMBER("N", .max = 3, .optional = true);

	(void)state;
	assert_dies_saying(check_out, &s, "member n: an optional integer in an output");
	shape_check(&s, true);
}

static void
settings_that_make_no_sense_are_found(void **state)
{
	const struct shape choices = NUMBER("N", .max = 1, .choices = CHOICES("a")),
	    words = NUMBER("N", .max = 1, .words = "a"),
	    format = NUMBER("N", .max = 1, .format = &format_date), no_doc = TEXT("", .max = 1),
	    turned = TEXT("T", .min = 3, .max = 2), no_match = TEXT("T", .max = 2,
	    .format = &endless),
	    of = TEXT("T", .max = 2, .of = &good_shape);
	const struct shape held = { "held", "H", sizeof(struct held),
		(const struct field[]){ FIELD(held, o, "O"), { 0 } } };
	const struct shape twice = { "text", "T", sizeof(struct text),
		(const struct field[]){ FIELD(text, t, "T", .max = 1), FIELD(text, t, "T",
		    .max = 1), { 0 } } };

	(void)state;
	assert_dies_saying(check_in, &choices, "are for texts");
	assert_dies_saying(check_in, &words, "are for texts");
	assert_dies_saying(check_in, &format, "are for texts");
	assert_dies_saying(check_in, &no_doc, "without a description");
	assert_dies_saying(check_in, &turned, ".min is more than .max");
	assert_dies_saying(check_in, &no_match, "its format is not complete");
	assert_dies_saying(check_in, &of, ".of is for lists and objects");
	assert_dies_saying(check_in, &held, "an object without .of");
	assert_dies_saying(check_in, &twice, "described twice");
}

static void
held_shapes_are_walked(void **state)
{
	const struct shape inner = TEXT("T");
	const struct shape s = ITEMS("L", .max = 2, .of = &inner);
	static struct shape loop;
	static struct field fields[] = { FIELD(held, o, "O", .of = &loop), { 0 } };

	(void)state;
	assert_dies_saying(check_in, &s, "shape text, member t: a text without .max");
	loop = (struct shape){ "loop", "Loop", sizeof(struct held), fields };
	assert_dies_saying(check_in, &loop, "nested too deep");
}

static void
fields_are_found_by_name(void **state)
{
	(void)state;
	assert_ptr_equal(shape_field(&good_shape, "kind"), good_shape.fields + 1);
	assert_null(shape_field(&good_shape, "Kind"));
	assert_null(shape_field(&good_shape, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_tables_pass),
		cmocka_unit_test(order_of_fields_is_free),
		cmocka_unit_test(a_member_nobody_described_is_found),
		cmocka_unit_test(a_missing_limit_is_found),
		cmocka_unit_test(an_id_needs_an_owner),
		cmocka_unit_test(an_output_has_no_optional_integer),
		cmocka_unit_test(settings_that_make_no_sense_are_found),
		cmocka_unit_test(held_shapes_are_walked),
		cmocka_unit_test(fields_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
