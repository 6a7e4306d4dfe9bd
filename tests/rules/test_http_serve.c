/* Goal: one request, from the bytes nginx hands over to the bytes it gets back, is let in
 * only as its row says, is done once, and its refusal says why. */
#include "http_program.h"

static struct reply r;
static pid_t program;

#define JSON .type = "application/json"
#define REFUSED(status_, code_, ...) do {				\
	assert_int_equal(ASK(r, __VA_ARGS__), status_);			\
	assert_non_null(strstr(r.text, "application/problem+json"));	\
	if (strstr(r.body, "\"code\":\"" code_ "\"") == NULL)		\
		fail_test("no %s in %s", code_, r.body);		\
} while (0)
#define HAS(text_) do {							\
	if (strstr(r.text, text_) == NULL)				\
		fail_test("no %s in %s", text_, r.text);		\
} while (0)

static const char *
clerk(struct world *w)
{
	return sign_in(w, 0, (struct actor){ .audience = AUDIENCE_SHOP,
		.account_id = w->number, .shop_id = 12 }, true);
}

static const char *
resident(struct world *w)
{
	return sign_in(w, 1, (struct actor){ .audience = AUDIENCE_RESIDENT,
		.account_id = w->number, .person_id = 42 }, true);
}

static void
paths_and_methods(void **state)
{
	(void)state;
	REFUSED(404, "not_found", .method = "GET", .uri = "/api/till/nothing");
	REFUSED(404, "not_found", .method = "GET", .uri = "");
	REFUSED(404, "not_found", .method = "POST", .uri = "/api/till/%2e%2e", .body = "{}");
	REFUSED(405, "method_not_allowed", .method = "PUT", .uri = "/api/till/report");
	HAS("Allow: GET, DELETE\r\n");
	REFUSED(405, "method_not_allowed", .method = "BREW", .uri = "/api/till/public");
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/acts/mine"), 200);
	HAS("Cache-Control: no-store\r\n");
	HAS("X-Content-Type-Options: nosniff\r\n");
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	HAS("Cache-Control: public, max-age=1\r\n");
	REFUSED(400, "invalid_input", .method = "GET", .uri = "/api/till/public?x=1");
}

static void
bodies_are_limited_and_read(void **state)
{
	const char *cookie = clerk(*state), *key = new_key(*state);
	char *large = arena_alloc(&((struct world *)*state)->arena, 70001);

	memset(large, 'x', 70000);
	REFUSED(413, "body_too_large", .method = "POST", .uri = "/api/till/again", JSON,
	    .cookie = cookie, .body = large);
	REFUSED(413, "body_too_large", .method = "GET", .uri = "/api/till/public", .body = "{}");
	REFUSED(415, "wrong_content_type", .method = "POST", .uri = "/api/till/again",
	    .type = "text/plain", .cookie = cookie, .key = key, .body = "{\"amount\":1}");
	REFUSED(415, "wrong_content_type", .method = "POST", .uri = "/api/till/again",
	    .cookie = cookie, .body = "{\"amount\":1}");
	REFUSED(400, "invalid_input", .method = "POST", .uri = "/api/till/again", JSON,
	    .cookie = cookie, .body = "{\"amount\":");
	REFUSED(400, "invalid_input", .method = "POST", .uri = "/api/till/again", JSON,
	    .cookie = cookie, .body = "");
	REFUSED(400, "invalid_input", .method = "POST", .uri = "/api/till/again", JSON,
	    .cookie = cookie, .body = "{\"amount\":1001,\"note\":\"123456789012345678901\"}");
	HAS("/amount");
	HAS("/note");
}

static void
only_whom_the_row_names(void **state)
{
	struct world *w = *state;
	const char *shop = clerk(w), *person = resident(w);
	const char *staff = sign_in(w, 2, (struct actor){ .audience = AUDIENCE_STAFF,
		.account_id = 5 }, false);

	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/report");
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/report",
	    .cookie = shop);
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/report",
	    .cookie = person);
	REFUSED(403, "not_allowed", .method = "GET", .uri = "/api/till/report",
	    .cookie = staff);
	page_shared->sessions[2].allowed = true;
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/report", .cookie = staff),
	    204);
	assert_int_equal(ASK(r, .method = "DELETE", .uri = "/api/till/report",
		.cookie = staff), 204);
	memset(page_shared->sessions[2].sid_hash, 0, HASH_SIZE);
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/report",
	    .cookie = staff);
}

