/* Goal: whatever is damaged in a file of 総合振込 is named with its record and column, and the
 * file is refused. */
#include "settlement_help.h"

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

/* A control byte anywhere: the finding is on that record, and on that byte or, where only
 * the whole value can be judged, in its field. */
static void
damage_at_every_byte(void **state)
{
	static const char *const names[] = { "crlf.txt", "edi.txt", "plain.txt" };

	(void)state;
	for (size_t n = 0; n < 3; n++) {
		struct bytes b = golden(&arena, names[n]);
		size_t step = n == 2 ? 120 : 122;

		for (size_t i = 0; i < b.size; i++) {
			struct mark mark = arena_mark(&arena);
			char *damaged = copy(&arena, b);
			int column = (int)(i % step) + 1;

			damaged[i] = 0x07;
			read_bytes(damaged, b.size);
			assert_true(findings.errors > 0);
			if (column == 113)	/* tells which table to use */
				assert_true(found_at(&findings, (int64_t)(i / step) + 1, 92, 120));
			else if (column == 2 || column == 3)
				assert_true(found_at(&findings, (int64_t)(i / step) + 1, 2, 3));
			else if (column <= 120)
				assert_true(found_at(&findings, (int64_t)(i / step) + 1, column,
				    column));
			else
				assert_true(found_at(&findings, (int64_t)(i / step) + 1, 121, 121));
			arena_rewind(&arena, mark);
		}
	}
}

/* What each kind of field holds, written a second time. */
static bool
may_hold(enum fixed_class class, const char *is, int byte)
{
	const char *kana = one_byte(&arena, "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ");
	char s = (char)byte;

	if (byte == 0)
		return false;
	switch (class) {
	case FIXED_ONE_OF:
		return strchr(is, s) != NULL;
	case FIXED_BANK:
	case FIXED_PARTY:
	case FIXED_EDI:
		if (strchr(kana, s) != NULL || (s >= '0' && s <= '9') || (s >= 'A' && s <= 'Z') ||
		    s == ' ' || s == '-')
			return true;
		if (class == FIXED_BANK)
			return false;
		return strchr("().", s) != NULL || (class == FIXED_EDI &&
		    strchr(one_byte(&arena, "\\｢｣/ｦ"), s) != NULL);
	case FIXED_SPACES:
		return s == ' ';
	default:
		return s >= '0' && s <= '9';
	}
}

/* Whether the character itself was refused; sums, dates and the like are other matters. */
static bool
character_is_refused(int64_t record, const struct fixed_field *f)
{
	static const char *const codes[] = { "character", "not_digits", "value", "filler" };

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		const struct bank_finding *one = found(&findings, record, codes[i]);

		if (one != NULL && one->column >= f->column && one->column < f->column + f->width)
			return true;
	}
	return false;
}

static void
try_every_byte(struct bytes b, int64_t record, const struct fixed_field *f)
{
	for (int byte = 0; byte < 256; byte++) {
		struct mark mark = arena_mark(&arena);
		char *changed = copy(&arena, b);
		char *at = changed + (record - 1) * 122 + f->column - 1;

		/* behind a kana that carries both marks */
		if (f->class == FIXED_BANK || f->class == FIXED_PARTY || f->class == FIXED_EDI)
			*at++ = (char)0xca;
		*at = (char)byte;
		read_bytes(changed, b.size);
		if (f->blank && byte == ' ' && f->width == 1)
			assert_false(character_is_refused(record, f));
		else
			assert_int_equal(character_is_refused(record, f),
			    !may_hold(f->class, f->is, byte));
		arena_rewind(&arena, mark);
	}
}

static void
every_byte_in_every_field(void **state)
{
	struct bytes plain = golden(&arena, "crlf.txt"), edi = golden(&arena, "edi.txt");

	(void)state;
	for (const struct fixed_record *r = zengin_format.records; r->letter != '\0'; r++) {
		bool is_edi = r->letter == '2' && (r - zengin_format.records) == 2;
		int64_t record = r->letter == '1' ? 1 : r->letter == '2' ? 2 :
		    r->letter == '8' ? 5 : 6;

		for (const struct fixed_field *f = r->fields; f->width != 0; f++)
			if (f->class != FIXED_IS)
				try_every_byte(is_edi ? edi : plain, record, f);
	}
}

/* A field that is missing: where that may be, and where not. */
static void
blank_fields(void **state)
{
	struct bytes b = golden(&arena, "crlf.txt");
	static const struct { int record, column, width; bool fine; } cases[] = {
		{ 1, 5, 10, false }, { 1, 15, 40, false }, { 1, 59, 4, false }, { 1, 63, 15, true },
		{ 1, 78, 3, false }, { 1, 81, 15, true }, { 1, 96, 1, false }, { 1, 97, 7, false },
		{ 2, 2, 4, false }, { 2, 6, 15, true }, { 2, 24, 15, true }, { 2, 39, 4, true },
		{ 2, 43, 1, false }, { 2, 44, 7, false }, { 2, 51, 30, false },
		{ 2, 81, 10, false },
		{ 2, 91, 1, false }, { 2, 92, 20, true }, { 4, 112, 1, true }, { 5, 2, 6, false } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *changed = copy(&arena, b);

		memset(changed + (cases[i].record - 1) * 122 + cases[i].column - 1, ' ',
		    (size_t)cases[i].width);
		read_bytes(changed, b.size);
		assert_int_equal(findings.errors == 0, cases[i].fine);
		if (!cases[i].fine)
			assert_true(found_at(&findings, cases[i].record, cases[i].column,
			    cases[i].column));
	}
}

