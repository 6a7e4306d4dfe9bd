/*
 * Sheets for Excel: what Excel cannot hold exactly stays a text, a long list costs no
 * memory but its packed file, and one that breaks off leaves nothing open.  That a
 * sheet holds what the CSV holds is tested on every list (tests/api/lists.test.ts).
 */
#include <dirent.h>

#include "shape_help.h"
#include "out/xlsx.h"

struct tall {
	int64_t number;
	const char *name, *born_on;
	struct instant seen_at;
	bool is_it;
	const char *state;
	struct maybe_text before;
};
SHAPE(tall, "A row",
    FIELD(tall, number, "Number"),
    FIELD(tall, name, "Name"),
    FIELD(tall, born_on, "Day", .optional = true),
    FIELD(tall, seen_at, "Moment", .optional = true),
    FIELD(tall, is_it, "Whether"),
    FIELD(tall, state, "State", .words = "door", .optional = true),
    FIELD(tall, before, "State before", .words = "door", .optional = true));
static const struct listing list = { .row = &tall_shape, .export_name = "tall" };

static char folder[] = "/tmp/madoguchi-test-XXXXXX";

static int
make_catalogue(void **state)
{
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	file = fopen(arena_text(&test_arena, "%s/ja.json", folder), "we");
	assert_non_null(file);
	fputs("{\"column.number\":\"番号\",\"column.name\":\"名前\",\"column.born_on\":\"生年月日\","
	    "\"column.seen_at\":\"日時\",\"column.is_it\":\"可否\","
	    "\"column.state\":\"状態\",\"column.before\":\"前の状態\",\"door.open\":\"開\","
	    "\"door.shut\":\"閉\",\"bool.true\":\"はい\",\"bool.false\":\"いいえ\"}", file);
	fclose(file);
	test_config.text_folder = folder;
	test_config.municipality = "見本市";
	return 0;
}

static int
remove_catalogue(void **state)
{
	(void)state;
	unlink(arena_text(&test_arena, "%s/ja.json", folder));
	return rmdir(folder);
}

/* The words of the sheet, as they stand in the file. */
static const char *
sheet_of(struct ctx *c, struct bytes xlsx)
{
	char *path = arena_text(c->arena, "%s/x.xlsx", folder), line[4096];
	struct text_buffer b = { .arena = c->arena };
	FILE *file = fopen(path, "we");
	size_t got;

	assert_non_null(file);
	assert_int_equal(fwrite(xlsx.data, 1, xlsx.size, file), xlsx.size);
	fclose(file);
	file = popen(arena_text(c->arena, "unzip -p %s xl/worksheets/sheet1.xml", path), "re");
	assert_non_null(file);
	while ((got = fread(line, 1, sizeof line, file)) > 0)
		buffer_add(&b, line, got);
	assert_int_equal(pclose(file), 0);
	unlink(path);
	buffer_add(&b, "", 1);
	return b.data;
}

static void
holds(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		print_error("no %s in %s\n", part, text);
	assert_non_null(strstr(text, part));
}

static void
what_excel_cannot_hold_is_text(void **state)
{
	struct ctx *c = fresh();
	const struct tall rows[] = {
		{ INT64_C(9007199254740993), "=1+1", "1868-02-03", { 0 }, true,
		    "open", { IS_PRESENT, "shut" } },
		{ 42, "<&>\"\x01", "1900-03-01", { INT64_C(1763701385678) }, false,
		    "ajar", { IS_ABSENT, NULL } } };
	struct bytes out;
	void *file;
	const char *text;

	(void)state;
	file = file_xlsx.begin(c, &list);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(file_xlsx.row(c, file, &rows[i]), 0);
	assert_int_equal(file_xlsx.end(c, file, &out), 0);
	text = sheet_of(c, out);
	holds(text, "生年月日");
	holds(text, ">9007199254740993</t>");
	holds(text, ">=1+1</t>");
	holds(text, ">1868-02-03</t>");
	holds(text, "<v>61</v>");
	holds(text, "<v>45982.58547453");	/* 2025-11-21 14:03:05 in Tokyo */
	holds(text, "&lt;&amp;&gt;\"_x0001_</t>");
	holds(text, "<v>42</v>");
	holds(text, ">開</t>");
	holds(text, ">閉</t>");
	holds(text, ">ajar</t>");
	holds(text, ">はい</t>");
	holds(text, ">いいえ</t>");
	assert_null(strstr(text, ">open<"));
	assert_null(strstr(text, "<f>"));
}

static int
open_files(void)
{
	DIR *all = opendir("/proc/self/fd");
	int count = 0;

	assert_non_null(all);
	while (readdir(all) != NULL)
		count++;
	closedir(all);
	return count;
}

static void
list_that_breaks_off_leaves_nothing_open(void **state)
{
	const struct tall row = { .number = 1, .name = "x" };
	int before;

	(void)state;
	fresh();
	before = open_files();
	for (int i = 0; i < 20; i++) {
		struct ctx *c = fresh();
		void *file = file_xlsx.begin(c, &list);

		assert_int_equal(file_xlsx.row(c, file, &row), 0);
	}
	fresh();
	assert_int_equal(open_files(), before);
}

/* What is given back must count as given back, under the sanitizer too. */
const char *__asan_default_options(void);
__attribute__((visibility("default"))) const char *
__asan_default_options(void)
{
	return "quarantine_size_mb=1";
}

static int64_t
resident_kib(void)
{
	char line[256] = "";
	long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_int_equal(sscanf(line, "%*s %ld", &pages), 1);
	fclose(file);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void
long_list_is_never_held_as_a_whole(void **state)
{
	struct ctx *c = fresh();
	struct tall row = { .name = "みどり食堂　本町一丁目店", .born_on = "2025-11-21",
		.seen_at = { 1763701385000 }, .is_it = true };
	void *file = file_xlsx.begin(c, &list);
	struct bytes out;
	int64_t kib;

	(void)state;
	for (; row.number < 1000; row.number++)
		assert_int_equal(file_xlsx.row(c, file, &row), 0);
	kib = resident_kib();
	for (; row.number < EXPORT_ROWS_MAX; row.number++)
		assert_int_equal(file_xlsx.row(c, file, &row), 0);
	/* A million cells; held as a whole they would be some 130 MiB. */
	assert_true(resident_kib() - kib < 16 << 10);
	assert_int_equal(file_xlsx.end(c, file, &out), 0);
	assert_memory_equal(out.data, "PK", 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_excel_cannot_hold_is_text),
		cmocka_unit_test(list_that_breaks_off_leaves_nothing_open),
		cmocka_unit_test(long_list_is_never_held_as_a_whole),
	};

	return cmocka_run_group_tests(tests, make_catalogue, remove_catalogue);
}
