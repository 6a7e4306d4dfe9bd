#include <string.h>

#include "base/text.h"
#include "db/cursor.h"
#include "db/inside.h"
#include "shape/write.h"

enum { FILTERS_MAX = 12 };

/*
 * One combination of a list: which filters, which order, behind a cursor or
 * from the start.  Its statement is put together once, from the list's own
 * constants, and kept for the life of the process.
 */
struct combination {
	const struct listing *listing;
	const struct order *order;
	unsigned filters;
	bool behind;
	struct stmt stmt;
	struct combination *next;
};

static struct combination *combinations;

/* The " FROM " of the outermost select: outside of brackets and quotes. */
static const char *
outer_from(const struct listing *listing)
{
	int depth = 0;
	bool quoted = false;

	for (const char *s = listing->select; *s != '\0'; s++) {
		quoted = quoted != (*s == '\'');
		depth += quoted ? 0 : (*s == '(') - (*s == ')');
		if (depth == 0 && !quoted && strncmp(s, " FROM ", 6) == 0)
			return s;
	}
	must_failed("a listing's select has a FROM", listing->key, 0);
}

static const char *
compose(struct arena *a, const struct combination *k)
{
	const struct listing *l = k->listing;
	const char *from = outer_from(l), *by = k->order->by;
	const char *down = k->order->descending ? " DESC" : "";
	char sign = k->order->descending ? '<' : '>';
	struct text_buffer b = { .arena = a };

	buffer_add(&b, l->select, (size_t)(from - l->select));
	buffer_format(&b, ", %s AS page_by%s", by, from);
	for (int i = 0; l->filters != NULL && l->filters[i].name != NULL; i++)
		if ((k->filters >> i & 1) != 0)
			buffer_format(&b, " AND (%s)", l->filters[i].where);
	/* The first half is what an index can use. */
	if (k->behind)
		buffer_format(&b, " AND %s %c= ? AND (%s %c ? OR %s %c ?)", by, sign, by, sign,
		    l->key, sign);
	buffer_format(&b, " ORDER BY %s%s, %s%s LIMIT ?", by, down, l->key, down);
	buffer_add(&b, "", 1);
	return b.data;
}

static const struct stmt *
combination_stmt(struct ctx *c, struct combination wanted)
{
	struct combination *k;
	const char *sql;
	char *kept;

	for (k = combinations; k != NULL; k = k->next)
		if (k->listing == wanted.listing && k->order == wanted.order &&
		    k->filters == wanted.filters && k->behind == wanted.behind)
			return &k->stmt;
	k = arena_forever(sizeof *k);
	*k = wanted;
	sql = compose(c->arena, k);
	kept = arena_forever(strlen(sql) + 1);
	memcpy(kept, sql, strlen(sql) + 1);
	k->stmt = (struct stmt){ kept, k->listing->row->name, 0 };
	k->next = combinations;
	combinations = k;
	return &k->stmt;
}

static struct arg
member_arg(const struct field *f, const void *in)
{
	const void *at = field_of(f, in);

	switch (f->kind) {
	case KIND_TEXT:
		return arg_text(*(const char *const *)at);
	case KIND_INT:
		return arg_int(*(const int64_t *)at);
	case KIND_BOOL:
		return arg_bool(*(const bool *)at);
	case KIND_INSTANT:
		return arg_instant(*(const struct instant *)at);
	case KIND_BYTES:
		return arg_bytes(*(const struct bytes *)at);
	case KIND_MAYBE_TEXT:
		return arg_maybe_text(*(const struct maybe_text *)at);
	case KIND_MAYBE_INT:
		return arg_maybe_int(*(const struct maybe_int *)at);
	case KIND_LIST:
	case KIND_OBJECT:
		break;
	}
	must_failed(f->name, "a filter, key or order is no list or object", 0);
}

static struct arg
member(const struct shape *shape, const void *in, const char *name)
{
	const struct field *f = shape->fields;

	while (f->name != NULL && strcmp(f->name, name) != 0)
		f++;
	if (f->name == NULL)
		must_failed(name, shape->name, 0);
	return member_arg(f, in);
}

/* 0 and false say "not asked for"; a maybe that is present says so itself. */
static bool
is_given(const struct shape *shape, const void *in, const char *name, struct arg *value)
{
	const struct field *f = shape->fields;

	*value = member(shape, in, name);
	while (strcmp(f->name, name) != 0)
		f++;
	if (value->kind == ARG_INT && f->kind != KIND_MAYBE_INT)
		return value->number != 0;
	return value->kind != ARG_NULL;
}