static void
names_cut_through_a_voicing_mark(void **state)
{
	struct bytes b = golden(&arena, "crlf.txt");
	char *changed = copy(&arena, b), *holder = changed + 122 + 50;
	const struct bank_finding *one;

	(void)state;
	memcpy(holder, "\xde\xb1\xb1", 3);
	read_bytes(changed, b.size);
	assert_non_null(one = found(&findings, 2, "voicing"));
	assert_int_equal(one->column, 51);
	assert_string_equal(one->field, "受取人名");
	memcpy(holder, "\xb1\xb6\xdf", 3);
	read_bytes(changed, b.size);
	assert_int_equal(found(&findings, 2, "voicing")->column, 53);
	memcpy(holder, " \xb1\xb1", 3);
	read_bytes(changed, b.size);
	assert_int_equal(findings.errors, 0);
	assert_true(found(&findings, 2, "leading_space")->is_warning);
	/* the mark of a pair whose kana is the last byte of the field would be in the next */
	memset(holder, 0xb1, 29);
	holder[29] = (char)0xb6;
	holder[30] = (char)0xde;
	read_bytes(changed, b.size);
	assert_int_equal(found(&findings, 2, "not_digits")->column, 81);
}

static void
trailer_must_agree(void **state)
{
	struct bytes b = golden(&arena, "crlf.txt");
	char *changed = copy(&arena, b), *trailer = changed + 4 * 122;
	const struct bank_finding *one;

	(void)state;
	trailer[6] = '2';
	trailer[18] = '6';
	read_bytes(changed, b.size);
	assert_int_equal(findings.errors, 2);
	assert_non_null(one = found(&findings, 5, "count"));
	assert_int_equal(one->column, 2);
	assert_int_equal(one->expected, 3);
	assert_int_equal(one->found, 2);
	assert_non_null(one = found(&findings, 5, "sum"));
	assert_int_equal(one->column, 8);
	assert_true(one->expected == 10001234567 && one->found == 10001234566);
	changed = copy(&arena, b);
	memset(changed + 122 + 80, '0', 10);
	read_bytes(changed, b.size);
	assert_int_equal(found(&findings, 2, "zero_amount")->column, 81);
	assert_null(found(&findings, 5, "sum"));	/* it would only follow from it */
}

/* Records of the plain file by number, one after the other. */
static void
read_order(const char *numbers)
{
	struct bytes b = golden(&arena, "plain.txt");
	char *out = arena_alloc(&arena, 20 * 120);
	size_t size = 0;

	for (; *numbers != '\0'; numbers++, size += 120)
		memcpy(out + size, (const char *)b.data + (*numbers - '1') * 120, 120);
	read_bytes(out, size);
}

static void
order_of_records(void **state)
{
	(void)state;
	read_order("123456");
	assert_int_equal(findings.count, 0);
	read_order("23456");
	assert_int_equal(found(&findings, 1, "order")->column, 1);
	read_order("1123456");
	assert_non_null(found(&findings, 2, "order"));
	read_order("12345");
	assert_non_null(found(&findings, 6, "end_missing"));
	read_order("12346");
	assert_non_null(found(&findings, 5, "order"));
	read_order("1234");
	assert_non_null(found(&findings, 5, "trailer_missing"));
	assert_non_null(found(&findings, 5, "end_missing"));
	read_order("1234566");
	assert_non_null(found(&findings, 7, "order"));
	read_order("123456123456");
	assert_non_null(found(&findings, 7, "order"));
	read_order("156");
	assert_non_null(found(&findings, 2, "order"));
	read_order("1234526");
	assert_non_null(found(&findings, 6, "order"));
	read_order("16");
	assert_non_null(found(&findings, 2, "order"));
	read_order("5");
	assert_non_null(found(&findings, 1, "order"));
}