static void
damaged_tokens_open_nothing(void **state)
{
	struct world *w = *state;
	const char *cookie = clerk(w), *token = strchr(cookie, '=') + 1;
	struct session_token expired;
	static const char none[] = "eyJhbGciOiJub25lIn0";

	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/live", .cookie = cookie),
	    200);
	assert_done(&w->ctx, session_token_make(&w->ctx, AUDIENCE_SHOP, -1, &expired));
	memcpy(page_shared->sessions[3].sid_hash, expired.sid_hash.data, HASH_SIZE);
	page_shared->sessions[3].actor = page_shared->sessions[0].actor;
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/live",
	    .cookie = arena_text(&w->arena, "madoguchi_shop=%s", expired.token));
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/report",
	    .cookie = arena_text(&w->arena, "madoguchi_staff=%s", token));
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/live",
	    .cookie = arena_text(&w->arena, "madoguchi_shop=%s%.*s.", none,
		(int)(strrchr(token, '.') - strchr(token, '.')), strchr(token, '.')));
	REFUSED(401, "not_signed_in", .method = "GET", .uri = "/api/till/live",
	    .cookie = arena_text(&w->arena, "madoguchi_shop=%sA", token));
}

static void
other_sites_cannot_act(void **state)
{
	const char *cookie = clerk(*state);
#define ACT .method = "POST", .uri = "/api/till/again", JSON, .cookie = cookie,	\
	.body = "{\"amount\":1}"

	REFUSED(403, "cross_site", ACT, .origin = "https://evil.example");
	REFUSED(403, "cross_site", ACT, .origin = "null");
	REFUSED(403, "cross_site", ACT, .origin = "http://127.0.0.1:12");
	REFUSED(403, "cross_site", ACT, .site = "cross-site");
	REFUSED(403, "cross_site", ACT, .site = "same-site");
	assert_int_equal(ASK(r, ACT, .origin = "http://127.0.0.1:1"), 200);
	assert_int_equal(ASK(r, ACT, .site = "same-origin"), 200);
	assert_int_equal(ASK(r, ACT), 200);
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public",
		.origin = "https://evil.example"), 200);
#undef ACT
}

static void
ids_of_others_are_not_found(void **state)
{
	const char *cookie = resident(*state);

	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/acts/42", .cookie = cookie),
	    204);
	REFUSED(404, "not_found", .method = "GET", .uri = "/api/till/acts/43",
	    .cookie = cookie);
	REFUSED(400, "invalid_input", .method = "GET", .uri = "/api/till/acts/x",
	    .cookie = cookie);
	REFUSED(404, "not_found", .method = "POST", .uri = "/api/till/many", JSON,
	    .cookie = cookie, .body = "{\"acts\":[{\"act_id\":42},{\"act_id\":1}]}");
	HAS("/acts/1/act_id");
	assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/many", JSON,
		.cookie = cookie, .body = "{\"acts\":[{\"act_id\":42}]}"), 204);
}

static void
an_act_is_done_once(void **state)
{
	const char *cookie = clerk(*state), *key = new_key(*state);
	static struct reply first;
	int64_t runs = page_shared->runs;
#define ACT .method = "POST", .uri = "/api/till/acts", JSON, .cookie = cookie

	assert_int_equal(ASK(first, ACT, .key = key, .body = "{\"amount\":18}"), 200);
	assert_null(strstr(first.text, "Idempotency-Replayed"));
	assert_int_equal(ASK(r, ACT, .key = key, .body = "{\"amount\":18}"), 200);
	HAS("Idempotency-Replayed: true\r\n");
	HAS("Set-Cookie: madoguchi_shop=a.b.c; Max-Age=60; Path=/; HttpOnly; SameSite=Lax\r\n");
	assert_string_equal(r.body, first.body);
	assert_int_equal(page_shared->runs, runs + 1);
	REFUSED(422, "key_reused", ACT, .key = key, .body = "{\"amount\":2}");
	REFUSED(400, "key_missing", ACT, .body = "{\"amount\":1}");
	REFUSED(400, "key_missing", ACT, .key = "not-a-uuid", .body = "{\"amount\":1}");
	assert_int_equal(page_shared->runs, runs + 1);
	assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/free", JSON, .key = key,
		.body = "{\"amount\":1}"), 200);
	assert_null(strstr(r.text, "Idempotency-Replayed"));
}

