#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "db/db.h"
#include "db/page.h"
#include "shape/shape.h"

/*
 * A route is a row: method, path, who may call, whether it is repeatable-safe,
 * handler, input, output and the reasons it may refuse with.  Nothing that a
 * row can state is code in a handler.  Routers, the OpenAPI document, the
 * TypeScript client, the rights screen and the generated access and bad-input
 * tests all read these rows.
 *
 * Names in {braces} of the path are members of the input; for GET and DELETE
 * the rest comes from the query, for others from the JSON body.
 */
enum method { GET, POST, PUT, DELETE };

/*
 * Who may call.  A right belongs to one audience; its name is what roles are
 * made of (table role_right).  Three are not given by roles:
 * right_public (nobody needs to be signed in), right_resident (every signed-in
 * resident), right_signed_in of an audience (every account of it).
 * Declared beside the rules:   RIGHT(right_sell, AUDIENCE_STAFF, "voucher.sell",
 *     "Sell vouchers at the counter");
 */
struct right {
	const char *name, *doc;
	enum audience audience;
	bool by_role;		/* false: every account of the audience has it */
};
#define RIGHT(id, audience_, name_, doc_)				\
	const struct right id = { name_, doc_, audience_, true }
extern const struct right right_public, right_resident, right_shop, right_staff;

/*
 * How an id from outside is owned.  The statement takes the id, then (unless
 * by is BY_ANYONE) the actor's value, and yields one row when the id may be
 * seen.  Reading the input answers 404 otherwise.
 */
enum owner { BY_ANYONE, BY_ACCOUNT, BY_PERSON, BY_SHOP };
struct within {
	const char *doc;
	enum owner by;
	const struct stmt *stmt;
};

enum {
	ONCE = 1,		/* repeatable-safe: Idempotency-Key required, see http/once.h */
	SLOW = 2,		/* hashes a password or draws: not for S1 workers' figures */
	CACHED = 4,		/* public GET that nginx may cache for a second */
	SAMPLE = 8,		/* exists only in the sample set-up */
};

/* What a handler gives instead of a shape: set .out = &document_shape. */
struct document {
	const char *type;	/* "application/pdf" "text/csv; charset=utf-8" */
	const char *name;	/* file name for the browser; NULL: shown inline */
	struct bytes body;
};
extern const struct shape document_shape;

/* A file too large to pass through a worker: nginx sends it from a folder of its own
 * (site.inc, /_stored/), and says by the ending of path ("packs/pack-12.zip") what it
 * is; .out = &sent_file_shape. */
struct sent_file { const char *name, *path; };
extern const struct shape sent_file_shape;

/* What a handler gives to send the browser to an event stream of nginx:
 * .out = &stream_shape, topic "shop-12". */
struct stream { const char *topic; };
extern const struct shape stream_shape;

/* A raw body (photo, file) instead of JSON: .upload; path members still come
 * from the path.  The handler finds the bytes with request_upload(c). */
struct upload {
	int64_t max_bytes;
	const char *const *types;	/* accepted Content-Types, ends with NULL */
};

struct route {
	enum method method;
	const char *path, *doc;
	const struct right *right;
	unsigned flags;
	int (*handle)(struct ctx *, const void *in, void *out);
	const struct shape *in, *out;	/* NULL: none; out NULL answers 204 */
	const struct reason *const *reasons;	/* beside those every route has */
	const struct listing *list;	/* GET: rows, next; ?as=csv exports; handle NULL */
	/* the arguments of the select itself */
	int (*list_fixed)(struct ctx *, const void *in, struct arg *args);
	const struct upload *upload;
};
#define REASONS(...) (const struct reason *const[]){ __VA_ARGS__, NULL }

/* Sets or clears the session cookie of an audience from a handler. */
void response_sign_in(struct ctx *, enum audience, const char *token, int64_t max_age_s);
void response_sign_out(struct ctx *, enum audience);
struct bytes request_upload(struct ctx *);
const char *request_upload_type(struct ctx *);
/* Client's address as nginx saw it, for limits; never logged, never stored plain. */
const char *request_address(struct ctx *);
/* What the browser calls itself, or NULL; for a word in the list of sessions. */
const char *request_agent(struct ctx *);
/* Value of the terminal cookie (a registered device of a shop), or NULL. */
const char *request_terminal(struct ctx *);
void response_terminal(struct ctx *, const char *token);	/* sets it for a year */

/* Every list can also be had as such a file, beside CSV.  Said by the main, once, for
 * what makes it stands above this folder. */
void routes_use_file(const struct file_format *);

/* Start-up walk over a program's rows: shapes, ids, paths, doubles, flags. */
void routes_check(const struct route *const *tables);

#endif
