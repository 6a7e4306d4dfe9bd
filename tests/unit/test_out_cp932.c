/*
 * CP932 against bytes that another converter made (Python's cp932, but IBM's numbers for
 * IBM's signs, as Windows writes them): what Windows
 * has comes over, the same signs under other numbers too, and what it has not is a visible 〓
 * that is counted.
 */
#include "shape_help.h"
#include "out/cp932.h"

struct golden { const char *text, *hex; int64_t replaced; };
static const struct golden goldens[] = {
	{ "倉吉市 ｶﾅ ABC", "91718b678e7320b6c520414243", 0 },
	{ "①Ⅲ㈱髙﨑纊", "87408756878afbfcfab1fa5c", 0 },
	{ "〜−—‖", "8160817c815c8161", 0 },
	{ "葛󠄀城市", "8a8b81ac8fe98e73", 1 },
	{ "𠮷野家", "81ac96ec89c6", 1 },
	{ "🙂", "81ac", 1 },
	{ "¥100", "818f313030", 0 },
	{ "é", "81ac", 1 },
	{ "한국", "81ac81ac", 2 },
	{ "ｦﾞ。～－", "a6de81428160817c", 0 },
};

static const char *
hex_of(struct arena *arena, struct bytes b)
{
	struct text_buffer text = { .arena = arena };

	for (size_t i = 0; i < b.size; i++)
		buffer_format(&text, "%02x", ((const unsigned char *)b.data)[i]);
	buffer_add(&text, "", 1);
	return text.data;
}

static void
bytes_are_those_of_windows(void **state)
{
	struct ctx *c = fresh();

	(void)state;
	for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
		struct bytes out;
		int64_t replaced;

		assert_int_equal(cp932_from_utf8(c, goldens[i].text, &out, &replaced), 0);
		assert_string_equal(hex_of(c->arena, out), goldens[i].hex);
		assert_int_equal(replaced, goldens[i].replaced);
	}
}

struct named { const char *name; int64_t yen; };
SHAPE(named, "A row", FIELD(named, name, "Name"), FIELD(named, yen, "Yen"));
static const struct listing list = { .row = &named_shape, .export_name = "named" };

static char folder[] = "/tmp/madoguchi-test-XXXXXX";

static int
make_catalogue(void **state)
{
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	file = fopen(arena_text(&test_arena, "%s/ja.json", folder), "we");
	assert_non_null(file);
	fputs("{\"column.name\":\"名前\",\"column.yen\":\"金額\"}", file);
	fclose(file);
	test_config.text_folder = folder;
	return 0;
}

static int
remove_catalogue(void **state)
{
	(void)state;
	unlink(arena_text(&test_arena, "%s/ja.json", folder));
	return rmdir(folder);
}

static void
a_file_counts_what_it_replaced(void **state)
{
	struct ctx *c = fresh();
	void *file = file_csv_cp932.begin(c, &list);
	struct bytes out;

	(void)state;
	assert_int_equal(file_csv_cp932.row(c, file, &(struct named){ "𠮷田", 5 }), 0);
	assert_int_equal(file_csv_cp932.row(c, file, &(struct named){ "=1+1,\"髙\"", -5 }), 0);
	assert_int_equal(file_csv_cp932.end(c, file, &out), 0);
	assert_int_equal(file_csv_cp932.replaced(file), 1);
	assert_string_equal(hex_of(c->arena, out),
	    "96bc914f2c8be08a7a0d0a81ac93632c350d0a22273d312b312c2222fbfc2222222c2d"
	    "350d0a");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(bytes_are_those_of_windows),
		cmocka_unit_test(a_file_counts_what_it_replaced) };

	return cmocka_run_group_tests(tests, make_catalogue, remove_catalogue);
}
