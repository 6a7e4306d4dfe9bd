#include <string.h>

#include "db/inside.h"

/*
 * Columns are matched with the shape once per prepared statement.  Each has
 * a small buffer; only a longer text or bytes are fetched a second time.
 */
static const char order_column[] = "page_by";

static const struct field *
field_named(const struct shape *shape, const char *name)
{
	for (const struct field *f = shape->fields; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static bool
is_integer(enum enum_field_types type)
{
	return type == MYSQL_TYPE_TINY || type == MYSQL_TYPE_SHORT || type == MYSQL_TYPE_INT24 ||
	    type == MYSQL_TYPE_LONG || type == MYSQL_TYPE_LONGLONG || type == MYSQL_TYPE_YEAR;
}

/* What stands in the column's way, if anything. */
static const char *
column_fault(const struct slot *slot, unsigned at, const struct field *f)
{
	if (f == NULL)
		return "column without a field in the shape";
	if (f->kind == KIND_LIST || f->kind == KIND_OBJECT)
		return "column for a list or an object";
	for (unsigned i = 0; i < at; i++)
		if (slot->columns[i].field == f)
			return "column twice";
	return NULL;
}

static MYSQL_BIND
column_bind(struct column *col)
{
	MYSQL_BIND b = { .buffer = &col->value, .length = &col->length,
	    .is_null = &col->null, .error = &col->error };

	switch (col->kind) {
	case KIND_INT:
	case KIND_BOOL:
	case KIND_MAYBE_INT:
		b.buffer_type = MYSQL_TYPE_LONGLONG;
		break;
	case KIND_INSTANT:
		b.buffer_type = MYSQL_TYPE_DATETIME;
		b.buffer_length = sizeof col->value.time;
		break;
	case KIND_BYTES:
		b.buffer_type = MYSQL_TYPE_BLOB;
		b.buffer_length = sizeof col->value.text;
		break;
	default:
		b.buffer_type = MYSQL_TYPE_STRING;
		b.buffer_length = sizeof col->value.text;
	}
	return b;
}

/* A field no column fills must be one that may be absent. */
static void
fields_check(const struct slot *slot)
{
	for (const struct field *f = slot->shape->fields; f->name != NULL; f++) {
		bool found = f->optional || f->kind == KIND_LIST || f->kind == KIND_OBJECT;

		for (unsigned i = 0; i < slot->column_count; i++)
			found = found || slot->columns[i].field == f;
		if (!found)
			stmt_wrong(slot->stmt, "required field without a column", f->name);
	}
}

void
row_map(struct db *db, struct slot *slot)
{
	MYSQL_BIND binds[COLUMNS_MAX];
	MYSQL_RES *names = mysql_stmt_result_metadata(slot->handle);

	if ((names != NULL) != (slot->shape != NULL))
		stmt_wrong(slot->stmt, names != NULL ? "db_run of a statement with rows" :
		    "a statement without rows", slot->stmt->sql);
	slot->mapped = true;
	if (names == NULL)
		return;
	slot->column_count = mysql_num_fields(names);
	must(slot->column_count <= COLUMNS_MAX);
	slot->columns = arena_alloc(&db->memory, slot->column_count * sizeof *slot->columns);
	for (unsigned i = 0; i < slot->column_count; i++) {
		const MYSQL_FIELD *from = mysql_fetch_field_direct(names, i);
		struct column *col = &slot->columns[i];

		col->field = field_named(slot->shape, from->name);
		if (col->field == NULL && (slot->shape->fields->name == NULL ||
		    strcmp(from->name, order_column) == 0))
			col->kind = is_integer(from->type) ? KIND_INT : KIND_TEXT;
		else if (column_fault(slot, i, col->field) != NULL)
			stmt_wrong(slot->stmt, column_fault(slot, i, col->field), from->name);
		else
			col->kind = col->field->kind;
		binds[i] = column_bind(col);
	}
	mysql_free_result(names);
	fields_check(slot);
	must(mysql_stmt_bind_result(slot->handle, binds) == 0);
}

/* Text or bytes of the column, with a NUL behind, in the arena. */
static struct bytes
column_bytes(struct slot *slot, unsigned at, struct arena *a)
{
	struct column *col = &slot->columns[at];
	char *to = arena_alloc(a, col->length + 1);
	unsigned long length = col->length;
	MYSQL_BIND again = { .buffer = to, .buffer_length = length + 1, .length = &length,
	    .buffer_type = col->kind == KIND_BYTES ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING };

	if (length <= sizeof col->value.text)
		memcpy(to, col->value.text, length);
	else
		must(mysql_stmt_fetch_column(slot->handle, &again, at, 0) == 0);
	to[length] = '\0';
	return (struct bytes){ to, length };
}

static void
take_value(struct slot *slot, unsigned at, struct arena *a, void *into)
{
	const struct column *col = &slot->columns[at];

	switch (col->kind) {
	case KIND_INT:
		*(int64_t *)into = col->value.number;
		break;
	case KIND_BOOL:
		*(bool *)into = col->value.number != 0;
		break;
	case KIND_INSTANT:
		((struct instant *)into)->ms = instant_of_time(&col->value.time);
		break;
	case KIND_TEXT:
		*(const char **)into = column_bytes(slot, at, a).data;
		break;
	case KIND_BYTES:
		*(struct bytes *)into = column_bytes(slot, at, a);
		break;
	case KIND_MAYBE_TEXT:
		*(struct maybe_text *)into = (struct maybe_text){ IS_PRESENT,
		    column_bytes(slot, at, a).data };
		break;
	case KIND_MAYBE_INT:
		*(struct maybe_int *)into = (struct maybe_int){ IS_PRESENT, col->value.number };
		break;
	case KIND_LIST:
	case KIND_OBJECT:
		stmt_wrong(slot->stmt, "a column for a list or an object", col->field->name);
	}
}

/* Zero already says NULL for texts, bytes and instants. */
static void
take_null(const struct slot *slot, const struct field *f, void *into)
{
	if (f->kind == KIND_MAYBE_TEXT)
		((struct maybe_text *)into)->is = IS_NULL;
	else if (f->kind == KIND_MAYBE_INT)
		((struct maybe_int *)into)->is = IS_NULL;
	else if ((f->kind == KIND_INT || f->kind == KIND_BOOL) && !f->optional)
		stmt_wrong(slot->stmt, "NULL for a required integer", f->name);
}

int
row_take(struct ctx *c, struct slot *slot, struct arena *a, void *row)
{
	memset(row, 0, slot->shape->size);
	for (const struct field *f = slot->shape->fields; f->name != NULL; f++) {
		if (f->optional && f->kind == KIND_INT)
			*(int64_t *)field_in(f, row) = f->otherwise;
		else if (f->optional && f->kind == KIND_BOOL)
			*(bool *)field_in(f, row) = f->otherwise != 0;
	}
	for (unsigned i = 0; i < slot->column_count; i++) {
		const struct column *col = &slot->columns[i];
		const struct field *f = col->field;
		bool is_number = col->kind == KIND_INT || col->kind == KIND_BOOL ||
		    col->kind == KIND_MAYBE_INT;

		if (f == NULL)
			continue;
		if (col->null)
			take_null(slot, f, field_in(f, row));
		else if (is_number && col->error)
			return fail_internal(c, "%s:%d: column %s is not a whole number "
			    "of 64 bits", slot->stmt->file, slot->stmt->line, f->name);
		else
			take_value(slot, i, a, field_in(f, row));
	}
	return 0;
}

struct arg
row_order_value(struct slot *slot, struct arena *a)
{
	for (unsigned i = 0; i < slot->column_count; i++) {
		const struct column *col = &slot->columns[i];

		if (col->field != NULL)
			continue;
		if (col->null)
			stmt_wrong(slot->stmt, "NULL in the column of an order", order_column);
		return col->kind == KIND_INT ? arg_int(col->value.number) :
		    arg_text(column_bytes(slot, i, a).data);
	}
	stmt_wrong(slot->stmt, "no column", order_column);
}
