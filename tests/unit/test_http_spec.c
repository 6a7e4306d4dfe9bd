/* Goal: the documents say what the rows say; a wrong row stops the program. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "check.h"

#include "http/edge.h"
#include "http/spec.h"

static const struct reason pot_empty = { 409, "pot_empty" };
static const struct stmt own_sql = { "SELECT 1 FROM pot WHERE pot_id = ? AND shop_id = ?",
	__FILE__, __LINE__ };
static const struct within own_pot = { "A pot of the shop", BY_SHOP, &own_sql };
static RIGHT(right_pour, AUDIENCE_SHOP, "tea.pour", "Pour tea");

struct pour_in { int64_t pot_id, cups; };
SHAPE(pour_in, "Pouring", FIELD(pour_in, pot_id, "The pot", .within = &own_pot, .min = 1,
	.max = 1000000), FIELD(pour_in, cups, "How many", .min = 1, .max = 9));
struct pour_out { int64_t left_cups; };
SHAPE(pour_out, "What is left", FIELD(pour_out, left_cups, "Cups left"));
struct pots_in { PAGE_MEMBERS; };
SHAPE(pots_in, "Pots wanted", PAGE_FIELDS(pots_in, CHOICES("newest")));
struct pot_row { int64_t pot_id; };
SHAPE(pot_row, "A pot", FIELD(pot_row, pot_id, "The pot"));

static int
handle(struct ctx *c, const void *in, void *out)
{
	(void)c;
	(void)in;
	(void)out;
	return 0;
}

static const struct listing pots = {
	.select = "SELECT pot_id FROM pot WHERE shop_id = ?", .fixed = 1,
	.orders = (const struct order[]){ { "newest", "pot_id", true }, { 0 } },
	.key = "pot_id", .row = &pot_row_shape, .export_name = "pots" };
struct pot_state { const char *state; };
SHAPE(pot_state, "A pot", FIELD(pot_state, state, "State", .choices = CHOICES("warm", "cold")));
static const struct listing unworded = { .row = &pot_state_shape };
static const struct upload photo = { 1000, CHOICES("image/jpeg", "image/png") };
static const struct route rows[] = {
	{ POST, "/api/till/pots/{pot_id}/cups", "Pour \"tea\"", &right_pour, ONCE, handle,
	    &pour_in_shape, &pour_out_shape, REASONS(&pot_empty) },
	{ GET, "/api/till/pots", "Pots", &right_shop, .in = &pots_in_shape, .list = &pots },
	{ GET, "/api/till/menu", "The menu", &right_public, CACHED, handle,
	    .out = &document_shape },
	{ PUT, "/api/till/menu", "A new menu", &right_shop, SLOW, handle, .upload = &photo },
	{ GET, "/api/till/steam", "Steam", &right_shop, SAMPLE, handle, .out = &stream_shape },
	{ 0 }
};
static const struct route *const tables[] = { rows, NULL };

static const char *
printed(void (*print)(FILE *, const struct route *const *))
{
	static char *text;
	size_t size;
	FILE *to;

	free(text);
	to = open_memstream(&text, &size);
	print(to, tables);
	fclose(to);
	return text;
}

static const cJSON *
at(const cJSON *from, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(from, name);

	if (item == NULL)
		print_error("no member %s\n", name);
	assert_non_null(item);
	return item;
}

static bool
list_holds(const cJSON *list, const char *text)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, list) {
		if (strcmp(item->valuestring, text) == 0)
			return true;
	}
	return false;
}

static void
openapi_says_what_the_rows_say(void **state)
{
	cJSON *all = cJSON_Parse(printed(spec_print_json));
	const cJSON *paths, *pour, *answers;

	(void)state;
	assert_non_null(all);
	assert_string_equal(at(all, "openapi")->valuestring, "3.1.0");
	paths = at(all, "paths");
	assert_int_equal(cJSON_GetArraySize(paths), 4);
	pour = at(at(paths, "/api/till/pots/{pot_id}/cups"), "post");
	assert_string_equal(at(pour, "operationId")->valuestring, "post_till_pots_pot_id_cups");
	assert_string_equal(at(pour, "summary")->valuestring, "Pour \"tea\"");
	assert_true(cJSON_IsTrue(at(pour, "x-once")));
	assert_string_equal(at(at(pour, "x-right"), "name")->valuestring, "tea.pour");
	assert_string_equal(at(at(pour, "x-right"), "audience")->valuestring, "shop");
	assert_string_equal(at(at(at(pour, "x-within"), "/pot_id"), "by")->valuestring, "shop");
	answers = at(pour, "responses");
	at(answers, "200");
	assert_true(list_holds(at(at(answers, "409"), "x-reasons"), "pot_empty"));
	assert_true(list_holds(at(at(answers, "409"), "x-reasons"), "still_running"));
	assert_true(list_holds(at(at(answers, "401"), "x-reasons"), "not_signed_in"));
	assert_false(list_holds(at(at(at(at(at(paths, "/api/till/menu"), "get"), "responses"),
	    "400"), "x-reasons"), "key_missing"));
	at(at(at(paths, "/api/till/menu"), "put"), "requestBody");
	at(at(at(all, "components"), "schemas"), "pour_in");
	at(at(at(all, "components"), "schemas"), "pot_row");
	cJSON_Delete(all);
}

static void
typescript_says_what_the_rows_say(void **state)
{
	const char *text = printed(spec_print_ts);

	(void)state;
	assert_non_null(strstr(text, "export interface Page<T> { rows: T[]; next?: string }"));
	assert_non_null(strstr(text, "\"POST /api/till/pots/{pot_id}/cups\": "
	    "{ in: pour_in; out: pour_out };"));
	assert_non_null(strstr(text, "\"GET /api/till/pots\": "
	    "{ in: pots_in; out: Page<pot_row> };"));
	assert_non_null(strstr(text, "\"PUT /api/till/menu\": "
	    "{ in: Record<string, never>; out: undefined };"));
	assert_non_null(strstr(text, "\"POST /api/till/pots/{pot_id}/cups\": "
	    "{ once: true, audience: \"shop\", out: \"json\" },"));
	assert_non_null(strstr(text, "out: \"none\", upload: [\"image/jpeg\", \"image/png\"] }"));
	assert_non_null(strstr(text, "| \"pot_empty\""));
	assert_non_null(strstr(text, "| \"still_running\""));
}

static bool
starts_with(struct route row)
{
	const struct route one[] = { row, { 0 } };
	const struct route *const wrong[] = { rows, one, NULL };
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(2);
		routes_check(wrong);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void
wrong_rows_stop_the_start(void **state)
{
	const struct route good = { POST, "/api/till/other", "Other", &right_shop, 0, handle,
		&pour_in_shape, &pour_out_shape };
	struct route r;

	(void)state;
	assert_true(starts_with(good));
#define REFUSED(member, value) (r = good, r.member = (value), assert_false(starts_with(r)))
	REFUSED(path, "/api/till/pots/{other}/cups");		/* no such member */
	REFUSED(path, "/api/till/pots/");
	REFUSED(path, "/till/pots");
	REFUSED(doc, NULL);
	REFUSED(right, NULL);
	REFUSED(handle, NULL);
	REFUSED(right, &right_resident);			/* BY_SHOP for a resident */
	REFUSED(flags, CACHED);
	REFUSED(list, &pots);
	REFUSED(upload, &photo);				/* cups are not in the path */
	REFUSED(reasons, REASONS(&not_found));			/* every route has it */
#undef REFUSED
	r = rows[0];
	assert_false(starts_with(r));				/* twice */
	r = (struct route){ GET, "/api/till/other", "Other", &right_shop, .in = &pots_in_shape,
		.list = &pots };
	assert_true(starts_with(r));
	r.list = &unworded;
	assert_false(starts_with(r));				/* codes in its files */
	r = good;
	r.method = GET;
	r.flags = ONCE;
	assert_false(starts_with(r));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(openapi_says_what_the_rows_say),
		cmocka_unit_test(typescript_says_what_the_rows_say),
		cmocka_unit_test(wrong_rows_stop_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
