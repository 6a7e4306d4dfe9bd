#include "http/spec_rows.h"

#include <stdlib.h>
#include <string.h>

enum { REASONS_MAX = 512 };

/* NULL after the last; start with a zeroed walk. */
const struct route *
row_next(struct row_walk *w, const struct route *const *tables)
{
	if (w->table == NULL) {
		w->table = tables;
		w->next = *tables;
	}
	while (*w->table != NULL && w->next->path == NULL)
		w->next = *++w->table;
	return *w->table != NULL ? w->next++ : NULL;
}

bool
row_is_file(const struct route *r)
{
	return r->out == &document_shape || r->out == &sent_file_shape;
}

bool
row_is_json(const struct route *r)
{
	return r->out != NULL && !row_is_file(r) && r->out != &stream_shape;
}

const char *
row_out_kind(const struct route *r)
{
	if (r->list != NULL || row_is_json(r))
		return "json";
	if (row_is_file(r))
		return "document";
	return r->out == &stream_shape ? "stream" : "none";
}

bool
row_holds_path(const struct route *r, const char *name)
{
	char member[64];
	const char *at = r->path;

	while ((at = path_param_next(at, member)) != NULL) {
		if (strcmp(member, name) == 0)
			return true;
	}
	return false;
}

static int
by_name(const void *a, const void *b)
{
	const struct shape *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

struct shape_set
row_shapes(const struct route *const *tables)
{
	struct shape_set set = { 0 };
	struct row_walk walk = { 0 };
	const struct route *r;

	while ((r = row_next(&walk, tables)) != NULL) {
		if (r->in != NULL)
			shape_set_add(&set, r->in);
		if (row_is_json(r))
			shape_set_add(&set, r->out);
		if (r->list != NULL)
			shape_set_add(&set, r->list->row);
	}
	if (set.count > 0)
		qsort(set.shapes, set.count, sizeof *set.shapes, by_name);
	return set;
}

static int
by_code(const void *a, const void *b)
{
	const struct reason *const *x = a, *const *y = b;

	return strcmp((*x)->code, (*y)->code);
}

static size_t
reasons_add(const struct reason *const *from, const struct reason **into, size_t count,
    size_t room)
{
	for (; from != NULL && *from != NULL; from++) {
		size_t i = 0;

		while (i < count && strcmp(into[i]->code, (*from)->code) != 0)
			i++;
		if (i < count)
			continue;
		must(count < room);
		into[count++] = *from;
	}
	return count;
}

size_t
row_reasons_of(const struct route *r, const struct reason **into, size_t room)
{
	size_t count = reasons_add(r->reasons, into, 0, room);

	if (r->flags & ONCE)
		count = reasons_add(once_reasons, into, count, room);
	count = reasons_add(universal_reasons, into, count, room);
	qsort(into, count, sizeof *into, by_code);
	return count;
}

const struct reason *const *
row_reasons(const struct route *const *tables)
{
	static const struct reason *all[REASONS_MAX];
	struct row_walk walk = { 0 };
	const struct route *r;
	size_t count = reasons_add(universal_reasons, all, 0, REASONS_MAX - 1);

	count = reasons_add(once_reasons, all, count, REASONS_MAX - 1);
	while ((r = row_next(&walk, tables)) != NULL)
		count = reasons_add(r->reasons, all, count, REASONS_MAX - 1);
	qsort(all, count, sizeof *all, by_code);
	all[count] = NULL;
	return all;
}
