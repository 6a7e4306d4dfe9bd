/* Goal: a session token that is not exactly ours opens nothing, whatever it claims. */
#include <jwt.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

#include "http/edge.h"

enum { NOW_S = 1800000000 };
static struct arena arena;
static struct key key;

static int
clean(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static bool
opens(const char *token)
{
	return token_read(&arena, &key, "resident", NOW_S, token).data != NULL;
}

static const char *
forged(jwt_alg_t alg, const void *secret, int size, const char *audience, int64_t exp_s)
{
	jwt_t *jwt;
	char *text;

	assert_int_equal(jwt_new(&jwt), 0);
	assert_int_equal(jwt_add_grant(jwt, "sid", "0123456789abcdef0123456789"), 0);
	if (audience != NULL)
		assert_int_equal(jwt_add_grant(jwt, "aud", audience), 0);
	if (exp_s != 0)
		assert_int_equal(jwt_add_grant_int(jwt, "exp", exp_s), 0);
	assert_int_equal(jwt_set_alg(jwt, alg, secret, size), 0);
	text = jwt_encode_str(jwt);
	assert_non_null(text);
	jwt_free(jwt);
	arena_defer(&arena, free, text);
	return text;
}

static void
ours_gives_the_hash_of_its_sid(void **state)
{
	const char *token = token_make(&arena, &key, "resident", NOW_S + 60, "some-sid");
	struct bytes got = token_read(&arena, &key, "resident", NOW_S, token);

	(void)state;
	assert_non_null(got.data);
	assert_true(same_bytes(got, hash_text(&arena, NULL, "some-sid")));
}

static void
expired_and_foreign_audiences_are_refused(void **state)
{
	(void)state;
	assert_true(opens(forged(JWT_ALG_HS256, key.bytes, KEY_SIZE, "resident", NOW_S + 1)));
	assert_false(opens(forged(JWT_ALG_HS256, key.bytes, KEY_SIZE, "resident", NOW_S)));
	assert_false(opens(forged(JWT_ALG_HS256, key.bytes, KEY_SIZE, "resident", 0)));
	assert_false(opens(forged(JWT_ALG_HS256, key.bytes, KEY_SIZE, "staff", NOW_S + 60)));
	assert_false(opens(forged(JWT_ALG_HS256, key.bytes, KEY_SIZE, NULL, NOW_S + 60)));
}

static void
other_algorithms_are_refused(void **state)
{
	(void)state;
	assert_false(opens(forged(JWT_ALG_NONE, NULL, 0, "resident", NOW_S + 60)));
	assert_false(opens(forged(JWT_ALG_HS384, key.bytes, KEY_SIZE, "resident", NOW_S + 60)));
	assert_false(opens(forged(JWT_ALG_HS512, key.bytes, KEY_SIZE, "resident", NOW_S + 60)));
	/* {"alg":"none"} and {"alg":"RS256"} over an unchanged payload */
	assert_false(opens("eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4IiwiYXVkIjoicmVzaWRlbnQifQ."));
	assert_false(opens("eyJhbGciOiJSUzI1NiJ9.eyJzaWQiOiJ4IiwiYXVkIjoicmVzaWRlbnQifQ.AAAA"));
}

static void
each_changed_letter_is_noticed(void **state)
{
	const char *token = token_make(&arena, &key, "resident", NOW_S + 60, "some-sid");
	size_t size = strlen(token);

	(void)state;
	/* The last letter holds unused bits that base64url decoders may ignore. */
	for (size_t i = 0; i + 1 < size; i++) {
		char *damaged = arena_string(&arena, token);

		damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
		assert_false(opens(damaged));
	}
	for (size_t i = 0; i < size; i++)
		assert_false(opens(arena_text(&arena, "%.*s", (int)i, token)));
	assert_false(opens(NULL));
	assert_false(opens(arena_text(&arena, "%s.AAAA", token)));
	assert_false(opens(arena_text(&arena, " %s", token)));
}

static void
another_key_opens_nothing(void **state)
{
	struct key other = random_key();

	(void)state;
	assert_false(opens(forged(JWT_ALG_HS256, other.bytes, KEY_SIZE, "resident",
	    NOW_S + 60)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(ours_gives_the_hash_of_its_sid, clean),
		cmocka_unit_test_teardown(expired_and_foreign_audiences_are_refused, clean),
		cmocka_unit_test_teardown(other_algorithms_are_refused, clean),
		cmocka_unit_test_teardown(each_changed_letter_is_noticed, clean),
		cmocka_unit_test_teardown(another_key_opens_nothing, clean),
	};

	crypto_start();
	key = random_key();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
