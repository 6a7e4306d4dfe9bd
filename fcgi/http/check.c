#include "http/edge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/reasons.h"

/* A wrong row is a programming error: it ends every program that holds it. */
_Noreturn static void
refuse(const struct route *r, const char *what, const char *name)
{
	fprintf(stderr, "route %s %s: %s%s%s\n", method_names[r->method], r->path, what,
	    name != NULL ? " " : "", name != NULL ? name : "");
	exit(1);
}

static bool
is_path_member(const struct route *r, const char *name)
{
	char member[64];
	const char *at = r->path;

	while ((at = path_param_next(at, member)) != NULL) {
		if (strcmp(member, name) == 0)
			return true;
	}
	return false;
}

static void
path_check(const struct route *r)
{
	char member[64];
	const char *at = r->path;

	if (strncmp(r->path, "/api/", 5) != 0 || strstr(r->path, "//") != NULL
	    || r->path[strlen(r->path) - 1] == '/')
		refuse(r, "the path is not /api/PROGRAM/...", NULL);
	if (strlen(r->path) > 110)
		refuse(r, "the path is too long to be kept with a key", NULL);
	while ((at = path_param_next(at, member)) != NULL) {
		const struct field *f = r->in != NULL ? shape_field(r->in, member) : NULL;

		if (f == NULL)
			refuse(r, "the input has no member", member);
		if (f->optional || (f->kind != KIND_INT && f->kind != KIND_TEXT))
			refuse(r, "must be a required text or integer:", member);
	}
}

static void
owner_check(const struct route *r, const struct field *f)
{
	enum audience audience = r->right->audience;
	enum owner by = f->within->by;

	if ((by == BY_SHOP && audience != AUDIENCE_SHOP)
	    || (by == BY_PERSON && audience != AUDIENCE_RESIDENT)
	    || (by == BY_ACCOUNT && audience == AUDIENCE_PUBLIC))
		refuse(r, "the caller has no such owner for", f->name);
	if (f->within->stmt == NULL || f->within->doc == NULL)
		refuse(r, "the way of owning is not complete for", f->name);
}

static void
fields_check(const struct route *r, const struct shape *shape, bool top)
{
	bool in_address = r->method == GET || r->method == DELETE || r->upload != NULL;

	for (const struct field *f = shape->fields; f->name != NULL; f++) {
		bool in_path = top && is_path_member(r, f->name);

		if (f->secret && (in_address || in_path))
			refuse(r, "a secret must not travel in an address:", f->name);
		if (r->upload != NULL && !in_path && !f->optional)
			refuse(r, "beside a raw body only the path is read:", f->name);
		if (f->within != NULL)
			owner_check(r, f);
		if (f->of != NULL)
			fields_check(r, f->of, false);
	}
}

static void
flags_check(const struct route *r)
{
	if (r->flags & ONCE && (r->method == GET || r->out == &stream_shape ||
	    r->out == &sent_file_shape))
		refuse(r, "ONCE is for acts", NULL);
	if (r->flags & CACHED && (r->method != GET || r->right != &right_public))
		refuse(r, "CACHED is for what everybody may read", NULL);
	if (r->upload != NULL && r->method != POST && r->method != PUT)
		refuse(r, "an upload needs POST or PUT", NULL);
	if (r->upload != NULL && (r->upload->max_bytes <= 0 || r->upload->types == NULL
		|| r->upload->types[0] == NULL))
		refuse(r, "an upload needs a limit and types", NULL);
	if (r->list != NULL && (r->method != GET || r->handle != NULL || r->out != NULL
		|| r->in == NULL || r->list->row == NULL))
		refuse(r, "a list is GET with an input and rows, and no handler", NULL);
	if (r->list == NULL && r->handle == NULL)
		refuse(r, "nothing handles it", NULL);
}

static void
reasons_check(const struct route *r)
{
	for (size_t i = 0; r->reasons != NULL && r->reasons[i] != NULL; i++) {
		for (size_t j = 0; universal_reasons[j] != NULL; j++) {
			if (r->reasons[i] == universal_reasons[j])
				refuse(r, "every route has the reason", r->reasons[i]->code);
		}
		if (r->reasons[i]->status < 400 || r->reasons[i]->status > 599)
			refuse(r, "has no status:", r->reasons[i]->code);
	}
}

/* A file of the list is read by people, and a choice is a code. */
static void
list_row_check(const struct route *r, const struct shape *row)
{
	shape_check(row, false);
	for (const struct field *f = row->fields; f->name != NULL; f++) {
		if (f->choices != NULL && f->words == NULL)
			refuse(r, "a choice of a list needs .words:", f->name);
	}
}

static void
row_check(const struct route *r)
{
	if (r->doc == NULL || r->doc[0] == '\0' || r->right == NULL)
		refuse(r, "the summary or the right is missing", NULL);
	flags_check(r);
	path_check(r);
	reasons_check(r);
	if (r->in != NULL) {
		shape_check(r->in, true);
		fields_check(r, r->in, true);
	}
	if (r->out != NULL && r->out != &document_shape && r->out != &sent_file_shape &&
	    r->out != &stream_shape)
		shape_check(r->out, false);
	if (r->list != NULL)
		list_row_check(r, r->list->row);
}

/* /cards/{card_id} and /cards/{number} would fight for the same requests. */
static bool
paths_same(const char *a, const char *b)
{
	while (*a == *b || (*a == '{' && *b == '{')) {
		if (*a == '\0')
			return true;
		if (*a == '{') {
			a += strcspn(a, "/");
			b += strcspn(b, "/");
			continue;
		}
		a++;
		b++;
	}
	return false;
}

static void
doubles_check(const struct route *const *tables, const struct route *r)
{
	for (; *tables != NULL; tables++) {
		for (const struct route *other = *tables; other->path != NULL; other++) {
			if (other != r && other->method == r->method
			    && paths_same(other->path, r->path))
				refuse(r, "there are two of it", NULL);
		}
	}
}

void
routes_check(const struct route *const *tables)
{
	for (const struct route *const *t = tables; *t != NULL; t++) {
		for (const struct route *r = *t; r->path != NULL; r++) {
			row_check(r);
			doubles_check(tables, r);
		}
	}
}
