#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/crypto.h"
#include "db/command.h"
#include "db/db.h"

/* The operator's command line: madoctl [-c FILE] COMMAND ARGUMENTS */
static const struct command *const tables[] = { db_commands, NULL };

static void
print_help(FILE *to)
{
	fputs("madoctl [-c FILE] COMMAND\n", to);
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
run(const struct command *k, const char *path, int count, char **words)
{
	struct arena arena = { 0 };
	const struct config *config = config_read(path, "madoctl");
	struct ctx c = { .arena = &arena, .config = config, .language = "ja",
		.actor = { .audience = AUDIENCE_SYSTEM }, .now = clock_now(config) };
	int result;

	crypto_start();
	c.db = db_open(config, "migrate");
	result = k->run(&c, count, words);
	if (result != 0)
		fprintf(stderr, "madoctl %s: %s: %s\n", k->name,
		    c.reason != NULL ? c.reason->code : "failed",
		    c.detail != NULL ? c.detail : "no more is known");
	db_close(c.db);
	arena_rewind(&arena, (struct mark){ 0 });
	return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
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
	for (const struct command *const *t = tables; *t != NULL; t++) {
		for (const struct command *k = *t; k->name != NULL; k++) {
			int taken = words_matching(k, argc - first, argv + first);

			if (taken != 0)
				return run(k, path, argc - first - taken, argv + first + taken);
		}
	}
	print_help(stderr);
	return 2;
}
