#ifndef DB_PAGE_H
#define DB_PAGE_H

#include "db/db.h"

/*
 * A list is a row of constants: base SELECT, filters, sort orders.  Paging is
 * by key, never by offset.  Every combination is prepared by check-sql.
 *
 *     const struct listing sale_listing = {
 *         .select = "SELECT s.sale_id, s.sold_at, s.sets FROM sale s WHERE s.round_id = ?",
 *         .fixed = 1,                      // arguments of the select itself
 *         .filters = (const struct filter[]){
 *             { "sold_from", "s.sold_at >= ?" },
 *             { "clerk", "s.clerk_account_id = ?" }, { 0 } },
 *         .orders = (const struct order[]){
 *             { "newest", "s.sold_at", true }, { "sets", "s.sets", false }, { 0 } },
 *         .key = "s.sale_id", .row = &sale_row_shape };
 * The column after the order's name must be a plain or indexed expression
 * that is never NULL; key is unique and a member "sale_id" of the row.
 * The select must not end in ORDER BY, GROUP BY or LIMIT and must have a WHERE
 * that further ANDs can follow.  A cursor is bound to its list and order; a
 * damaged or foreign one is invalid_input at "after".
 */
struct filter { const char *name, *where; };	/* one ? each; name: member of the input */
struct order { const char *name, *by; bool descending; };
struct listing {
	const char *select;
	int fixed;
	const struct filter *filters;
	const struct order *orders;	/* the first is the default */
	const char *key;
	const struct shape *row;
	const char *export_name;	/* name of the file, without date and ending */
	/* Opens what no column holds in the clear into optional members of a row, on a
	 * page and in a file alike; NULL: nothing. */
	int (*open)(struct ctx *, void *row);
};

/*
 * A kind of file that all rows of a list can be had as.  CSV is here; the floors above
 * bring their own (out/xlsx.h).  begin makes what row and end are given; a file that
 * is not brought to its end is closed with the arena.
 */
struct file_format {
	const char *name, *type;	/* "csv"; media type */
	void *(*begin)(struct ctx *, const struct listing *);
	int (*row)(struct ctx *, void *file, const void *row);
	int (*end)(struct ctx *, void *file, struct bytes *out);
	const char *ending;		/* NULL: the name */
	int64_t (*replaced)(const void *file);	/* signs it could not hold; NULL: it holds all */
};
extern const struct file_format file_csv;	/* UTF-8 with BOM, see shape/write.h */
struct export { const struct file_format *format; struct bytes body; int64_t replaced; };
enum { PAGE_ROWS_MAX = 200, EXPORT_ROWS_MAX = 200000 };

/* What the caller of a list route gives; part of every list's input shape
 * (PAGE_FIELDS below).  order NULL: the first; after: a cursor from next. */
struct page { struct list rows; const char *next; };

/* in: the input struct, whose members named like filters are applied when
 * present (text non-NULL, maybe present, integer not 0, bool true). */
int page_read(struct ctx *, const struct listing *, const struct shape *in_shape,
    const void *in, const struct arg *fixed, struct page *out);
/* All rows in the order, at most EXPORT_ROWS_MAX, as a file of out->format. */
int page_export(struct ctx *, const struct listing *, const struct shape *in_shape,
    const void *in, const struct arg *fixed, struct export *out);
int page_check(struct ctx *, const struct listing *);	/* prepares every combination */

/* Members and fields of every list's input. */
#define PAGE_MEMBERS const char *order, *after; int64_t limit
#define PAGE_FIELDS(T, orders_)						\
	FIELD(T, order, "Sort order", .choices = orders_, .optional = true), \
	FIELD(T, after, "Cursor: next of the page before",		\
	    .format = &format_cursor, .max = 400, .optional = true),	\
	FIELD(T, limit, "Rows of a page", .min = 1, .max = PAGE_ROWS_MAX,	\
	    .optional = true, .otherwise = 50)
#endif
