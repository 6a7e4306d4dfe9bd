#include "shape_help.h"

#include "shape/print.h"

/* Shapes as JSON Schema and TypeScript, compared with the whole text. */

struct item { int64_t price_yen; };
SHAPE(item, "One \"item\"", FIELD(item, price_yen, "Price", .min = 1, .max = 500));

struct sale {
	const char *name, *mail, *size;
	int64_t sets, total_yen, shift;
	bool gift;
	struct instant sold_at;
	struct bytes photo;
	struct maybe_text colour;
	struct maybe_int cap;
	struct list items, words, sizes;
	const void *first;
};
SHAPE(sale, "A sale, ended by */ here",
    FIELD(sale, name, "Name", .min = 1, .max = 80),
    FIELD(sale, mail, "Mail", .format = &format_date, .optional = true),
    FIELD(sale, size, "Size", .choices = CHOICES("s", "l"), .words = "size"),
    FIELD(sale, sets, "Sets", .min = 1, .max = 10, .optional = true, .otherwise = 2),
    FIELD(sale, total_yen, "Total"),
    FIELD(sale, shift, "Shift", .min = -5),
    FIELD(sale, gift, "Gift", .optional = true, .otherwise = true),
    FIELD(sale, sold_at, "When"),
    FIELD(sale, photo, "Photo", .min = 1, .max = 4),
    FIELD(sale, colour, "Colour", .choices = CHOICES("red"), .optional = true),
    FIELD(sale, cap, "Cap", .min = 1, .max = 9),
    FIELD(sale, items, "Items", .of = &item_shape, .min = 1, .max = 3),
    FIELD(sale, words, "Words", .max = 3),
    FIELD(sale, sizes, "Sizes", .max = 3, .choices = CHOICES("s", "l")),
    FIELD(sale, first, "First", .of = &item_shape, .optional = true));

static const char schema[] =
    "  \"sale\": {\n"
    "    \"type\": \"object\",\n"
    "    \"description\": \"A sale, ended by */ here\",\n"
    "    \"additionalProperties\": false,\n"
    "    \"properties\": {\n"
    "      \"name\": { \"type\": \"string\", \"minLength\": 1, \"maxLength\": 80, "
    "\"description\": \"Name\" },\n"
    "      \"mail\": { \"type\": \"string\", \"format\": \"date\", \"pattern\": "
    "\"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$\", \"description\": \"Mail\" },\n"
    "      \"size\": { \"type\": \"string\", \"enum\": [\"s\", \"l\"], \"x-words\": \"size\", "
    "\"description\": \"Size\" },\n"
    "      \"sets\": { \"type\": \"integer\", \"minimum\": 1, \"maximum\": 10, \"default\": 2, "
    "\"description\": \"Sets\" },\n"
    "      \"total_yen\": { \"type\": \"integer\", \"minimum\": -9007199254740991, "
    "\"maximum\": 9007199254740991, \"description\": \"Total\" },\n"
    "      \"shift\": { \"type\": \"integer\", \"minimum\": -5, \"maximum\": 0, "
    "\"description\": \"Shift\" },\n"
    "      \"gift\": { \"type\": \"boolean\", \"default\": true, \"description\": \"Gift\" },\n"
    "      \"sold_at\": { \"type\": \"string\", \"format\": \"date-time\", \"description\": "
    "\"When\" },\n"
    "      \"photo\": { \"type\": \"string\", \"contentEncoding\": \"base64\", \"minLength\": 4, "
    "\"maxLength\": 8, \"description\": \"Photo\" },\n"
    "      \"colour\": { \"type\": [\"string\", \"null\"], \"enum\": [\"red\", null], "
    "\"description\": \"Colour\" },\n"
    "      \"cap\": { \"type\": [\"integer\", \"null\"], \"minimum\": 1, \"maximum\": 9, "
    "\"description\": \"Cap\" },\n"
    "      \"items\": { \"type\": \"array\", \"minItems\": 1, \"maxItems\": 3, \"items\": "
    "{ \"$ref\": \"#/components/schemas/item\" }, \"description\": \"Items\" },\n"
    "      \"words\": { \"type\": \"array\", \"maxItems\": 3, \"items\": { \"type\": \"string\", "
    "\"maxLength\": 255 }, \"description\": \"Words\" },\n"
    "      \"sizes\": { \"type\": \"array\", \"maxItems\": 3, \"items\": { \"type\": \"string\", "
    "\"maxLength\": 255, \"enum\": [\"s\", \"l\"] }, \"description\": \"Sizes\" },\n"
    "      \"first\": { \"$ref\": \"#/components/schemas/item\", \"description\": \"First\" }\n"
    "    },\n"
    "    \"required\": [\"name\", \"size\", \"total_yen\", \"shift\", \"sold_at\", \"photo\", "
    "\"cap\", "
    "\"items\", \"words\", \"sizes\"]\n"
    "  }";

