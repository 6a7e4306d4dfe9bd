/* Goal: 総合振込 is written as the bankers' table says and read back byte for byte; what has
 * no place in it is refused. */
#include "settlement_help.h"

#include "settlement/kana.h"
#include "settlement/notice.h"
#include "settlement/zengin.h"

static struct arena arena;
static struct bank_findings findings;
static struct zengin_file file;
static const struct zengin_reading how = { .year = 2026 };

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
	zengin_read(&arena, (struct bytes){ data, size }, &how, &file, &findings);
}

static struct bytes
write_back(void)
{
	struct ctx c = { .arena = &arena };
	struct bytes out;

	assert_int_equal(zengin_write(&c, &file, &how, "file", &out), 0);
	return out;
}

static void
fill(char *to, size_t size, const char *text)
{
	snprintf(to, size, "%s", one_byte(&arena, text));
}
#define FILL(member, text) fill(member, sizeof(member), text)

static struct zengin_header
header(void)
{
	struct zengin_header h = { .client_code = "0000012345", .bank = "0166", .branch = "150",
		.account_kind = "1", .account = "7654321" };

	FILL(h.client_name, "ｸﾗﾖｼｼ ﾌﾟﾚﾐｱﾑｼﾖｳﾋﾝｹﾝ");
	FILL(h.bank_name, "ﾄﾂﾄﾘ");
	FILL(h.branch_name, "ｸﾗﾖｼ");
	assert_true(zengin_set_day(&h, "2026-12-25"));
	return h;
}

static struct zengin_payment
payment(const char *bank, const char *branch, const char *account, const char *holder,
    int64_t amount_yen)
{
	struct zengin_payment p = zengin_payment_plain;

	FILL(p.bank, bank);
	FILL(p.branch, branch);
	FILL(p.account, account);
	FILL(p.holder, holder);
	FILL(p.account_kind, "1");
	p.amount_yen = amount_yen;
	return p;
}

/* The structs of plain.txt, filled by hand. */
static struct zengin_group
group(void)
{
	struct zengin_payment *p = arena_alloc(&arena, 3 * sizeof *p);

	p[0] = payment("0166", "150", "0012345", "ｶ)ｸﾗﾖｼｼﾖｳﾃﾝ", 1234567);
	FILL(p[0].bank_name, "ﾄﾂﾄﾘ");
	FILL(p[0].branch_name, "ｸﾗﾖｼ");
	FILL(p[0].new_code, "1");
	p[1] = payment("0167", "051", "0000001", "ﾔﾏﾀﾞ ﾀﾛｳ", 1);
	FILL(p[1].bank_name, "ｻﾝｲﾝｺﾞｳﾄﾞｳ");
	FILL(p[1].branch_name, "ｸﾗﾖｼ");
	FILL(p[1].account_kind, "2");
	p[2] = payment("9900", "058", "1234567", "ﾊﾟﾝﾔ ﾋﾟﾖﾋﾟﾖ(ﾄﾞ ABC-1.2", 9999999999);
	FILL(p[2].bank_name, "ﾕｳﾁﾖ");
	FILL(p[2].branch_name, "ｾﾞﾛｺﾞﾊﾁ");
	FILL(p[2].new_code, "2");
	FILL(p[2].transfer, "7");
	return (struct zengin_group){ header(), p, 3, 0 };
}

static void
tables_have_no_gap(void **state)
{
	(void)state;
	assert_tiles(&zengin_format);
	assert_tiles(&transfer_notice_format);
	assert_tiles(&statement_format);
}

/* docs/bank.md shows the tables the program reads. */
static void
tables_are_those_of_the_document(void **state)
{
	struct text_buffer b = { .arena = &arena };
	char *text = arena_alloc(&arena, 1 << 18);
	FILE *document = fopen("docs/bank.md", "r");

	(void)state;
	assert_non_null(document);
	assert_true(fread(text, 1, (1 << 18) - 1, document) > 0);
	fclose(document);
	fixed_print(&b, &zengin_format);
	fixed_print(&b, &transfer_notice_format);
	fixed_print(&b, &statement_format);
	assert_non_null(strstr(text, b.data));
}

static void
written_as_the_golden_files(void **state)
{
	static const struct { const char *name; struct fixed_form form; } forms[] = {
		{ "plain.txt", { LINES_NONE, false, false } },
		{ "cr.txt", { LINES_CR, false, false } },
		{ "lf.txt", { LINES_LF, false, false } },
		{ "crlf.txt", { LINES_CRLF, false, false } },
		{ "crlf_open.txt", { LINES_CRLF, true, false } },
		{ "eof.txt", { LINES_CRLF, false, true } },
		{ "plain_eof.txt", { LINES_NONE, false, true } } };
	struct zengin_group one = group();

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		struct bytes want = golden(&arena, forms[i].name), got;

		file = (struct zengin_file){ forms[i].form, &one, 1 };
		got = write_back();
		assert_int_equal(got.size, want.size);
		assert_memory_equal(got.data, want.data, want.size);
		assert_int_equal(one.payments[2].record, 4);
		assert_int_equal(one.total_yen, 10001234567);
	}
}

