/* Goal: a password made of what everybody here knows is weak: common words, the sign-in
 * name, the name of the place; other words of the same length are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "people/weak.h"

static const struct known here = { "hanako.yamada", "五所川原市",
	"https://voucher.city.goshogawara.lg.jp" };
static const struct known elsewhere = { "hanako.yamada", "見本市", "https://voucher.mihon.lg.jp" };

static bool
is_weak(const struct known *known, const char *password)
{
	struct arena arena = { 0 };
	bool weak = password_is_weak(&arena, known, password);

	arena_rewind(&arena, (struct mark){ 0 });
	return weak;
}

static void
name_of_the_place_is_a_common_word(void **state)
{
	static const char *const of_here[] = { "goshogawara2026", "Goshogawara-City1",
		"ｇｏｓｈｏｇａｗａｒａ２０２６", "五所川原市の2026", "五所川原の2026", "voucherGOSHOGAWARA" };

	(void)state;
	for (size_t i = 0; i < sizeof of_here / sizeof of_here[0]; i++)
		assert_true(is_weak(&here, of_here[i]));
	assert_false(is_weak(&elsewhere, "goshogawara2026"));
	assert_false(is_weak(&elsewhere, "五所川原市の市場の2026"));
	assert_true(is_weak(&elsewhere, "mihon-mihon2026"));
	assert_true(is_weak(&elsewhere, "hanako.yamada26"));
	assert_true(is_weak(&here, "password2026!"));
	assert_false(is_weak(&here, "goshogawara rivers run"));
}

/* A name of one letter, none at all: nothing becomes weak by it. */
static void
a_short_name_is_no_word(void **state)
{
	static const struct known tiny = { "x", "津", "http://a:1" };
	static const struct known none = { "", "", "" };

	(void)state;
	assert_false(is_weak(&tiny, "oranges and rain"));
	assert_false(is_weak(&none, "oranges and rain"));
	assert_true(is_weak(&none, "password"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(name_of_the_place_is_a_common_word),
		cmocka_unit_test(a_short_name_is_no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
