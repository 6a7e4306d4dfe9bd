/* Goal: what a request says is understood exactly, and nothing is guessed. */
#include <string.h>

#include "check.h"

#include "base/config.h"
#include "http/edge.h"

static struct arena arena;

static int
clean(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static void
cookies_are_found_by_their_whole_name(void **state)
{
	const char *header = "a=1; madoguchi_shop=x.y-z ;madoguchi_shop=2; bb=";

	(void)state;
	assert_string_equal(cookie_find(&arena, header, "a"), "1");
	assert_string_equal(cookie_find(&arena, header, "madoguchi_shop"), "x.y-z");
	assert_string_equal(cookie_find(&arena, header, "bb"), "");
	assert_null(cookie_find(&arena, header, "b"));
	assert_null(cookie_find(&arena, header, "madoguchi_sho"));
	assert_null(cookie_find(&arena, header, "shop"));
	assert_null(cookie_find(&arena, NULL, "a"));
	assert_null(cookie_find(&arena, "", "a"));
	assert_null(cookie_find(&arena, ";;; ", "a"));
}

static void
languages_follow_the_app_then_the_browser(void **state)
{
	(void)state;
	assert_string_equal(language_choose(NULL, NULL), "ja");
	assert_string_equal(language_choose("ja-easy", "en"), "ja-easy");
	assert_string_equal(language_choose("xx", "fr-FR, zh-CN;q=0.9, en;q=0.8"), "zh");
	assert_string_equal(language_choose(NULL, "en-US,en;q=0.5"), "en");
	assert_string_equal(language_choose(NULL, "fr,*"), "ja");
	assert_string_equal(language_choose(NULL, ",,;,"), "ja");
}

static struct pair *values;

static bool
matches(const char *pattern, const char *path)
{
	return path_match(&arena, pattern, path, &values);
}

static void
paths_match_segment_by_segment(void **state)
{
	(void)state;
	assert_true(matches("/api/till/cards", "/api/till/cards"));
	assert_null(values);
	assert_false(matches("/api/till/cards", "/api/till/cards/"));
	assert_false(matches("/api/till/cards", "/api/till/card"));
	assert_false(matches("/api/till/cards", "/api/till/cards/1"));
	assert_false(matches("/api/till/cards/{card_id}", "/api/till/cards"));
	assert_false(matches("/api/till/cards/{card_id}", "/api/till/cards/"));
	assert_false(matches("/api/till/cards/{card_id}", "/api/till/cards/1/2"));
	assert_true(matches("/api/{a}/b/{c}", "/api/x%20y/b/%E3%81%82"));
	assert_string_equal(values->name, "a");
	assert_memory_equal(values->value.data, "x y", 3);
	assert_string_equal(values->next->name, "c");
	assert_int_equal(values->next->value.size, 3);
	assert_null(values->next->next);
}

static void
escapes_cannot_smuggle(void **state)
{
	(void)state;
	assert_false(matches("/api/{a}", "/api/x%2Fy"));
	assert_false(matches("/api/{a}", "/api/x%"));
	assert_false(matches("/api/{a}", "/api/x%4"));
	assert_false(matches("/api/{a}", "/api/x%zz"));
	assert_true(matches("/api/{a}", "/api/x%00"));	/* shape_read refuses the NUL */
	assert_int_equal(values->value.size, 2);
}

static void
content_types_are_compared_without_parameters(void **state)
{
	(void)state;
	assert_true(type_is("application/json", "application/json"));
	assert_true(type_is("Application/JSON; charset=utf-8", "application/json"));
	assert_false(type_is("application/jsonp", "application/json"));
	assert_false(type_is("text/plain", "application/json"));
	assert_false(type_is(NULL, "application/json"));
}

static void
cookies_are_bound_to_a_secure_host(void **state)
{
	struct config plain = { .origin = "http://127.0.0.1:8080" };
	struct config secure = { .origin = "https://voucher.example.lg.jp" };

	(void)state;
	assert_string_equal(session_cookie_name(&plain, AUDIENCE_SHOP), "madoguchi_shop");
	assert_string_equal(session_cookie_name(&secure, AUDIENCE_SHOP),
	    "__Host-madoguchi_shop");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(cookies_are_found_by_their_whole_name, clean),
		cmocka_unit_test_teardown(languages_follow_the_app_then_the_browser, clean),
		cmocka_unit_test_teardown(paths_match_segment_by_segment, clean),
		cmocka_unit_test_teardown(escapes_cannot_smuggle, clean),
		cmocka_unit_test_teardown(content_types_are_compared_without_parameters, clean),
		cmocka_unit_test_teardown(cookies_are_bound_to_a_secure_host, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