static void
read_and_written_byte_for_byte(void **state)
{
	static const char *const names[] = { "plain.txt", "cr.txt", "lf.txt", "crlf.txt",
		"crlf_open.txt", "eof.txt", "plain_eof.txt", "multi.txt", "edi.txt" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct bytes want = golden(&arena, names[i]), got;

		read_bytes(want.data, want.size);
		assert_int_equal(findings.count, 0);
		got = write_back();
		assert_int_equal(got.size, want.size);
		assert_memory_equal(got.data, want.data, want.size);
	}
}

static void
several_headers_before_one_end(void **state)
{
	struct bytes b = golden(&arena, "multi.txt");

	(void)state;
	read_bytes(b.data, b.size);
	assert_int_equal(file.count, 3);
	assert_int_equal(file.groups[0].count, 1);
	assert_int_equal(file.groups[1].count, 2);
	assert_int_equal(file.groups[1].total_yen, 85);
	assert_int_equal(file.groups[1].payments[1].record, 6);
	assert_string_equal(file.groups[1].payments[1].transfer, "0");
	assert_string_equal(file.groups[1].payments[1].customer_1, "");
	assert_string_equal(file.groups[2].header.day, "1231");
	assert_string_equal(file.groups[2].header.client_name, one_byte(&arena, "ABC(DEF)-.0189"));
	assert_string_equal(file.groups[2].payments[0].holder, one_byte(&arena, "ﾔﾏﾀﾞ ﾀﾛｳ"));
}

static void
edi_instead_of_customer_codes(void **state)
{
	struct bytes b = golden(&arena, "edi.txt");

	(void)state;
	read_bytes(b.data, b.size);
	assert_true(file.groups[0].payments[0].has_edi);
	assert_string_equal(file.groups[0].payments[0].edi,
	    one_byte(&arena, "PAYOUT 12/ｦ\\｢A｣(1)-."));
	assert_string_equal(file.groups[0].payments[0].holder,
	    one_byte(&arena, "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾎﾞ"));
	assert_true(file.groups[0].payments[1].has_edi);
	assert_string_equal(file.groups[0].payments[1].edi, "");
}

static void
read_day(const char *day, int year)
{
	struct bytes b = golden(&arena, "plain.txt");
	char *changed = copy(&arena, b);
	struct zengin_reading of_year = { .year = year };

	memcpy(changed + 54, day, 4);
	zengin_read(&arena, (struct bytes){ changed, b.size }, &of_year, &file, &findings);
}

static void
days_that_do_not_exist(void **state)
{
	static const char *const never[] = { "0000", "0100", "0132", "0230", "0431", "1301",
		"1232" };
	struct zengin_header h;

	(void)state;
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
		read_day(never[i], 0);
		assert_int_equal(found(&findings, 1, "date")->column, 55);
	}
	read_day("0229", 2028);
	assert_int_equal(findings.count, 0);
	read_day("0229", 2027);
	assert_false(found(&findings, 1, "leap_day")->is_warning);
	read_day("0229", 0);
	assert_true(found(&findings, 1, "leap_day")->is_warning);
	assert_int_equal(findings.errors, 0);
	assert_false(zengin_set_day(&h, "2027-02-29"));
	assert_true(zengin_set_day(&h, "2028-02-29"));
	assert_string_equal(h.day, "0229");
}

static void
wo_where_a_bank_takes_it(void **state)
{
	struct bytes b = golden(&arena, "plain.txt");
	char *changed = copy(&arena, b);
	struct zengin_reading wo = { .wo_in_names = true };

	(void)state;
	changed[120 + 51] = (char)0xa6;
	read_bytes(changed, b.size);
	assert_int_equal(found(&findings, 2, "character")->column, 52);
	zengin_read(&arena, (struct bytes){ changed, b.size }, &wo, &file, &findings);
	assert_int_equal(findings.count, 0);
}

/* --- what the writer refuses ------------------------------------------------------- */

static struct ctx refusal;

