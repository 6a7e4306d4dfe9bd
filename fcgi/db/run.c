#include <mysqld_error.h>
#include <string.h>

#include "db/inside.h"

struct params {
	MYSQL_BIND binds[ARGS_MAX];
	MYSQL_TIME times[ARGS_MAX];
	unsigned count;
};

/* The library only reads parameters; its struct was made before const. */
static void *
unconst(const void *p)
{
	return (void *)(uintptr_t)p;
}

static void
params_fill(struct params *p, const struct stmt *stmt, const struct arg *args)
{
	for (p->count = 0; p->count < ARGS_MAX && args[p->count].kind != ARG_END; p->count++) {
		const struct arg *a = &args[p->count];
		MYSQL_BIND *b = &p->binds[p->count];

		*b = (MYSQL_BIND){ .buffer_type = MYSQL_TYPE_NULL };
		if (a->kind == ARG_INT) {
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = unconst(&a->number);
		} else if (a->kind == ARG_TEXT) {
			b->buffer_type = MYSQL_TYPE_STRING;
			b->buffer = unconst(a->text);
			b->buffer_length = strlen(a->text);
		} else if (a->kind == ARG_BYTES) {
			b->buffer_type = MYSQL_TYPE_BLOB;
			b->buffer = unconst(a->bytes.data);
			b->buffer_length = a->bytes.size;
		} else if (a->kind == ARG_INSTANT) {
			p->times[p->count] = time_of_instant(a->number);
			b->buffer_type = MYSQL_TYPE_DATETIME;
			b->buffer = &p->times[p->count];
			b->buffer_length = sizeof p->times[p->count];
		}
	}
	if (p->count == ARGS_MAX)
		stmt_wrong(stmt, "too many arguments", stmt->sql);
}

static unsigned
execute(struct slot *slot, struct params *p, struct db *db)
{
	enum db_fault fault = fault_due(db);
	unsigned number = fault_before(db, fault);

	if (number != 0)
		return number;
	if ((p->count != 0 && mysql_stmt_bind_param(slot->handle, p->binds) != 0) ||
	    mysql_stmt_execute(slot->handle) != 0)
		return mysql_stmt_errno(slot->handle);
	return fault_after(db, fault);
}

/* Prepares when needed, binds, sends.  NULL: failed, recorded. */
static struct slot *
start(struct ctx *c, const struct stmt *stmt, const struct shape *shape,
    const struct arg *args, bool by_cursor)
{
	unsigned long kind = by_cursor ? CURSOR_TYPE_READ_ONLY : CURSOR_TYPE_NO_CURSOR;
	unsigned long rows_at_once = 500;
	struct params params;
	struct slot *slot;
	unsigned number;

	if (c->db->doomed != 0) {	/* the transaction is over, whoever looked away */
		fail(c, &database_busy);
		return NULL;
	}
	if (db_link(c) != 0) {
		if (c->db->open)
			db_doom(c, stmt, 2013);
		return NULL;
	}
	record_statement(c, stmt->sql, args);
	slot = slot_get(c, stmt, shape, by_cursor);
	if (slot == NULL)
		return NULL;
	if (slot->busy)
		stmt_wrong(stmt, "run again while its rows are read", stmt->sql);
	params_fill(&params, stmt, args);
	if (params.count != mysql_stmt_param_count(slot->handle))
		stmt_wrong(stmt, "wrong number of arguments", stmt->sql);
	if (shape != NULL) {
		mysql_stmt_attr_set(slot->handle, STMT_ATTR_CURSOR_TYPE, &kind);
		mysql_stmt_attr_set(slot->handle, STMT_ATTR_PREFETCH_ROWS, &rows_at_once);
	}
	number = execute(slot, &params, c->db);
	if (number != 0) {
		db_failed(c, stmt, number, mysql_stmt_error(slot->handle));
		return NULL;
	}
	/* Only now: the columns of INSERT ... RETURNING are unknown before. */
	if (!slot->mapped)
		row_map(c->db, slot);
	return slot;
}

static void
note_changes(struct db *db, MYSQL_STMT *handle)
{
	db->changed = (int64_t)mysql_stmt_affected_rows(handle);
	db->inserted = (int64_t)mysql_stmt_insert_id(handle);
}

int
db_run_call(struct ctx *c, const struct call *call)
{
	struct slot *slot = start(c, call->stmt, NULL, call->args, false);

	if (slot == NULL)
		return -1;
	note_changes(c->db, slot->handle);
	record_inserted(c);
	return 0;
}

/*
 * The statement itself says not to wait (SET STATEMENT innodb_lock_wait_timeout
 * = 0 FOR ...): its 1205 is an answer, not a reason to run everything again.
 */
int
db_run_nowait(struct ctx *c, const struct call *call)
{
	must(c->reason == NULL);
	c->db->last_error = 0;
	if (db_run_call(c, call) == 0)
		return 0;
	if (c->db->last_error == ER_LOCK_WAIT_TIMEOUT && c->reason == &database_busy) {
		c->db->doomed = 0;
		fail_forget(c);
		return fail(c, &row_locked);
	}
	return -1;
}

