/* Goal: what a bank tells of an account is read with the right dates, or refused with the
 * record and column of what is damaged, missing or does not add up. */
#include "settlement_help.h"

#include "settlement/bank_date.h"
#include "settlement/notice.h"

static struct arena arena;
static struct bank_findings findings;
static struct notice notice;

static int
clean(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static void
read_bytes(const char *data, size_t size)
{
	notice_read(&arena, (struct bytes){ data, size }, "2026-12-28", &notice, &findings);
}

/* A golden file with some bytes changed: record and column from 1. */
static char *changed;
static size_t changed_size, changed_step;

static void
take(const char *name, size_t step)
{
	struct bytes b = golden(&arena, name);

	changed = copy(&arena, b);
	changed_size = b.size;
	changed_step = step;
}

static void
put(size_t record, size_t column, const char *text)
{
	memcpy(changed + (record - 1) * changed_step + column - 1, text, strlen(text));
	read_bytes(changed, changed_size);
}

static void
statement_is_read(void **state)
{
	struct bytes b = golden(&arena, "statement.txt");
	const struct bank_account *a;
	const struct bank_line *line;

	(void)state;
	read_bytes(b.data, b.size);
	assert_int_equal(findings.count, 0);
	assert_string_equal(notice.kind, "03");
	assert_int_equal(notice.count, 1);
	a = &notice.accounts[0];
	assert_string_equal(a->made_on, "2026-12-28");
	assert_string_equal(a->from_on, "2026-12-25");
	assert_string_equal(a->bank, "0166");
	assert_string_equal(a->branch_name, one_byte(&arena, "ｸﾗﾖｼ"));
	assert_string_equal(a->account, "0007654321");
	assert_true(a->has_balances);
	assert_int_equal(a->before_yen, 5000000);
	assert_int_equal(a->after_yen, 3765533);
	assert_int_equal(a->count, 3);
	line = a->lines;
	assert_false(line[0].is_in);
	assert_int_equal(line[0].amount_yen, 1234568);
	assert_string_equal(line[0].summary, one_byte(&arena, "ｿｳｺﾞｳﾌﾘｺﾐ"));
	assert_string_equal(line[0].kind, "14");
	assert_true(line[1].is_in);
	assert_false(line[1].is_cancelled);
	assert_int_equal(line[1].record, 3);
	assert_string_equal(line[1].date, "2026-12-28");
	assert_string_equal(line[1].value_date, "2026-12-25");
	assert_string_equal(line[1].kind, "11");
	assert_string_equal(line[1].inquiry_no, "00000002");
	assert_string_equal(line[1].sender_code, "0000012345");
	assert_string_equal(line[1].sender_name, one_byte(&arena, "ｸﾐﾓﾄﾞｼ ﾔﾏﾀﾞ ﾀﾛｳ"));
	assert_string_equal(line[1].sender_bank, one_byte(&arena, "ｻﾝｲﾝｺﾞｳﾄﾞｳ"));
	assert_string_equal(line[1].edi, "PAYOUT 7");
}

static void
accounts_of_one_file(void **state)
{
	struct bytes b = golden(&arena, "statement_two.txt");

	(void)state;
	read_bytes(b.data, b.size);
	assert_int_equal(findings.count, 0);
	assert_int_equal(notice.count, 2);
	assert_int_equal(notice.accounts[0].count, 3);
	assert_int_equal(notice.accounts[1].count, 0);
	assert_int_equal(notice.accounts[1].before_yen, -300);
	assert_int_equal(notice.accounts[1].after_yen, -300);
}

static void
transfers_are_read(void **state)
{
	static const char *const names[] = { "notice.txt", "notice_ten.txt" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct bytes b = golden(&arena, names[i]);
		const struct bank_line *line;

		read_bytes(b.data, b.size);
		assert_int_equal(findings.count, 0);
		assert_string_equal(notice.kind, "01");
		assert_int_equal(notice.accounts[0].count, 2);
		assert_string_equal(notice.accounts[0].account, "7654321");
		assert_false(notice.accounts[0].has_balances);
		line = notice.accounts[0].lines;
		assert_true(line[0].is_in && !line[0].is_cancelled);
		assert_string_equal(line[0].date, "2026-12-28");
		assert_string_equal(line[0].value_date, "2026-12-25");
		assert_string_equal(line[0].inquiry_no, "000001");
		assert_string_equal(line[0].sender_name, one_byte(&arena, "ﾔﾏﾀﾞ ﾀﾛｳ"));
		assert_string_equal(line[0].edi, "PAYOUT 7");
		assert_true(line[1].is_cancelled);
		assert_int_equal(line[1].amount_yen, 700);
		assert_string_equal(line[1].kind, "");
	}
}

static void
damage_at_every_byte(void **state)
{
	static const struct { const char *name; size_t step; } files[] = { { "statement.txt", 202 },
		{ "notice.txt", 202 }, { "statement_two.txt", 200 }, { "notice_ten.txt", 200 } };

	(void)state;
	for (size_t n = 0; n < 4; n++) {
		struct bytes b = golden(&arena, files[n].name);

		for (size_t i = 0; i < b.size; i++) {
			struct mark mark = arena_mark(&arena);
			char *damaged = copy(&arena, b);
			int64_t record = (int64_t)(i / files[n].step) + 1;
			int column = (int)(i % files[n].step) + 1;

			damaged[i] = 0x07;
			read_bytes(damaged, b.size);
			if (column == 2 || column == 3)
				assert_true(found_at(&findings, record, 2, 3));
			else if (column <= 200)
				assert_true(found_at(&findings, record, column, column));
			else
				assert_true(found_at(&findings, record, 201, 201));
			arena_rewind(&arena, mark);
		}
	}
}

/* Any digit of a count, a sum or a balance changed. */
static void
trailers_must_add_up(void **state)
{
	static const struct { size_t column; const char *text, *code; int at; } cases[] = {
		{ 7, "3", "count", 2 }, { 20, "2", "sum", 8 }, { 26, "2", "count", 21 },
		{ 39, "9", "sum", 27 }, { 54, "4", "balance", 41 }, { 40, "2", "balance", 41 },
		{ 61, "4", "count", 55 } };
	const struct bank_finding *one;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		take("statement.txt", 202);
		put(5, cases[i].column, cases[i].text);
		assert_int_equal(findings.errors, 1);
		assert_non_null(one = found(&findings, 5, cases[i].code));
		assert_int_equal(one->column, cases[i].at);
	}
	take("statement.txt", 202);
	put(3, 36, "2");		/* an amount: sum and balance follow */
	assert_non_null(found(&findings, 5, "sum"));
	assert_non_null(found(&findings, 5, "balance"));
	take("statement.txt", 202);
	put(6, 11, "7");
	assert_int_equal(found(&findings, 6, "count")->column, 2);
	put(6, 11, "5");		/* without the end record itself */
	assert_int_equal(findings.errors, 0);
	put(6, 16, "2");
	assert_int_equal(found(&findings, 6, "count")->column, 12);
}