static bool
is_refused(struct zengin_group *groups, size_t count, const char *code, int64_t record)
{
	struct zengin_file f = { .groups = groups, .count = count };
	struct bytes out;

	refusal = (struct ctx){ .arena = &arena };
	if (zengin_write(&refusal, &f, &how, "file", &out) == 0)
		return false;
	assert_ptr_equal(refusal.reason, &bank_file_wrong);
	assert_string_equal(refusal.problems->pointer, "/file");
	for (const struct problem *p = refusal.problems; p != NULL; p = p->next)
		if (strcmp(p->params[3].text, code) == 0 && p->params[0].number == record)
			return true;
	return false;
}

static void
what_has_no_place_is_refused(void **state)
{
	struct zengin_group g = group();

	(void)state;
	assert_false(is_refused(&g, 1, "", 0));
	g.payments[2].amount_yen = 10000000000;
	assert_true(is_refused(&g, 1, "too_large", 4));
	assert_string_equal(refusal.problems->params[2].text, "振込金額");
	g.payments[2].amount_yen = INT64_MAX;
	assert_true(is_refused(&g, 1, "too_large", 4));
	g.payments[2].amount_yen = -1;
	assert_true(is_refused(&g, 1, "too_large", 4));
	g.payments[2].amount_yen = 0;
	assert_true(is_refused(&g, 1, "zero_amount", 4));
	g = group();
	g.count = 0;
	assert_true(is_refused(&g, 1, "no_payments", 2));
	assert_true(is_refused(&g, 0, "no_payments", 1));
	g = group();
	memset(g.payments[0].holder, 'A', sizeof g.payments[0].holder);
	assert_true(is_refused(&g, 1, "too_long", 2));
	FILL(g.payments[0].holder, "");
	assert_true(is_refused(&g, 1, "empty", 2));
	FILL(g.payments[0].holder, "a");
	assert_true(is_refused(&g, 1, "character", 2));
	FILL(g.payments[0].holder, "ﾞ");
	assert_true(is_refused(&g, 1, "voicing", 2));
	g = group();
	FILL(g.payments[1].account, "12345");
	assert_true(is_refused(&g, 1, "not_digits", 3));
	g = group();
	FILL(g.header.day, "0230");
	assert_true(is_refused(&g, 1, "date", 1));
	FILL(g.header.day, "");
	assert_true(is_refused(&g, 1, "not_digits", 1));
	g = group();
	FILL(g.payments[1].new_code, "3");
	assert_true(is_refused(&g, 1, "value", 3));
}

/* 101 payments of the largest amount are one digit too many for the trailer. */
static void
sum_over_its_columns(void **state)
{
	struct zengin_payment *p = arena_alloc(&arena, 101 * sizeof *p);
	struct zengin_group g = { header(), p, 100, 0 };

	(void)state;
	for (int i = 0; i < 101; i++)
		p[i] = payment("0166", "150", "0000001", "ｱ", 9999999999);
	assert_false(is_refused(&g, 1, "too_large", 102));
	g.count = 101;
	assert_true(is_refused(&g, 1, "too_large", 103));
	assert_string_equal(refusal.problems->params[2].text, "合計金額");
	assert_int_equal(refusal.problems->params[1].number, 8);
}

/* N6 as it stands in the trailer: a file with a million payments is not needed for it. */
static void
count_over_its_columns(void **state)
{
	const struct fixed_record *trailer = fixed_record_of(&zengin_format, '8');
	struct fixed_reader r = { .format = &zengin_format, .findings = &findings };
	struct text_buffer b = { .arena = &arena };
	int64_t row[2] = { 999999, 1 };

	(void)state;
	findings = (struct bank_findings){ 0 };
	fixed_write(&b, &r, trailer, row);
	assert_int_equal(findings.count, 0);
	assert_memory_equal(b.data, "8999999000000000001 ", 20);
	row[0] = 1000000;
	fixed_write(&b, &r, trailer, row);
	assert_string_equal(found(&findings, 2, "too_large")->field, "合計件数");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(tables_have_no_gap, clean),
		cmocka_unit_test_teardown(tables_are_those_of_the_document, clean),
		cmocka_unit_test_teardown(written_as_the_golden_files, clean),
		cmocka_unit_test_teardown(read_and_written_byte_for_byte, clean),
		cmocka_unit_test_teardown(several_headers_before_one_end, clean),
		cmocka_unit_test_teardown(edi_instead_of_customer_codes, clean),
		cmocka_unit_test_teardown(days_that_do_not_exist, clean),
		cmocka_unit_test_teardown(wo_where_a_bank_takes_it, clean),
		cmocka_unit_test_teardown(what_has_no_place_is_refused, clean),
		cmocka_unit_test_teardown(sum_over_its_columns, clean),
		cmocka_unit_test_teardown(count_over_its_columns, clean),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_rewind(&arena, (struct mark){ 0 });
	return failed;
}
