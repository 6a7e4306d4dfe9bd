#include <stdio.h>
#include <string.h>

#include "db/inside.h"

/*
 * Statements are prepared at their first use on a connection and found again
 * by address.  Their number is bounded by the constants of the program.
 */
static size_t
slot_place(const struct db *db, const struct slot *wanted)
{
	size_t mask = db->slot_room - 1;
	size_t at = (((uintptr_t)wanted->stmt >> 3) * 31 + ((uintptr_t)wanted->shape >> 3)
	    + wanted->by_cursor) & mask;

	while (db->slots[at] != NULL &&
	    (db->slots[at]->stmt != wanted->stmt || db->slots[at]->shape != wanted->shape ||
	    db->slots[at]->by_cursor != wanted->by_cursor))
		at = (at + 1) & mask;
	return at;
}

static void
slots_grow(struct db *db)
{
	struct slot **old = db->slots;
	size_t old_room = db->slot_room;

	db->slot_room = old_room != 0 ? old_room * 2 : 64;
	db->slots = arena_alloc(&db->memory, db->slot_room * sizeof(struct slot *));
	for (size_t i = 0; i < old_room; i++)
		if (old[i] != NULL)
			db->slots[slot_place(db, old[i])] = old[i];
}

void
slots_drop(struct db *db)
{
	for (size_t i = 0; i < db->slot_room; i++)
		if (db->slots[i] != NULL)
			mysql_stmt_close(db->slots[i]->handle);
	db->slots = NULL;
	db->slot_count = db->slot_room = 0;
}

_Noreturn void
stmt_wrong(const struct stmt *stmt, const char *what, const char *name)
{
	char text[300];

	snprintf(text, sizeof text, "%s: %s", what, name);
	must_failed(text, stmt->file, stmt->line);
}

struct slot *
slot_get(struct ctx *c, const struct stmt *stmt, const struct shape *shape, bool by_cursor)
{
	struct slot wanted = { .stmt = stmt, .shape = shape, .by_cursor = by_cursor };
	struct db *db = c->db;
	MYSQL_STMT *handle;
	struct slot *slot;

	if (db->slot_count * 2 >= db->slot_room)
		slots_grow(db);
	slot = db->slots[slot_place(db, &wanted)];
	if (slot != NULL)
		return slot;
	handle = mysql_stmt_init(db->mysql);
	must(handle != NULL);
	if (mysql_stmt_prepare(handle, stmt->sql, strlen(stmt->sql)) != 0) {
		db_failed(c, stmt, mysql_stmt_errno(handle), mysql_stmt_error(handle));
		mysql_stmt_close(handle);
		return NULL;
	}
	slot = arena_alloc(&db->memory, sizeof *slot);
	*slot = wanted;
	slot->handle = handle;
	db->slots[slot_place(db, slot)] = slot;
	db->slot_count++;
	return slot;
}