static const char types[] =
    "/** A sale, ended by * / here */\n"
    "export interface sale {\n"
    "  /** Name */\n  name: string;\n"
    "  /** Mail */\n  mail?: string;\n"
    "  /** Size */\n  size: \"s\" | \"l\";\n"
    "  /** Sets */\n  sets?: number;\n"
    "  /** Total */\n  total_yen: number;\n"
    "  /** Shift */\n  shift: number;\n"
    "  /** Gift */\n  gift?: boolean;\n"
    "  /** When */\n  sold_at: string;\n"
    "  /** Photo */\n  photo: string;\n"
    "  /** Colour */\n  colour?: \"red\" | null;\n"
    "  /** Cap */\n  cap: number | null;\n"
    "  /** Items */\n  items: item[];\n"
    "  /** Words */\n  words: string[];\n"
    "  /** Sizes */\n  sizes: (\"s\" | \"l\")[];\n"
    "  /** First */\n  first?: item;\n"
    "}\n";

static char *printed;
static size_t printed_size;

static FILE *
printing(void)
{
	free(printed);
	printed = NULL;
	return open_memstream(&printed, &printed_size);
}

static void
a_shape_is_printed_as_schema(void **state)
{
	FILE *out = printing();

	(void)state;
	shape_print_schema(out, &sale_shape, "  ");
	fclose(out);
	assert_string_equal(printed, schema);
}

static void
a_shape_without_required_members_says_none(void **state)
{
	const struct shape s = { "item", "One \"item\"", sizeof(struct item),
		(const struct field[]){ FIELD(item, price_yen, "Price", .max = 1,
		    .optional = true), { 0 } } };
	FILE *out = printing();

	(void)state;
	shape_print_schema(out, &s, "");
	fclose(out);
	assert_string_equal(printed, "\"item\": {\n  \"type\": \"object\",\n"
	    "  \"description\": \"One \\\"item\\\"\",\n  \"additionalProperties\": false,\n"
	    "  \"properties\": {\n    \"price_yen\": { \"type\": \"integer\", \"minimum\": 0, "
	    "\"maximum\": 1, \"default\": 0, \"description\": \"Price\" }\n  }\n}");
}

static void
a_shape_is_printed_as_type(void **state)
{
	FILE *out = printing();

	(void)state;
	shape_print_type(out, &sale_shape);
	fclose(out);
	assert_string_equal(printed, types);
}

static void
strings_are_escaped(void **state)
{
	FILE *out = printing();

	(void)state;
	print_json_string(out, "a\"\\\n\x01花");
	fclose(out);
	assert_string_equal(printed, "\"a\\\"\\\\\\n\\u0001花\"");
}

static void
a_set_gathers_each_shape_once(void **state)
{
	const struct shape same = { "item", "One \"item\"", sizeof(struct item),
		(const struct field[]){ FIELD(item, price_yen, "Price", .min = 1, .max = 500),
		    { 0 } } };
	struct shape_set set = { 0 };

	(void)state;
	shape_set_add(&set, &sale_shape);
	shape_set_add(&set, &item_shape);
	shape_set_add(&set, &sale_shape);
	shape_set_add(&set, &same);
	assert_int_equal(set.count, 2);
	assert_ptr_equal(set.shapes[0], &sale_shape);
	assert_ptr_equal(set.shapes[1], &item_shape);
	arena_rewind(&set.arena, (struct mark){ 0 });
}

static void
a_set_grows(void **state)
{
	static struct shape many[200];
	static char names[200][16];
	struct shape_set set = { 0 };

	(void)state;
	for (int i = 0; i < 200; i++) {
		snprintf(names[i], sizeof names[i], "s%d", i);
		many[i] = (struct shape){ names[i], "S", item_shape.size, item_shape.fields };
		shape_set_add(&set, &many[i]);
	}
	assert_int_equal(set.count, 200);
	assert_ptr_equal(set.shapes[0], &many[0]);
	assert_ptr_equal(set.shapes[199], &many[199]);
	arena_rewind(&set.arena, (struct mark){ 0 });
}

static void
add_beside_item(const void *shape)
{
	struct shape_set set = { 0 };

	shape_set_add(&set, &item_shape);
	shape_set_add(&set, shape);
}

static void
two_tables_of_one_name_end_the_program(void **state)
{
	const struct shape other = { "item", "One \"item\"", sizeof(struct item),
		(const struct field[]){ FIELD(item, price_yen, "Price", .min = 1, .max = 501),
		    { 0 } } };
	const struct shape fewer = { "item", "One \"item\"", sizeof(struct item),
		(const struct field[]){ { 0 } } };

	(void)state;
	assert_dies_saying(add_beside_item, &other, "shape item: two different tables");
	assert_dies_saying(add_beside_item, &fewer, "shape item: two different tables");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shape_is_printed_as_schema),
		cmocka_unit_test(a_shape_without_required_members_says_none),
		cmocka_unit_test(a_shape_is_printed_as_type),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(a_set_gathers_each_shape_once),
		cmocka_unit_test(a_set_grows),
		cmocka_unit_test(two_tables_of_one_name_end_the_program),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free(printed);
	return failed;
}
