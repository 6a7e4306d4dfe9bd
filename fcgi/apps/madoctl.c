#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apps/routes.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/crypto.h"
#include "db/backup_command.h"
#include "db/command.h"
#include "db/db.h"
#include "http/spec.h"
#include "ledger/command.h"
#include "office/contact.h"
#include "office/names.h"
#include "office/reference.h"
#include "out/cp932.h"
#include "out/pdf_list.h"
#include "out/xlsx.h"
#include "people/people_command.h"
#include "report/pack.h"
#include "settlement/check_command.h"
#include "settlement/zengin_command.h"
#include "voucher/command.h"
#include "voucher/fraud.h"
#include "voucher/payable.h"

/* The operator's command line: madoctl [-c FILE] COMMAND ARGUMENTS */
static const struct route *const all_routes[] = { PEOPLE_ROUTES, OFFICE_ROUTES, SALES_ROUTES,
	TILL_ROUTES, SETTLEMENT_ROUTES, NULL };

static const struct check_kind *const all_checks[] = { voucher_checks, settlement_checks,
	NULL };

static int
check_lists(struct ctx *c, int count, char **words)
{
	int lists = 0;

	(void)count, (void)words;
	for (const struct route *const *t = all_routes; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++) {
			if (r->list == NULL)
				continue;
			if (page_check(c, r->list) != 0) {
				fprintf(stderr, "%s\n", r->path);
				return -1;
			}
			lists++;
		}
	printf("%d lists, each with every filter and order\n", lists);
	return 0;
}

static const struct command app_commands[] = {
	{ "check-lists", "", "Prepares every combination of filters and orders of the lists",
	  check_lists },
	{ 0 }
};
static const struct command *const tables[] = { db_commands, people_commands,
	reference_commands, contact_commands, ledger_commands, check_commands, voucher_commands,
	pack_commands, app_commands, backup_commands, NULL };

/* The interface document needs no installation. */
static int
spec(int count, char **words)
{
	if (count == 1 && strcmp(words[0], "json") == 0)
		spec_print_json(stdout, all_routes);
	else if (count == 1 && strcmp(words[0], "ts") == 0)
		spec_print_ts(stdout, all_routes);
	else
		return 2;
	return EXIT_SUCCESS;
}

static void
print_help(FILE *to)
{
	fputs("madoctl [-c FILE] COMMAND\n", to);
	fprintf(to, "  %-28s %s\n", "spec json|ts", "The interface, as OpenAPI 3.1 or TypeScript");
	zengin_help(to);
	for (const struct command *const *t = tables; *t != NULL; t++)
		for (const struct command *k = *t; k->name != NULL; k++)
			fprintf(to, "  %s %-*s %s\n", k->name, (int)(26 - strlen(k->name)),
			    k->arguments, k->doc);
}

/* How many words the name of the command takes of those given; 0: another. */
static int
words_matching(const struct command *k, int count, char **words)
{
	const char *space = strchr(k->name, ' ');
	size_t length = space != NULL ? (size_t)(space - k->name) : strlen(k->name);

	if (count < 1 || strlen(words[0]) != length || strncmp(words[0], k->name, length) != 0)
		return 0;
	if (space == NULL)
		return 1;
	return count >= 2 && strcmp(words[1], space + 1) == 0 ? 2 : 0;
}

static int
told(const struct command *k, const struct ctx *c, int result)
{
	if (result != 0)
		fprintf(stderr, "madoctl %s: %s: %s\n", k->name,
		    c->reason != NULL ? c->reason->code : "failed",
		    c->detail != NULL ? c->detail : "no more is known");
	return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Backups are made, checked and restored, and keys are made, without settings and without a
 * schema. */
static int
run_alone(const struct command *k, int count, char **words)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena, .actor = { .audience = AUDIENCE_SYSTEM } };
	int result;

	crypto_start();
	result = told(k, &c, k->run(&c, count, words));
	arena_rewind(&arena, (struct mark){ 0 });
	return result;
}

static int
run(const struct command *k, const char *path, int count, char **words)
{
	struct arena arena = { 0 };
	const struct config *config = config_read(path, "madoctl");
	struct ctx c = { .arena = &arena, .config = config, .language = "ja",
		.actor = { .audience = AUDIENCE_SYSTEM }, .now = clock_now(config) };
	int result;

	crypto_start();
	c.db = db_open(config, k->account != NULL ? k->account : "migrate");
	result = told(k, &c, k->run(&c, count, words));
	db_close(c.db);
	arena_rewind(&arena, (struct mark){ 0 });
	return result;
}

int
main(int argc, char **argv)
{
	const char *path = config_path(argc, argv);
	int first = argc > 2 && strcmp(argv[1], "-c") == 0 ? 3 : 1;

	if (first >= argc || strcmp(argv[first], "help") == 0) {
		print_help(stdout);
		return first < argc ? EXIT_SUCCESS : 2;
	}
	routes_use_file(&file_xlsx);
	routes_use_file(&file_csv_cp932);
	routes_use_file(&file_pdf);
	payables_use(&voucher_payables);
	checks_use(all_checks);
	if (strcmp(argv[first], "spec") == 0)
		return spec(argc - first - 1, argv + first + 1);
	if (strcmp(argv[first], "zengin") == 0)
		return zengin_command(argc - first - 1, argv + first + 1);
	people_use_shops(&office_shop_names);
	role_use_routes(all_routes);
	for (const struct command *const *t = tables; *t != NULL; t++) {
		for (const struct command *k = *t; k->name != NULL; k++) {
			int taken = words_matching(k, argc - first, argv + first);

			if (taken == 0)
				continue;
			if (*t == backup_commands || (k->account != NULL && k->account[0] == '\0'))
				return run_alone(k, argc - first - taken, argv + first + taken);
			return run(k, path, argc - first - taken, argv + first + taken);
		}
	}
	print_help(stderr);
	return 2;
}