static void
cancelled_inside_or_outside_of_the_sum(void **state)
{
	(void)state;
	take("notice.txt", 202);	/* two lines, one of them cancelled */
	put(4, 2, "000001000000000001");
	assert_int_equal(findings.errors, 0);
	put(4, 2, "000002000000000001");
	assert_non_null(found(&findings, 4, "sum"));
	take("notice.txt", 202);
	put(4, 25, "0");
	assert_int_equal(found(&findings, 4, "count")->column, 20);
	put(4, 20, "                  ");
	assert_int_equal(findings.errors, 0);
	take("notice_ten.txt", 200);
	put(4, 35, "1");
	assert_int_equal(found(&findings, 4, "sum")->column, 26);
}

static void
balances_a_bank_does_not_fill(void **state)
{
	(void)state;
	take("statement.txt", 202);
	put(5, 40, "               ");
	assert_int_equal(findings.errors, 0);
	assert_true(found(&findings, 5, "no_balance")->is_warning);
	assert_false(notice.accounts[0].has_balances);
	take("statement.txt", 202);
	put(1, 114, "0");
	assert_false(notice.accounts[0].has_balances);
	assert_int_equal(findings.errors, 0);
}

/* The file without one of its records. */
static void
drop(const char *name, size_t record, size_t step)
{
	struct bytes b = golden(&arena, name);
	char *rest = copy(&arena, b);

	memmove(rest + (record - 1) * step, rest + record * step, b.size - record * step);
	read_bytes(rest, b.size - step);
}