static void
refusals_are_not_stored(void **state)
{
	const char *cookie = clerk(*state), *key = new_key(*state);
	int64_t runs = page_shared->runs;

	for (int i = 1; i <= 2; i++) {
		REFUSED(409, "act_refused", ACT, .key = key, .body = "{\"amount\":13}");
		HAS("/amount");
		HAS("\"left\":3");
		assert_int_equal(page_shared->runs, runs + i);
	}
	assert_int_equal(ASK(r, ACT, .key = key, .body = "{\"amount\":1}"), 200);
}

/* The second asks while the first holds the key. */
static void
a_running_act_is_not_waited_for(void **state)
{
	const char *cookie = clerk(*state), *key = new_key(*state);
	static struct reply slow;
	int64_t runs = page_shared->runs;
	int first;

	page_shared->slow_ms = 1500;
	first = unix_connect(socket_path);
	request_send(first, &(struct asked){ ACT, .key = key, .body = "{\"amount\":17}" });
	while (__atomic_load_n(&page_shared->runs, __ATOMIC_SEQ_CST) == runs)
		pause_ms(5);
	REFUSED(409, "still_running", ACT, .key = key, .body = "{\"amount\":17}");
	reply_read(first, &slow);
	assert_int_equal(slow.status, 200);
	assert_int_equal(ASK(r, ACT, .key = key, .body = "{\"amount\":17}"), 200);
	HAS("Idempotency-Replayed: true\r\n");
	assert_int_equal(page_shared->runs, runs + 1);
}

/* Each statement of the act fails once in each way: the caller always gets the answer of
 * an act whose key is stored, and asking again gives the same bytes. */
static void
faults_never_do_it_twice(void **state)
{
	struct world *w = *state;
	static const char *const kinds[] = { "deadlock", "lock_wait", "link_before",
		"link_after" };
	const char *cookie = clerk(w);
	static struct reply first;

	for (size_t kind = 0; kind < 4; kind++) {
		for (int nth = 1; nth <= 5; nth++) {
			const char *key = new_key(w);

			ASK(first, ACT, .key = key, .body = "{\"amount\":1}",
			    .fault = arena_text(&w->arena, "%d %s", nth, kinds[kind]));
			/* A lock on the key itself means somebody runs it: ask again. */
			if (nth == 1 && kind == 1) {
				assert_int_equal(first.status, 409);
				ASK(first, ACT, .key = key, .body = "{\"amount\":1}");
			}
			if (first.status != 200)
				fail_test("%d %s: %s", nth, kinds[kind], first.text);
			assert_int_equal(ASK(r, ACT, .key = key, .body = "{\"amount\":1}"), 200);
			HAS("Idempotency-Replayed: true\r\n");
			assert_string_equal(r.body, first.body);
		}
	}
}
#undef ACT

static void
faults_of_ours_say_nothing_outside(void **state)
{
	const char *cookie = clerk(*state);

	REFUSED(500, "internal_error", .method = "POST", .uri = "/api/till/again", JSON,
	    .cookie = cookie, .body = "{\"amount\":15,\"note\":\"Yamada Taro\"}");
	assert_null(strstr(r.text, "without a reason"));
	REFUSED(409, "act_unlisted", .method = "POST", .uri = "/api/till/again", JSON,
	    .cookie = cookie, .body = "{\"amount\":14,\"note\":\"Yamada Taro\"}");
}

static void
the_log_tells_routes_not_people(void **state)
{
	static char text[400000];
	const char *cookie = clerk(*state);
	FILE *log;
	size_t size;

	ASK(r, .method = "POST", .uri = "/api/till/again", JSON, .cookie = cookie,
	    .body = "{\"amount\":14,\"note\":\"Yamada Taro\"}");
	ASK(r, .method = "GET", .uri = "/api/till/acts/4711", .cookie = resident(*state));
	ASK(r, .method = "GET", .uri = "/api/till/public");
	log = fopen(log_path, "re");
	assert_non_null(log);
	size = fread(text, 1, sizeof text - 1, log);
	text[size] = '\0';
	fclose(log);
	assert_non_null(strstr(text, "reason_not_listed"));
	assert_non_null(strstr(text, "GET /api/till/acts/{act_id}"));
	assert_null(strstr(text, "acts/4711"));
	assert_null(strstr(text, "Yamada"));
	assert_null(strstr(text, "192.0.2.7"));
	assert_null(strstr(text, strchr(cookie, '=') + 1));
}

