#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "db/inside.h"

const struct reason database_busy = { 503, "database_busy" };
const struct reason outcome_unknown = { 503, "outcome_unknown" };
const struct reason duplicate_row = { 409, "duplicate_row" };
const struct reason row_locked = { 409, "row_locked" };

/*
 * Deadlock, lock wait, and a snapshot that is too old (1020, new with
 * innodb_snapshot_isolation): the same transaction may succeed when run again.
 */
bool
error_is_retry(unsigned number)
{
	return number == ER_LOCK_DEADLOCK || number == ER_LOCK_WAIT_TIMEOUT ||
	    number == ER_CHECKREAD;
}

/* Messages that name tables and columns only; others may quote a person's data. */
static bool
names_schema_only(unsigned number)
{
	switch (number) {
	case ER_PARSE_ERROR:
	case ER_BAD_FIELD_ERROR:
	case ER_NO_SUCH_TABLE:
	case ER_BAD_NULL_ERROR:
	case ER_NO_DEFAULT_FOR_FIELD:
	case ER_DATA_TOO_LONG:
	case ER_WARN_DATA_OUT_OF_RANGE:
	case ER_TABLEACCESS_DENIED_ERROR:
	case ER_COLUMNACCESS_DENIED_ERROR:
	case ER_NO_REFERENCED_ROW_2:
	case ER_ROW_IS_REFERENCED_2:
	case ER_CONSTRAINT_FAILED:
		return true;
	default:
		return false;
	}
}

/* "Duplicate entry '...' for key 'NAME'".  The value may hold anything, so
 * the name is what stands between the last two quotes. */
static void
keep_key_name(struct db *db, const char *message)
{
	const char *end = strrchr(message, '\''), *at = end;

	db->duplicate[0] = '\0';
	while (at != NULL && at > message && at[-1] != '\'')
		at--;
	if (at != NULL && at > message && (size_t)(end - at) < sizeof db->duplicate) {
		memcpy(db->duplicate, at, (size_t)(end - at));
		db->duplicate[end - at] = '\0';
	}
}

void
db_doom(struct ctx *c, const struct stmt *stmt, unsigned number)
{
	c->db->doomed = number;
	if (c->reason == NULL)
		c->detail = arena_text(c->arena, "error %u at %s:%d", number, stmt->file,
		    stmt->line);
	fail(c, &database_busy);
}

static bool
only_reads(const struct stmt *stmt)
{
	return strncasecmp(stmt->sql, "SELECT", 6) == 0 || strncasecmp(stmt->sql, "WITH", 4) == 0;
}

int
db_failed(struct ctx *c, const struct stmt *stmt, unsigned number, const char *message)
{
	struct db *db = c->db;
	bool lost = error_is_lost(number);

	db->last_error = number;
	/* A fault of ours, but the link's two ends no longer agree: the next one
	 * who comes gets a new link. */
	if (number == CR_COMMANDS_OUT_OF_SYNC || number == CR_MALFORMED_PACKET)
		db->lost = true;
	if (lost)
		db->lost = true;
	if (lost || error_is_retry(number)) {
		if (db->open) {
			db_doom(c, stmt, number);
			return -1;
		}
		/* Outside a transaction nobody knows whether a write arrived. */
		return fail(c, lost && !only_reads(stmt) ? &outcome_unknown : &database_busy);
	}
	if (number == ER_DUP_ENTRY) {
		keep_key_name(db, message);
		return fail(c, &duplicate_row);
	}
	return fail_internal(c, "%s:%d: error %u%s%s", stmt->file, stmt->line, number,
	    names_schema_only(number) ? ": " : "", names_schema_only(number) ? message : "");
}

const char *
db_duplicate(struct ctx *c)
{
	if (c->reason != &duplicate_row)
		return NULL;
	fail_forget(c);
	return c->db->duplicate;
}