static void
records_that_are_missing(void **state)
{
	(void)state;
	drop("statement.txt", 1, 202);
	assert_true(findings.errors > 0);
	drop("statement.txt", 3, 202);
	assert_non_null(found(&findings, 4, "balance"));
	drop("statement.txt", 5, 202);
	assert_non_null(found(&findings, 5, "order"));	/* no trailer before the end */
	drop("statement.txt", 6, 202);
	assert_non_null(found(&findings, 6, "end_missing"));
	drop("notice.txt", 2, 202);
	assert_non_null(found(&findings, 3, "sum"));
	drop("notice.txt", 4, 202);
	assert_non_null(found(&findings, 4, "order"));
	drop("statement_two.txt", 6, 200);
	assert_non_null(found(&findings, 6, "order"));
}

static void
what_is_odd_but_not_wrong(void **state)
{
	(void)state;
	take("statement.txt", 202);
	put(3, 10, "081229");
	assert_true(found(&findings, 3, "outside_period")->is_warning);
	assert_int_equal(findings.errors, 0);
	take("statement.txt", 202);
	put(3, 200, "X");
	assert_true(found(&findings, 3, "filler")->is_warning);
	assert_int_equal(findings.errors, 0);
	take("statement.txt", 202);
	put(3, 16, "000000");		/* year 0 of an era */
	assert_int_equal(found(&findings, 3, "date")->column, 16);
	put(3, 16, "      ");
	assert_int_equal(findings.errors, 0);
	assert_string_equal(notice.accounts[0].lines[1].value_date, "2026-12-28");
	/* a year of our era, 26, would be 2014 or 2044: it is not passed over */
	put(3, 16, "261228");
	assert_true(found(&findings, 3, "date_far")->is_warning);
}

static void
other_files_are_refused(void **state)
{
	struct bytes b = golden(&arena, "crlf.txt");

	(void)state;
	read_bytes(b.data, b.size);
	assert_int_equal(found(&findings, 1, "kind")->column, 2);
	read_bytes("", 0);
	assert_non_null(found(&findings, 1, "empty_file"));
	take("statement.txt", 202);
	put(1, 4, "1");
	assert_non_null(found(&findings, 1, "ebcdic"));
}

static void
assert_day(const char *digits, const char *near, const char *day)
{
	char out[BANK_DATE_SIZE];

	assert_true(wareki_read(digits, near, out));
	assert_string_equal(out, day);
}

static void
days_of_an_era(void **state)
{
	char out[BANK_DATE_SIZE];

	(void)state;
	assert_day("081120", "2026-11-20", "2026-11-20");
	assert_day("310430", "2019-05-07", "2019-04-30");
	assert_day("010501", "2019-05-07", "2019-05-01");
	/* a bank that went on counting, and one that was early */
	assert_day("310507", "2019-05-07", "2019-05-07");
	assert_day("010401", "2019-05-07", "2019-04-01");
	assert_day("640107", "1989-01-20", "1989-01-07");
	assert_day("010108", "1989-01-20", "1989-01-08");
	assert_day("280503", "2016-05-10", "2016-05-03");
	assert_day("100229", "2028-03-01", "2028-02-29");
	/* 2026 has no leap day, and 1996 is not meant */
	assert_false(wareki_read("080229", "2026-03-01", out));
	assert_false(wareki_read("081301", "2026-03-01", out));
	assert_false(wareki_read("080100", "2026-03-01", out));
	assert_false(wareki_read("000101", "2026-03-01", out));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(statement_is_read, clean),
		cmocka_unit_test_teardown(accounts_of_one_file, clean),
		cmocka_unit_test_teardown(transfers_are_read, clean),
		cmocka_unit_test_teardown(damage_at_every_byte, clean),
		cmocka_unit_test_teardown(trailers_must_add_up, clean),
		cmocka_unit_test_teardown(cancelled_inside_or_outside_of_the_sum, clean),
		cmocka_unit_test_teardown(balances_a_bank_does_not_fill, clean),
		cmocka_unit_test_teardown(records_that_are_missing, clean),
		cmocka_unit_test_teardown(what_is_odd_but_not_wrong, clean),
		cmocka_unit_test_teardown(other_files_are_refused, clean),
		cmocka_unit_test_teardown(days_of_an_era, clean),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_rewind(&arena, (struct mark){ 0 });
	return failed;
}
