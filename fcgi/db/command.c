#include <stdio.h>

#include "db/command.h"
#include "db/keyring.h"
#include "db/migrate.h"

static int
run_migrate(struct ctx *c, int count, char **words)
{
	int64_t applied;

	if (count != 1)
		return fail_internal(c, "needs the folder with the SQL files");
	if (migrate(c, words[0], &applied) != 0)
		return -1;
	printf("%lld steps applied\n", (long long)applied);
	return 0;
}

static int
run_check_sql(struct ctx *c, int count, char **words)
{
	(void)count;
	(void)words;
	return db_check_statements(c);
}

static int
run_keys_create(struct ctx *c, int count, char **words)
{
	(void)count;
	(void)words;
	return keyring_create(c, keyring_purposes);
}

const struct command db_commands[] = {
	{ "migrate", "FOLDER", "Brings the schema forward, then the grants", run_migrate },
	{ "check-sql", "", "Prepares every statement of the programs", run_check_sql },
	{ "keys create", "", "Makes the data keys that are missing", run_keys_create },
	{ 0 }
};