static void
refused_as_a_whole(void **state)
{
	struct bytes b = golden(&arena, "crlf.txt");
	char *s = arena_alloc(&arena, b.size + 3);

	(void)state;
	memcpy(s + 3, b.data, b.size);
	memcpy(s, "\xef\xbb\xbf", 3);
	read_bytes(s, b.size + 3);
	assert_non_null(found(&findings, 1, "byte_order_mark"));
	memcpy(s + 1, "\xff\xfe", 2);
	read_bytes(s + 1, b.size + 2);
	assert_non_null(found(&findings, 1, "byte_order_mark"));
	s[3 + 3] = '1';
	read_bytes(s + 3, b.size);
	assert_int_equal(found(&findings, 1, "ebcdic")->column, 4);
	assert_int_equal(findings.count, 1);
	read_bytes("\xf1\xf2\xf1\xf1", 4);
	assert_non_null(found(&findings, 1, "ebcdic"));
	s[3 + 3] = '0';
	memcpy(s + 3 + 1, "11", 2);
	read_bytes(s + 3, b.size);
	assert_int_equal(found(&findings, 1, "kind")->column, 2);
	read_bytes("", 0);
	assert_non_null(found(&findings, 1, "empty_file"));
	read_bytes("\x1a", 1);
	assert_true(findings.errors > 0);
	read_bytes("1", 1);
	assert_non_null(found(&findings, 1, "record_length"));
	read_bytes(s, FIXED_FILE_MAX + 1);	/* its size alone is looked at */
	assert_non_null(found(&findings, 1, "file_too_large"));
}

/* One byte more or less in each record, for each way of ending lines. */
static void
wrong_length(void **state)
{
	static const char *const names[] = { "plain.txt", "cr.txt", "lf.txt", "crlf.txt" };
	static const size_t ends[] = { 0, 1, 1, 2 };

	(void)state;
	for (size_t n = 0; n < 4; n++) {
		struct bytes b = golden(&arena, names[n]);
		size_t step = 120 + ends[n];

		for (size_t record = 0; record < 6; record++) {
			char *longer = arena_alloc(&arena, b.size + 1), *shorter = copy(&arena, b);
			size_t at = record * step + 119;
			const struct bank_finding *one;

			memcpy(longer, b.data, at);
			longer[at] = ' ';
			memcpy(longer + at + 1, (const char *)b.data + at, b.size - at);
			memmove(shorter + at, shorter + at + 1, b.size - at - 1);
			read_bytes(longer, b.size + 1);
			assert_true(findings.errors > 0);
			if (ends[n] != 0) {
				assert_non_null(one = found(&findings, (int64_t)record + 1,
				    "record_length"));
				assert_int_equal(one->found, 121);
			}
			read_bytes(shorter, b.size - 1);
			assert_true(findings.errors > 0);
			if (ends[n] != 0) {
				assert_non_null(one = found(&findings, (int64_t)record + 1,
				    "record_length"));
				assert_int_equal(one->found, 119);
				assert_int_equal(one->column, 120);
			}
		}
	}
}

static void
mixed_line_ends(void **state)
{
	struct bytes b = golden(&arena, "crlf.txt");
	char *changed = copy(&arena, b);

	(void)state;
	memmove(changed + 122 + 120, changed + 122 + 121, b.size - 122 - 121);
	read_bytes(changed, b.size - 1);
	assert_int_equal(findings.errors, 1);
	assert_int_equal(found(&findings, 2, "line_end")->column, 121);
}

static void
equal_payments_are_odd(void **state)
{
	(void)state;
	read_order("1232256");		/* the trailer no longer fits, which is another finding */
	assert_true(found(&findings, 4, "equal_payments")->is_warning);
	assert_int_equal(found(&findings, 4, "equal_payments")->expected, 2);
	assert_int_equal(found(&findings, 5, "equal_payments")->expected, 4);
	assert_int_equal(findings.warnings, 2);
}

static void
findings_are_bounded(void **state)
{
	char *s = arena_alloc(&arena, 400 * 120);

	(void)state;
	memset(s, '2', 400 * 120);
	read_bytes(s, 400 * 120);
	assert_int_equal(findings.count, FINDINGS_KEPT);
	assert_true(findings.errors > 400);
	for (size_t i = 1; i < findings.count; i++)
		assert_true(findings.items[i - 1].record <= findings.items[i].record);
	findings = (struct bank_findings){ 0 };
	for (int i = 0; i < 2 * FINDINGS_KEPT; i++)
		FIND(&findings, .record = 1, .field = "", .code = "odd", .is_warning = true);
	FIND(&findings, .record = 1, .field = "", .code = "wrong");
	assert_int_equal(findings.count, FINDINGS_KEPT);
	assert_non_null(found(&findings, 1, "wrong"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(damage_at_every_byte, clean),
		cmocka_unit_test_teardown(every_byte_in_every_field, clean),
		cmocka_unit_test_teardown(blank_fields, clean),
		cmocka_unit_test_teardown(names_cut_through_a_voicing_mark, clean),
		cmocka_unit_test_teardown(trailer_must_agree, clean),
		cmocka_unit_test_teardown(order_of_records, clean),
		cmocka_unit_test_teardown(refused_as_a_whole, clean),
		cmocka_unit_test_teardown(wrong_length, clean),
		cmocka_unit_test_teardown(mixed_line_ends, clean),
		cmocka_unit_test_teardown(equal_payments_are_odd, clean),
		cmocka_unit_test_teardown(findings_are_bounded, clean),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_rewind(&arena, (struct mark){ 0 });
	return failed;
}
