#include <stdio.h>
#include <string.h>

#include "db/inside.h"

/* The linker makes these two when a program holds any STMT. */
extern const struct stmt *const __start_stmts[] __attribute__((weak));
extern const struct stmt *const __stop_stmts[] __attribute__((weak));

static bool
prepares(struct db *db, const struct stmt *stmt)
{
	MYSQL_STMT *handle = mysql_stmt_init(db->mysql);
	bool good;

	must(handle != NULL);
	good = mysql_stmt_prepare(handle, stmt->sql, strlen(stmt->sql)) == 0;
	if (!good)
		fprintf(stderr, "%s:%d: %s\n\t%s\n", stmt->file, stmt->line,
		    mysql_stmt_error(handle), stmt->sql);
	else if (mysql_stmt_param_count(handle) >= ARGS_MAX) {
		fprintf(stderr, "%s:%d: too many arguments\n", stmt->file, stmt->line);
		good = false;
	}
	mysql_stmt_close(handle);
	return good;
}

int
stmt_check(struct ctx *c, const struct stmt *stmt)
{
	if (db_link(c) != 0)
		return -1;
	return prepares(c->db, stmt) ? 0 : fail_internal(c, "%s:%d: does not prepare",
	    stmt->file, stmt->line);
}

int
db_check_statements(struct ctx *c)
{
	int64_t total = 0, bad = 0;

	if (db_link(c) != 0)
		return -1;
	for (const struct stmt *const *s = __start_stmts; s != __stop_stmts; s++, total++)
		bad += !prepares(c->db, *s);
	fprintf(stderr, "%lld statements, %lld wrong\n", (long long)total, (long long)bad);
	return bad == 0 ? 0 : fail_internal(c, "%lld statements do not prepare", (long long)bad);
}