/* What a page is read by. */
struct reading {
	const struct listing *listing;
	const struct shape *in_shape;
	const void *in;
	struct combination combination;
	struct query query;
	unsigned args;
};

static void
arg_add(struct reading *r, struct arg a)
{
	must(r->args < ARGS_MAX - 1);
	r->query.args[r->args++] = a;
}

static void
add_filters(struct reading *r)
{
	const struct filter *filters = r->listing->filters;

	for (int i = 0; filters != NULL && filters[i].name != NULL; i++) {
		struct arg value;

		must(i < FILTERS_MAX);
		if (!is_given(r->in_shape, r->in, filters[i].name, &value))
			continue;
		r->combination.filters |= 1U << i;
		arg_add(r, value);
	}
}

static int
after_is_wrong(struct ctx *c)
{
	struct arg params[2] = { arg_named("format", A(format_cursor.name)) };
	struct problem *p = arena_alloc(c->arena, sizeof *p);

	*p = (struct problem){ "/after", "wrong_format",
	    arena_copy(c->arena, params, sizeof params), NULL };
	if (c->reason == NULL) {
		c->reason = &invalid_input;
		c->problems = p;
	}
	return -1;
}

static int
add_cursor(struct ctx *c, struct reading *r)
{
	struct arg after = member(r->in_shape, r->in, "after"), by, key;

	if (after.kind == ARG_NULL)
		return 0;
	if (!cursor_read(c->arena, r->listing, r->combination.order, after.text, &by, &key))
		return after_is_wrong(c);
	r->combination.behind = true;
	arg_add(r, by);
	arg_add(r, by);
	arg_add(r, key);
	return 0;
}

static void
choose_order(struct reading *r)
{
	struct arg wanted = member(r->in_shape, r->in, "order");
	const struct order *o = r->listing->orders;

	if (wanted.kind != ARG_NULL)
		while (o->name != NULL && strcmp(o->name, wanted.text) != 0)
			o++;
	must(o->name != NULL);	/* the input's choices are the list's orders */
	r->combination.order = o;
}

static int
reading_make(struct ctx *c, struct reading *r, const struct arg *fixed, bool paged)
{
	r->combination = (struct combination){ .listing = r->listing };
	for (int i = 0; i < r->listing->fixed; i++)
		arg_add(r, fixed[i]);
	choose_order(r);
	add_filters(r);
	if (paged && add_cursor(c, r) != 0)
		return -1;
	r->query.stmt = combination_stmt(c, r->combination);
	r->query.shape = r->listing->row;
	return 0;
}

/* "s.sale_id" is the row's member sale_id. */
static const char *
key_member(const struct listing *listing)
{
	const char *dot = strrchr(listing->key, '.');

	return dot != NULL ? dot + 1 : listing->key;
}

struct page_sink {
	const struct listing *listing;
	struct page *page;
	size_t limit;
	bool more;
	struct arg by, key;
	void *spare;		/* the row that only says: there is more */
};

static void *
place_on_page(struct ctx *c, struct sink *sink)
{
	struct page_sink *p = sink->state;

	(void)c;
	if (p->page->rows.count == p->limit) {
		p->more = true;
		return p->spare;
	}
	return (char *)p->page->rows.items + p->page->rows.count++ * p->listing->row->size;
}

static int
taken_on_page(struct ctx *c, struct sink *sink, struct slot *slot, void *row)
{
	struct page_sink *p = sink->state;

	if (p->page->rows.count < p->limit || p->more)
		return 0;
	p->by = row_order_value(slot, c->arena);
	p->key = member(p->listing->row, row, key_member(p->listing));
	return 0;
}

static int
page_open(struct ctx *c, const struct listing *listing, const struct page *page)
{
	char *row = page->rows.items;

	for (size_t i = 0; listing->open != NULL && i < page->rows.count; i++)
		if (listing->open(c, row + i * listing->row->size) != 0)
			return -1;
	return 0;
}

