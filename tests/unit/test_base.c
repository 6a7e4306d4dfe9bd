/* Goal: the pieces every other module stands on do what their headers say. */
#include <string.h>

#include "check.h"

#include "base/clock.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/text.h"

static struct arena arena;

static int
clean(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static int closed;

static void
count_close(void *unused)
{
	(void)unused;
	closed++;
}

static void
arena_rewinds_memory_and_handles(void **state)
{
	char *before = arena_string(&arena, "kept");
	struct mark mark;

	(void)state;
	closed = 0;
	arena_defer(&arena, count_close, NULL);
	mark = arena_mark(&arena);
	for (int i = 0; i < 100; i++)
		memset(arena_alloc(&arena, 1000), 0xff, 1000);
	arena_defer(&arena, count_close, NULL);
	arena_rewind(&arena, mark);
	assert_int_equal(closed, 1);
	assert_string_equal(before, "kept");
	/* Memory given out again is zero again. */
	for (int i = 0; i < 100; i++)
		assert_int_equal(((char *)arena_alloc(&arena, 1000))[999], 0);
	arena_reset(&arena);
	assert_int_equal(closed, 2);
}

static void
first_refusal_stays(void **state)
{
	static const struct reason first = { 409, "first" }, second = { 409, "second" };
	struct ctx c = { .arena = &arena };

	(void)state;
	assert_int_equal(fail(&c, &first, "sets", P(left_sets, 3), P(word, "x")), -1);
	assert_int_equal(fail(&c, &second, NULL), -1);
	assert_ptr_equal(c.reason, &first);
	assert_string_equal(c.problems->pointer, "/sets");
	assert_string_equal(c.problems->params[0].name, "left_sets");
	assert_int_equal(c.problems->params[0].number, 3);
	assert_null(c.problems->next);
	fail_forget(&c);
	assert_null(c.reason);
}

static void
utf8_is_strict(void **state)
{
	static const char *const good[] = { "", "a", "\xe3\x81\x82", "\xf0\xa0\xae\xb7",
		"\xef\xbf\xbf" };
	static const char *const bad[] = { "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80",
		"\xf4\x90\x80\x80",
		"\xff", "\xe3\x81", "\x80", "\xf8\x88\x80\x80\x80" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(text_is_utf8(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	assert_true(text_is_utf8("a\0b", 3));
	assert_int_equal(text_length("あ𠮷b"), 3);
}

static void
kana_folds_alike(void **state)
{
	static const char *const yamada[] = { "ヤマダタロウ", "やまだ　たろう", "ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ・タロウ",
		"ヤマタ\xe3\x82\x99タロウ" };

	(void)state;
	for (size_t i = 0; i < sizeof yamada / sizeof yamada[0]; i++)
		assert_string_equal(text_fold_kana(&arena, yamada[i]), "ヤマダタロウ");
	assert_string_equal(text_fold_kana(&arena, "ｷｮｳｺ"), text_fold_kana(&arena, "キヨウコ"));
	assert_string_equal(text_fold_kana(&arena, "パティー"), "パテイ");
	assert_string_equal(text_fold_kana(&arena, "ﾊﾟﾃｨｰ"), "パテイ");
	assert_string_equal(text_fold_kana(&arena, "ゔぁ"), "ヴア");
	assert_string_not_equal(text_fold_kana(&arena, "ハハ"), text_fold_kana(&arena, "ババ"));
	assert_string_equal(text_fold_kana(&arena, "Ｓｍｉｔｈ"), "SMITH");
	assert_true(text_is_kana("ヤマダ　ﾀﾛｳ やまだー"));
	assert_false(text_is_kana("山田"));
	assert_string_equal(text_fold(&arena, "Ａｂ１ 倉吉"), "AB1倉吉");
}

static void
tokyo_days(void **state)
{
	struct instant at;

	(void)state;
	assert_true(instant_parse("2026-11-20T15:00:00Z", &at));
	assert_string_equal(tokyo_date(&arena, at), "2026-11-21");
	assert_int_equal(tokyo_midnight("2026-11-21").ms, at.ms);
	at.ms -= 1;
	assert_string_equal(tokyo_date(&arena, at), "2026-11-20");
	assert_string_equal(tokyo_time(&arena, at), "23:59");
	assert_string_equal(instant_text(&arena, at), "2026-11-20T14:59:59.999Z");
	assert_true(instant_parse("2026-11-21T00:00:00.123+09:00", &at));
	assert_string_equal(instant_text(&arena, at), "2026-11-20T15:00:00.123Z");
	assert_false(instant_parse("2026-11-21 00:00:00Z", &at));
	assert_false(instant_parse("2026-02-30T00:00:00Z", &at));
	assert_false(instant_parse("2026-02-20T00:00:00.Z", &at));
	assert_true(date_valid("2024-02-29"));
	assert_false(date_valid("2026-02-29"));
	assert_false(date_valid("2026-2-28"));
	assert_false(date_valid("2026-02-28x"));
	assert_string_equal(date_add_days(&arena, "2024-02-28", 2), "2024-03-01");
	assert_string_equal(date_add_days(&arena, "2026-01-01", -1), "2025-12-31");
	assert_string_equal(date_wareki(&arena, "2019-04-30"), "平成31年4月30日");
	assert_string_equal(date_wareki(&arena, "2019-05-01"), "令和元年5月1日");
	assert_string_equal(date_wareki(&arena, "2026-11-21"), "令和8年11月21日");
}

static void
seals_are_bound_to_their_place(void **state)
{
	struct key key = random_key(), other = random_key();
	struct bytes clear = { "山田", 6 }, opened;
	struct bytes sealed = seal(&arena, &key, "person.name.1", clear);

	(void)state;
	assert_true(seal_open(&arena, &key, "person.name.1", sealed, &opened));
	assert_memory_equal(opened.data, "山田", 7);
	assert_false(seal_open(&arena, &key, "person.name.2", sealed, &opened));
	assert_false(seal_open(&arena, &other, "person.name.1", sealed, &opened));
	((unsigned char *)(uintptr_t)sealed.data)[sealed.size - 1] ^= 1;
	assert_false(seal_open(&arena, &key, "person.name.1", sealed, &opened));
	sealed.size = 10;
	assert_false(seal_open(&arena, &key, "person.name.1", sealed, &opened));
	assert_false(same_bytes(seal(&arena, &key, "a", clear), seal(&arena, &key, "a", clear)));
}

/* RFC 8032, 7.1 TEST 1 and TEST 2; FIPS 180-2 appendix B.1. */
static void
signatures_follow_the_published_vectors(void **state)
{
	static const char *const vectors[][4] = {
		{ "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
		  "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
		  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
		  "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b" },
		{ "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
		  "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "r",
		  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
		  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct bytes text = { vectors[i][2], strlen(vectors[i][2]) }, made;
		struct signer s;
		struct key seed;

		assert_true(hex_read(vectors[i][0], seed.bytes, KEY_SIZE));
		s = signer_of(&seed);
		made = signature_of(&arena, &s, text);
		assert_string_equal(hex(&arena, (struct bytes){ s.public.bytes, KEY_SIZE }),
		    vectors[i][1]);
		assert_string_equal(hex(&arena, made), vectors[i][3]);
		assert_true(signature_fits(&s.public, text, made));
		assert_false(signature_fits(&s.public, (struct bytes){ "x", 1 }, made));
		made.size--;
		assert_false(signature_fits(&s.public, text, made));
	}
	assert_string_equal(hex(&arena, hash_public(&arena, (struct bytes){ "abc", 3 })),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* RFC 6238 appendix B, SHA-1, the last six digits of the eight printed there. */
static void
totp_follows_the_rfc(void **state)
{
	static const struct { int64_t at; const char *digits; } vectors[] = { { 59, "287082" },
		{ 1111111109, "081804" }, { 1234567890, "005924" }, { 20000000000, "353130" } };
	struct bytes secret = { "12345678901234567890", 20 };
	int64_t step;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		assert_true(totp_matches(secret, vectors[i].digits, vectors[i].at, &step));
		assert_int_equal(step, vectors[i].at / 30);
		assert_true(totp_matches(secret, vectors[i].digits, vectors[i].at + 30, &step));
		assert_false(totp_matches(secret, vectors[i].digits, vectors[i].at + 90, &step));
	}
	assert_false(totp_matches(secret, "28708", 59, &step));
	assert_string_equal(totp_secret_text(&arena, secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

static void
passwords_and_codes(void **state)
{
	char *encoded = password_hash(&arena, "correct horse");
	unsigned char bytes[4];

	(void)state;
	assert_memory_equal(encoded, "$argon2id$", 10);
	assert_true(password_matches(encoded, "correct horse"));
	assert_false(password_matches(encoded, "correct horsf"));
	assert_int_equal(strlen(random_code(&arena, 16)), 26);
	assert_string_not_equal(random_code(&arena, 16), random_code(&arena, 16));
	assert_string_equal(base32(&arena, (struct bytes){ "\xff\x00\xff", 3 }), "zw0fy");
	assert_true(hex_read("00ff10Ab", bytes, 4));
	assert_memory_equal(bytes, "\x00\xff\x10\xab", 4);
	assert_false(hex_read("00ff10", bytes, 4));
	assert_false(hex_read("00ff10zz", bytes, 4));
	assert_true(text_same_secret("abc", "abc"));
	assert_false(text_same_secret("abc", "abd"));
	assert_false(text_same_secret("abc", "abcd"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(arena_rewinds_memory_and_handles, clean),
		cmocka_unit_test_teardown(first_refusal_stays, clean),
		cmocka_unit_test_teardown(utf8_is_strict, clean),
		cmocka_unit_test_teardown(kana_folds_alike, clean),
		cmocka_unit_test_teardown(tokyo_days, clean),
		cmocka_unit_test_teardown(seals_are_bound_to_their_place, clean),
		cmocka_unit_test_teardown(signatures_follow_the_published_vectors, clean),
		cmocka_unit_test_teardown(totp_follows_the_rfc, clean),
		cmocka_unit_test_teardown(passwords_and_codes, clean),
	};

	crypto_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
