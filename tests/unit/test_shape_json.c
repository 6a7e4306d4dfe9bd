#include "shape_help.h"

#include "shape/json.h"

/* The gate before every reader: what is JSON we let in. */

static enum json_fault
check(const char *text)
{
	/* A copy of exact size: a read behind the end is seen by the sanitizer. */
	char *copy = malloc(strlen(text) + 1);
	enum json_fault fault;

	assert_non_null(copy);
	memcpy(copy, text, strlen(text));
	copy = realloc(copy, strlen(text) != 0 ? strlen(text) : 1);
	fault = json_check((struct bytes){ copy, strlen(text) });
	free(copy);
	return fault;
}

static void
good_json_is_let_in(void **state)
{
	static const char *const good[] = { "{}", "[]", " {} ", "\t\r\n{\"a\":1}\n", "0", "-0",
	    "12",
		"-1.5e+10", "1E5", "0.25", "true", "false", "null", "\"\"", "\"a\\u3042\"",
		"\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
		    "[1,2 , 3]",
		"{\"a\":{\"b\":[{}]},\"c\":[]}", "\"\xf0\xa0\xae\xb7\xf3\xa0\x84\x80\"",
		    "\"\x7f\"" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		if (check(good[i]) != JSON_FINE)
			print_error("%s\n", good[i]);
		assert_int_equal(check(good[i]), JSON_FINE);
	}
}

static void
bad_json_is_refused(void **state)
{
	static const char *const bad[] = { "", " ", "{", "}", "[", "]", "{]", "[}", "[1,]", "[,1]",
		"[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}",
		    "{1:2}",
		"{\"a\":1 \"b\":2}", "01", "-01", "+1", "1.", ".5", "1e", "1e+", "-", "--1",
		    "0x10", "1_0",
		"NaN", "Infinity", "-Infinity", "tru", "truee", "nul", "True", "\"", "\"a",
		    "\"\\\"",
		"\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u0000\"", "\"a\\u0000b\"",
		    "\"\\ud800\"",
		"\"\\udc00\"", "\"\\ud800x\"", "\"\\ud800\\n\"", "\"\\ud800\\ud800\"",
		    "\"\\ud83d\\u0041\"",
		"\"\\", "\"\\u", "\"\\ud83d\\ude0", "\"\n\"", "\"\t\"", "\"\x01\"", "{} {}", "{}x",
		    "1 1",
		"// a\n{}", "{}//", "\xef\xbb\xbf{}", "\"\xff\"", "\"\xc0\x80\"",
		    "\"\xed\xa0\x80\"",
		"\"\xf4\x90\x80\x80\"", "\"\xe3\x81\"", "{}\xc2\xa0", "\xe3\x80\x80{}" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (check(bad[i]) != JSON_MALFORMED)
			print_error("%s\n", bad[i]);
		assert_int_equal(check(bad[i]), JSON_MALFORMED);
	}
	assert_int_equal(json_check((struct bytes){ "{}\0", 3 }), JSON_MALFORMED);
	assert_int_equal(json_check((struct bytes){ "\"\0\"", 3 }), JSON_MALFORMED);
	assert_int_equal(json_check((struct bytes){ NULL, 0 }), JSON_MALFORMED);
}

static void
depth_is_sixteen(void **state)
{
	static const char open[] = "[[[[[[[[[[[[[[[[[[[[", close[] = "]]]]]]]]]]]]]]]]]]]]";
	char text[60];

	(void)state;
	snprintf(text, sizeof text, "%.16s1%.16s", open, close);
	assert_int_equal(check(text), JSON_FINE);
	snprintf(text, sizeof text, "%.17s1%.17s", open, close);
	assert_int_equal(check(text), JSON_TOO_DEEP);
	snprintf(text, sizeof text, "[[[],[]],%.14s%.14s]", open, close);
	assert_int_equal(check(text), JSON_FINE);
}

static void
deep_nesting_costs_no_stack(void **state)
{
	enum { SIZE = 1000 * 1000 };
	char *text = malloc(SIZE);

	(void)state;
	assert_non_null(text);
	memset(text, '[', SIZE);
	assert_int_equal(json_check((struct bytes){ text, SIZE }), JSON_TOO_DEEP);
	free(text);
}

