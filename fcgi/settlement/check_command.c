#include "settlement/check_command.h"

#include <stdio.h>

#include "base/clock.h"
#include "db/db.h"
#include "settlement/check.h"

struct code_count { const char *code; int64_t flags, shops; };
SHAPE(code_count, "Findings of a rule",
    FIELD(code_count, code, "Rule"),
    FIELD(code_count, flags, "Findings that are open"),
    FIELD(code_count, shops, "Shops they are about"));
struct shop_count { int64_t flagged, shops; };
SHAPE(shop_count, "Shops",
    FIELD(shop_count, flagged, "With an open finding"),
    FIELD(shop_count, shops, "All on the list"));

STMT(codes_open, "SELECT code, COUNT(*) AS flags, COUNT(DISTINCT shop_id) AS shops FROM flag"
    " WHERE state = 'open' GROUP BY code ORDER BY code LIMIT 100");
STMT(shops_open, "SELECT (SELECT COUNT(DISTINCT shop_id) FROM flag WHERE state = 'open')"
    " AS flagged, (SELECT COUNT(*) FROM shop WHERE state = 'listed') AS shops");

static int64_t began_us;

/* Told before each rule and after the last. */
static int
tell(struct ctx *c, int64_t done, int64_t total)
{
	int64_t now_us = clock_monotonic_us();

	(void)c;
	if (done > 0)
		printf("rule %lld of %lld: %.2f s\n", (long long)done, (long long)total,
		    (double)(now_us - began_us) / 1e6);
	began_us = now_us;
	return 0;
}

static int
look(struct ctx *c, int count, char **words)
{
	struct check_window w;
	struct list codes;
	const struct code_count *code;
	struct shop_count shops;

	(void)count, (void)words;
	if (check_window_of(c, 0, &w) != 0 || check_run(c, &w, tell) != 0 ||
	    db_list(c, &codes_open, &code_count_shape, &codes) != 0 ||
	    db_one(c, &shops_open, &shop_count_shape, &shops) != 0)
		return -1;
	code = codes.items;
	for (size_t i = 0; i < codes.count; i++)
		printf("%-14s %lld open, %lld shops\n", code[i].code, (long long)code[i].flags,
		    (long long)code[i].shops);
	printf("%lld of %lld shops have an open finding\n", (long long)shops.flagged,
	    (long long)shops.shops);
	return 0;
}

const struct command check_commands[] = {
	{ "checks", "", "Looks at the payments that are not closed, now", look },
	{ 0 }
};