int64_t
db_changed(const struct ctx *c)
{
	return c->db->changed;
}

int64_t
db_inserted(const struct ctx *c)
{
	return c->db->inserted;
}

/*
 * A row lock is met while rows are already on their way: the server then ends
 * the rows with the error (a deadlock, say), which the library keeps with the
 * connection and not with the statement.
 */
static int
fetch_failed(struct ctx *c, struct slot *slot)
{
	unsigned number = mysql_stmt_errno(slot->handle);

	if (number != 0)
		return db_failed(c, slot->stmt, number, mysql_stmt_error(slot->handle));
	return db_failed(c, slot->stmt, mysql_errno(c->db->mysql), mysql_error(c->db->mysql));
}

/* Row after row into the sink until the last.  0, or -1 with the reason. */
static int
fetch_rows(struct ctx *c, struct slot *slot, struct sink *sink)
{
	for (;;) {
		int got = mysql_stmt_fetch(slot->handle);
		void *row;

		if (got == MYSQL_NO_DATA)
			return 0;
		if (got != 0 && got != MYSQL_DATA_TRUNCATED)
			return fetch_failed(c, slot);
		row = sink->place(c, sink);
		if (row == NULL)
			return fail_internal(c, "%s:%d: more than one row", slot->stmt->file,
			    slot->stmt->line);
		if (row_take(c, slot, sink->arena, row) != 0)
			return -1;
		if (sink->taken != NULL && sink->taken(c, sink, slot, row) != 0)
			return -1;
	}
}

int
db_read(struct ctx *c, const struct query *q, bool by_cursor, struct sink *sink)
{
	struct slot *slot = start(c, q->stmt, q->shape, q->args, by_cursor);
	int result;

	if (slot == NULL)
		return -1;
	/* A cursor's rows wait at the server: other statements may run between. */
	slot->busy = true;
	c->db->iterating += by_cursor;
	result = fetch_rows(c, slot, sink);
	c->db->iterating -= by_cursor;
	slot->busy = false;
	if (!c->db->lost && by_cursor)
		mysql_stmt_reset(slot->handle);
	mysql_stmt_free_result(slot->handle);
	return result;
}

struct single { void *out; int count; };

static void *
place_single(struct ctx *c, struct sink *sink)
{
	struct single *single = sink->state;

	(void)c;
	return single->count++ == 0 ? single->out : NULL;
}

int
db_maybe_query(struct ctx *c, bool *found, const struct query *q)
{
	struct single single = { q->out, 0 };
	struct sink sink = { .arena = c->arena, .place = place_single, .state = &single };

	*found = false;
	if (db_read(c, q, false, &sink) != 0)
		return -1;
	*found = single.count == 1;
	return 0;
}

int
db_one_query(struct ctx *c, const struct query *q)
{
	bool found;

	if (db_maybe_query(c, &found, q) != 0)
		return -1;
	return found ? 0 : fail(c, &not_found);
}

struct gather { struct list *list; size_t row_size, room; };

static void *
place_in_list(struct ctx *c, struct sink *sink)
{
	struct gather *g = sink->state;
	struct list *list = g->list;

	if (list->count == g->room) {
		void *old = list->items;

		g->room = g->room != 0 ? g->room * 2 : 16;
		list->items = arena_alloc(c->arena, g->room * g->row_size);
		if (list->count != 0)
			memcpy(list->items, old, list->count * g->row_size);
	}
	return (char *)list->items + list->count++ * g->row_size;
}

int
db_list_query(struct ctx *c, const struct query *q)
{
	struct gather gather = { q->out, q->shape->size, 0 };
	struct sink sink = { .arena = c->arena, .place = place_in_list, .state = &gather };

	if (strstr(q->stmt->sql, "LIMIT") == NULL)
		stmt_wrong(q->stmt, "db_list without a LIMIT", q->stmt->sql);
	*gather.list = (struct list){ 0 };
	return db_read(c, q, false, &sink);
}

struct walk { int (*each)(struct ctx *, const void *, void *); void *arg, *row; };

static void *
place_walk(struct ctx *c, struct sink *sink)
{
	struct walk *walk = sink->state;

	(void)c;
	arena_reset(sink->arena);
	return walk->row;
}

static int
taken_walk(struct ctx *c, struct sink *sink, struct slot *slot, void *row)
{
	struct walk *walk = sink->state;

	(void)slot;
	return walk->each(c, row, walk->arg);
}

int
db_each_query(struct ctx *c, int (*each)(struct ctx *, const void *, void *), void *arg,
    const struct query *q)
{
	struct arena texts = { 0 };	/* of one row; each() keeps its own in c->arena */
	struct walk walk = { each, arg, arena_alloc(c->arena, q->shape->size) };
	struct sink sink = { .arena = &texts, .place = place_walk, .taken = taken_walk,
	    .state = &walk };
	int result = db_read(c, q, true, &sink);

	arena_rewind(&texts, (struct mark){ 0 });
	return result;
}