static void
whole_numbers_are_exact(void **state)
{
	static const struct { const char *text; bool whole; int64_t n; } cases[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "7", true, 7 }, { "-7", true, -7 },
		{ "1.0", true, 1 }, { "1.50", false, 0 }, { "15e-1", false, 0 }, { "150e-1", true,
		    15 },
		{ "1.5e1", true, 15 }, { "1e3", true, 1000 }, { "0e999999999999999999999", true,
		    0 },
		{ "0.0000", true, 0 }, { "0.00001e5", true, 1 }, { "0.00001e4", false, 0 },
		{ "1000000000000000000000e-21", true, 1 }, { "120e-1", true, 12 },
		{ "9007199254740991", true, 9007199254740991 },
		{ "9007199254740992", true, INT64_MAX }, { "-9007199254740992", true, INT64_MIN },
		{ "9007199254740991.4", false, 0 }, { "0.99999999999999999999999", false, 0 },
		{ "1.00000000000000000000000000000000000000000000000000000000000000000000001",
		    false, 0 },
		{ "1.00000000000000000000000000000000000000000000000000000000000000000000000",
		    true, 1 },
		{ "99999999999999999999999999999999999999", true, INT64_MAX },
		{ "1e400", true, INT64_MAX }, { "-1e99999999999999999999", true, INT64_MIN },
		{ "1e-99999999999999999999", false, 0 }, { "10203040506070", true,
		    10203040506070 } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *at = cases[i].text;
		int64_t n = 0;
		print_message("%s\n", at);
		assert_int_equal(json_whole(&at, &n), cases[i].whole);
		assert_int_equal(*at, '\0');
		if (cases[i].whole)
			assert_true(n == cases[i].n);
	}
}

static void
strings_are_unescaped(void **state)
{
	const char *at = "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u3042\\ud83d"
	    "\\ude00\xf0\xa0\xae\xb7z\",";

	(void)state;
	fresh();
	assert_string_equal(json_text(&test_arena, &at),
	    "a\"\\/\b\f\n\r\t\xc3\xa9\xe3\x81\x82\xf0\x9f\x98\x80\xf0\xa0\xae\xb7z");
	assert_string_equal(at, ",");
}

static void
values_are_skipped_whole(void **state)
{
	static const char *const values[] = { "1", "-1.5e3", "true", "null", "\"a\\\"]}\"", "[]",
		"{}", "[1,[2,\"]\"],{\"a\":\"}\"}]", "{\"a\":[{}]}" };

	(void)state;
	fresh();
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		static const char *const behind[] = { ",x", "]x", "}x", " \nx" };
		for (size_t j = 0; j < 4; j++) {
			const char *at = arena_text(&test_arena, "%s%s", values[i], behind[j]);
			json_skip(&at);
			assert_string_equal(at, behind[j]);
		}
	}
	assert_int_equal(json_count("[]"), 0);
	assert_int_equal(json_count("[ 1 , [2,3] ,\"a,b\", {\"a\":1,\"b\":2} ]"), 4);
}

static void
base64_goes_both_ways(void **state)
{
	static const struct { const char *clear, *text; } cases[] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "fooba",
		    "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" }, { "\xff\xfe\xfb", "//77" } };
	static const char *const bad[] = { "Z", "Zg", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=",
	    "Z===",
		"Zm9v\n", "Zm 9", "Zm-_", "=Zm9", "Zm=v", "Zg==Zg==" };
	struct bytes out;

	(void)state;
	fresh();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_string_equal(base64_text(&test_arena, body(cases[i].clear)), cases[i].text);
		assert_true(base64_read(&test_arena, cases[i].text, &out));
		assert_int_equal(out.size, strlen(cases[i].clear));
		assert_memory_equal(out.data, cases[i].clear, out.size);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(base64_read(&test_arena, bad[i], &out));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_json_is_let_in),
		cmocka_unit_test(bad_json_is_refused),
		cmocka_unit_test(depth_is_sixteen),
		cmocka_unit_test(deep_nesting_costs_no_stack),
		cmocka_unit_test(whole_numbers_are_exact),
		cmocka_unit_test(strings_are_unescaped),
		cmocka_unit_test(values_are_skipped_whole),
		cmocka_unit_test(base64_goes_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
