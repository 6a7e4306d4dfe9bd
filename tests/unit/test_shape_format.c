#include "shape_help.h"

/* What each format takes; the patterns say the same to the app. */

struct examples {
	const struct format *format;
	const char *good[12], *bad[24];
};

static const struct examples all[] = {
	{ &format_date, { "1868-01-01", "2026-11-21", "2028-02-29", "2199-12-31" },
	    { "", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1", "1867-12-31",
	    "2200-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "20260101", "２０２６-01-01" } },
	{ &format_kana, { "ヤマダ　タロウ", "やまだ たろう", "ﾔﾏﾀﾞ ﾀﾛｳ", "ー", "ヴァン・ダイク" },
	    { "", "山田", "yamada", "ヤマダ1", "ヤマダ、", "ヤマダ\n" } },
	{ &format_mail, { "a@b.jp", "hanako@example.jp", "o..o@docomo.ne.jp", "o.@ezweb.ne.jp",
	    "a+b_c%d@x-y.example", "A@1.2" },
	    { "", "a", "@b.jp", "a@", "a@b", "a@@b.jp", "a@b..jp", "a@.jp", "a@b.jp.", "a@-b.jp",
	    "a@b-.jp", "a b@c.jp", "a@b c.jp", "a@b.jp\n", "a\r@b.jp", "花@b.jp", "a@花.jp",
	    "<a@b.jp>", "\"a\"@b.jp", "a,b@c.jp",
	    "12345678901234567890123456789012345678901234567890123456789012345@b.jp",
	    "a@1234567890123456789012345678901234567890123456789012345678901234.jp" } },
	{ &format_phone, { "0312345678", "090-1234-5678", "03-1234-5678", "0-9-0-1234-5678",
	    "123456789012345" },
	    { "", "-", "12345678", "1234567890123456", "090--1234-5678", "-0901234567",
	    "0901234567-", "+819012345678", "090 1234 5678", "０９０12345678", "09012345a" } },
	{ &format_digits, { "0", "0123456789", "000" }, { "", "1a", "-1", " 1", "1 ", "１",
	    "1.0" } },
	{ &format_code, { "5m1qz0c8v7x2", "0", "abcdefghjkmnpqrstvwxyz0123456789" },
	    { "", "i", "l", "o", "u", "A", "5m1 q", "5m1-q", "あ" } },
	{ &format_uuid, { "3f2b8c1e-5d47-4a90-9c6b-0e1f2a3b4c5d",
	    "018f3f2b-5d47-7a90-bc6b-0e1f2a3b4c5d" },
	    { "", "3f2b8c1e5d474a909c6b0e1f2a3b4c5d", "3F2B8C1E-5D47-4A90-9C6B-0E1F2A3B4C5D",
	    "3f2b8c1e-5d47-0a90-9c6b-0e1f2a3b4c5d", "3f2b8c1e-5d47-4a90-cc6b-0e1f2a3b4c5d",
	    "3f2b8c1e-5d47-4a90-9c6b-0e1f2a3b4c5", "3f2b8c1e-5d47-4a90-9c6b-0e1f2a3b4c5dd",
	    "{f2b8c1e-5d47-4a90-9c6b-0e1f2a3b4c5d", "00000000-0000-0000-0000-000000000000" } },
	{ &format_cursor, { "MTIzfDQ1Ng", "a", "A-b_c.d~e", "0" },
	    { "", "a b", "a+b", "a/b", "a=", "a%", "あ", "a\n" } },
};

static void
check(const struct format *f, const char *text, bool good)
{
	if (f->matches(text) != good)
		print_error("format %s, text \"%s\"\n", f->name, text);
	assert_int_equal(f->matches(text), good);
}

static void
formats_take_the_good_and_refuse_the_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		const struct format *f = all[i].format;
		assert_true(f->matches(f->example));
		for (const char *const *s = all[i].good; *s != NULL; s++)
			check(f, *s, true);
		for (const char *const *s = all[i].bad; *s != NULL; s++)
			check(f, *s, false);
	}
}

static void
a_mail_address_has_at_most_254_bytes(void **state)
{
	char mail[300];

	(void)state;
	/* 7 + 3 * 64 + 52 + 3 = 254 */
	snprintf(mail, sizeof mail, "123456@%063d.%063d.%063d.%052d.jp", 0, 0, 0, 0);
	assert_int_equal(strlen(mail), 254);
	assert_true(format_mail.matches(mail));
	snprintf(mail, sizeof mail, "1234567@%063d.%063d.%063d.%052d.jp", 0, 0, 0, 0);
	assert_false(format_mail.matches(mail));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_take_the_good_and_refuse_the_bad),
		cmocka_unit_test(a_mail_address_has_at_most_254_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