int
page_read(struct ctx *c, const struct listing *listing, const struct shape *in_shape,
    const void *in, const struct arg *fixed, struct page *out)
{
	struct reading r = { .listing = listing, .in_shape = in_shape, .in = in };
	int64_t limit = member(in_shape, in, "limit").number;
	struct page_sink p = { .listing = listing, .page = out };
	struct sink sink = { .arena = c->arena, .place = place_on_page,
	    .taken = taken_on_page, .state = &p };

	must(limit >= 1 && limit <= PAGE_ROWS_MAX);
	if (reading_make(c, &r, fixed, true) != 0)
		return -1;
	arg_add(&r, A(limit + 1));
	p.limit = (size_t)limit;
	p.spare = arena_alloc(c->arena, listing->row->size);
	*out = (struct page){ .rows.items = arena_alloc(c->arena, p.limit * listing->row->size) };
	if (db_read(c, &r.query, false, &sink) != 0 || page_open(c, listing, out) != 0)
		return -1;
	if (p.more)
		out->next = cursor_write(c->arena, listing, r.combination.order, &p.by, &p.key);
	return 0;
}

struct csv_file { const struct shape *row; struct text_buffer text; };

static void *
csv_begin(struct ctx *c, const struct listing *listing)
{
	struct csv_file *f = arena_alloc(c->arena, sizeof *f);

	*f = (struct csv_file){ listing->row, { .arena = c->arena } };
	buffer_text(&f->text, "\xEF\xBB\xBF");
	csv_heading(c, &f->text, f->row);
	return f;
}

static int
csv_row(struct ctx *c, void *file, const void *row)
{
	struct csv_file *f = file;

	csv_line(c, &f->text, f->row, row);
	return 0;
}

static int
csv_end(struct ctx *c, void *file, struct bytes *out)
{
	const struct csv_file *f = file;

	(void)c;
	*out = (struct bytes){ f->text.data, f->text.size };
	return 0;
}

const struct file_format file_csv = { "csv", "text/csv; charset=utf-8", csv_begin, csv_row,
	csv_end };

struct exporting {
	const struct file_format *format;
	const struct listing *listing;
	void *file, *opened;		/* opened: one row */
	struct arena arena;		/* of what was opened of it */
};

static void
exporting_end(void *arg)
{
	struct exporting *e = arg;

	arena_rewind(&e->arena, (struct mark){ 0 });
}

/* What is opened of a row is gone with the row: a file may have very many. */
static int
open_row(struct ctx *c, struct exporting *e, const void *row)
{
	struct arena *whole = c->arena;
	int result;

	memcpy(e->opened, row, e->listing->row->size);
	arena_reset(&e->arena);
	c->arena = &e->arena;
	result = e->listing->open(c, e->opened);
	c->arena = whole;
	return result;
}

static int
export_row(struct ctx *c, const void *row, void *arg)
{
	struct exporting *e = arg;

	if (e->listing->open == NULL)
		return e->format->row(c, e->file, row);
	return open_row(c, e, row) != 0 ? -1 : e->format->row(c, e->file, e->opened);
}

int
page_export(struct ctx *c, const struct listing *listing, const struct shape *in_shape,
    const void *in, const struct arg *fixed, struct export *out)
{
	struct reading r = { .listing = listing, .in_shape = in_shape, .in = in };
	struct exporting *e = arena_alloc(c->arena, sizeof *e);

	if (reading_make(c, &r, fixed, false) != 0)
		return -1;
	arg_add(&r, A(EXPORT_ROWS_MAX));
	*e = (struct exporting){ .format = out->format, .listing = listing,
	    .opened = arena_alloc(c->arena, listing->row->size) };
	arena_defer(c->arena, exporting_end, e);
	e->file = e->format->begin(c, listing);
	if (db_each_query(c, export_row, e, &r.query) != 0)
		return -1;
	if (e->format->end(c, e->file, &out->body) != 0)
		return -1;
	out->replaced = e->format->replaced != NULL ? e->format->replaced(e->file) : 0;
	return 0;
}

int
page_check(struct ctx *c, const struct listing *listing)
{
	unsigned count = 0;
	struct mark mark = arena_mark(c->arena);

	while (listing->filters != NULL && listing->filters[count].name != NULL)
		count++;
	must(count <= FILTERS_MAX);
	/* Here, and not only when somebody turns the first page. */
	member(listing->row, arena_alloc(c->arena, listing->row->size), key_member(listing));
	for (const struct order *o = listing->orders; o->name != NULL; o++) {
		for (unsigned n = 0; n < 2U << count; n++) {
			struct combination k = { listing, o, n >> 1, n & 1, { 0 }, NULL };
			struct stmt stmt = { compose(c->arena, &k), listing->row->name, 0 };

			if (stmt_check(c, &stmt) != 0)
				return -1;
			arena_rewind(c->arena, mark);
		}
	}
	return 0;
}