static void
files_streams_and_uploads(void **state)
{
	const char *cookie = clerk(*state);
	char large[102];

	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/file"), 200);
	HAS("Content-Type: application/pdf\r\n");
	HAS("filename*=UTF-8''%E9%A0%98%E5%8F%8E%E6%9B%B8%201.pdf\r\n");
	assert_string_equal(r.body, "%PDF");
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/live", .cookie = cookie),
	    200);
	HAS("X-Accel-Redirect: /_events/shop-12\r\n");
	HAS("Cache-Control: no-store\r\n");
	assert_int_equal(ASK(r, .method = "PUT", .uri = "/api/till/photo", .cookie = cookie,
		.type = "image/png", .body = "PNG"), 200);
	HAS("\"runs\":3");
	HAS("image/png");
	REFUSED(415, "wrong_content_type", .method = "PUT", .uri = "/api/till/photo",
	    .cookie = cookie, JSON, .body = "PNG");
	memset(large, 'x', 101);
	large[101] = '\0';
	REFUSED(413, "body_too_large", .method = "PUT", .uri = "/api/till/photo",
	    .cookie = cookie, .type = "image/png", .body = large);
}

static void
lists_come_in_pages_and_as_a_file(void **state)
{
	struct world *w = *state;
	const char *cookie = clerk(w), *next;
	char cursor[500];

	for (int i = 0; i < 3; i++) {
		assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/acts", JSON,
			.cookie = cookie, .key = new_key(w), .body = "{\"amount\":1}"), 200);
	}
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/keys?limit=2",
		.cookie = cookie), 200);
	next = strstr(r.body, "\"next\":\"");
	assert_non_null(next);
	snprintf(cursor, sizeof cursor, "/api/till/keys?limit=2&after=%.*s",
	    (int)strcspn(next + 8, "\""), next + 8);
	assert_int_equal(ASK(r, .method = "GET", .uri = cursor, .cookie = cookie), 200);
	assert_null(strstr(r.body, "\"next\""));
	assert_non_null(strstr(r.body, "\"rows\":[{\"once_key\":"));
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/keys?as=csv",
		.cookie = cookie), 200);
	HAS("Content-Type: text/csv; charset=utf-8\r\n");
	HAS("filename=\"keys-20");
	HAS("鍵\r\n");
	REFUSED(400, "invalid_input", .method = "GET", .uri = "/api/till/keys?as=xml",
	    .cookie = cookie);
	REFUSED(400, "invalid_input", .method = "GET", .uri = "/api/till/keys?other=1",
	    .cookie = cookie);
}

static void
the_app_chooses_the_language(void **state)
{
	(void)state;
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public",
		.cookie = "madoguchi_language=ja-easy"), 200);
	HAS("\"language\":\"ja-easy\"");
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	HAS("\"language\":\"ja\"");
}

int
main(int argc, char **argv)
{
	int failed;

	program_begin(argc, argv);
	program = program_start(2);
	failed = RULES("till", rule_test(paths_and_methods),
	    rule_test(bodies_are_limited_and_read), rule_test(only_whom_the_row_names),
	    rule_test(damaged_tokens_open_nothing), rule_test(other_sites_cannot_act),
	    rule_test(ids_of_others_are_not_found), rule_test(an_act_is_done_once),
	    rule_test(refusals_are_not_stored), rule_test(a_running_act_is_not_waited_for),
	    rule_test(faults_never_do_it_twice), rule_test(faults_of_ours_say_nothing_outside),
	    rule_test(the_log_tells_routes_not_people), rule_test(files_streams_and_uploads),
	    rule_test(lists_come_in_pages_and_as_a_file),
	    rule_test(the_app_chooses_the_language));
	failed += program_stop(program) != 0;
	program_end();
	return failed;
}
