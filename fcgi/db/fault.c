#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/text.h"
#include "db/inside.h"
#include "shape/write.h"

/* Faults on purpose, and the recorder: both look at each statement once. */
void
db_inject(struct db *db, int64_t nth, enum db_fault fault)
{
	db->fault_left = nth;
	db->fault = fault;
}

int64_t
db_fault_left(const struct db *db)
{
	return db->fault_left;
}

enum db_fault
fault_due(struct db *db)
{
	if (db->fault_left == 0 || --db->fault_left != 0)
		return FAULT_NONE;
	return db->fault;
}

unsigned
fault_before(struct db *db, enum db_fault fault)
{
	switch (fault) {
	case FAULT_DEADLOCK:	/* the server has rolled back when it reports one */
		db_command(db, "ROLLBACK");
		return ER_LOCK_DEADLOCK;
	case FAULT_LOCK_WAIT:	/* only the statement failed: the transaction is open */
		return ER_LOCK_WAIT_TIMEOUT;
	case FAULT_LINK_BEFORE:
		db_cut(db);
		return 0;
	default:
		return 0;
	}
}

unsigned
fault_after(struct db *db, enum db_fault fault)
{
	if (fault != FAULT_LINK_AFTER)
		return 0;
	db_cut(db);
	return CR_SERVER_LOST;
}

void
db_record(struct db *db, int descriptor)
{
	db->record = descriptor;
}

static void
record_arg(struct text_buffer *to, const struct arg *a)
{
	if (a->kind == ARG_INT)
		buffer_format(to, "%lld", (long long)a->number);
	else if (a->kind == ARG_TEXT)
		json_string(to, a->text);
	else if (a->kind == ARG_INSTANT)
		buffer_format(to, "{\"ms\":%lld}", (long long)a->number);
	else if (a->kind == ARG_BYTES)
		buffer_format(to, "{\"hex\":\"%s\"}", hex(to->arena, a->bytes));
	else
		buffer_text(to, "null");
}

/* {"sql":"...","args":[1,"x",null,{"ms":0},{"hex":"00"}]} */
void
record_statement(struct ctx *c, const char *sql, const struct arg *args)
{
	struct text_buffer line = { .arena = c->arena };

	if (c->db->record < 0)
		return;
	buffer_text(&line, "{\"sql\":");
	json_string(&line, sql);
	buffer_text(&line, ",\"args\":[");
	for (const struct arg *a = args; a != NULL && a->kind != ARG_END; a++) {
		if (a != args)
			buffer_text(&line, ",");
		record_arg(&line, a);
	}
	buffer_text(&line, "]}\n");
	if (write(c->db->record, line.data, line.size) != (ssize_t)line.size)
		c->db->record = -1;
}

void
record_inserted(const struct ctx *c)
{
	struct db *db = c->db;

	if (db->record >= 0 && db->inserted > 0 &&
	    dprintf(db->record, "{\"inserted\":%lld}\n", (long long)db->inserted) < 0)
		db->record = -1;
}
