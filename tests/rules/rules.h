#ifndef RULES_H
#define RULES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the four above first. */
#include <cmocka.h>
#undef fail			/* ours refuses; use fail_test */

#include "base/clock.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"

/*
 * The harness of the rules tests: the rules on the real database that
 * $MADOGUCHI_CONF names.  All tests share one running instance; each builds
 * its own world in it, told apart by a number nobody else has, and never
 * moves the instance's clock.
 *
 *     static void
 *     sells_two_sets(void **state)
 *     {
 *         struct world *w = *state;
 *         assert_int_equal(sale_make(&w->ctx, ...), 0);
 *     }
 *     int main(void) { return RULES("till", rule_test(sells_two_sets)); }
 */
struct world {
	struct ctx ctx;		/* of the program's account; now is the start of the test */
	struct arena arena;
	int64_t number;		/* unique to this test: for names and foreign ids */
	const char *tag;	/* the same as text, "w4711..." */
};

static struct db *rules_db;
static const struct config *rules_config;

/* Ends the test program when there is no instance. */
static inline void
rules_connect(const char *program)
{
	crypto_start();
	if (rules_config == NULL)
		rules_config = config_read(config_path(0, NULL), program);
	rules_db = db_open(rules_config, program);
}

/* A ctx of its own, on a connection of its own, for a second person at once. */
static inline void
world_begin(struct world *w, struct db *db)
{
	uint64_t number;

	*w = (struct world){ 0 };
	random_fill(&number, sizeof number);
	w->number = (int64_t)(number >> 12);
	w->tag = arena_text(&w->arena, "w%lld", (long long)w->number);
	w->ctx = (struct ctx){ .arena = &w->arena, .config = rules_config, .db = db,
		.now = clock_now(rules_config), .language = "ja",
		.actor = { .audience = AUDIENCE_SYSTEM } };
}

static inline void
world_end(struct world *w)
{
	arena_rewind(&w->arena, (struct mark){ 0 });
}

static inline int
world_setup(void **state)
{
	static struct world world;

	world_begin(&world, rules_db);
	*state = &world;
	return 0;
}

static inline int
world_teardown(void **state)
{
	struct world *w = *state;

	must(!db_in_transaction(&w->ctx));
	db_inject(rules_db, 0, FAULT_NONE);
	world_end(w);
	return 0;
}

#define fail_test(...)							\
	do {								\
		print_error(__VA_ARGS__);				\
		print_error("\n");					\
		_fail(__FILE__, __LINE__);				\
	} while (0)
/* Fails the test, saying what the rule refused with, unless the call gave 0. */
#define assert_done(c, call)						\
	do {								\
		if ((call) != 0)					\
			fail_test("%s: %s %s", #call,			\
			    (c)->reason != NULL ? (c)->reason->code : "no reason", \
			    (c)->detail != NULL ? (c)->detail : "");	\
	} while (0)
/* The call must refuse with this reason; forgets it. */
#define assert_refused(c, reason_, call)				\
	do {								\
		assert_int_equal(call, -1);				\
		assert_non_null((c)->reason);				\
		assert_string_equal((c)->reason->code, (reason_)->code); \
		fail_forget(c);						\
	} while (0)

#define rule_test(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
#define RULES(program, ...) rules_run(program,				\
	(const struct CMUnitTest[]){ __VA_ARGS__, { 0 } })
static inline int
rules_run(const char *program, const struct CMUnitTest *tests)
{
	size_t count = 0;
	int failed;

	while (tests[count].name != NULL)
		count++;
	rules_connect(program);
	failed = _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
	db_close(rules_db);
	return failed;
}

#endif
