#ifndef BASE_CTX_H
#define BASE_CTX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct config;
struct db;

/*
 * What a rule may touch while it serves one request, job or command: memory,
 * the database, the time, who acts, and where to say why it refused.  A ctx
 * never knows HTTP: jobd and madoctl run the same rules as the workers.
 */

/* One way to refuse.  A constant beside the rule that refuses. */
struct reason {
	int status;		/* HTTP status class the edge answers with */
	const char *code;	/* stable word; sentences are in web/src/i18n/ */
};

/* A named value: of a refusal, or bound to a statement (db/db.h). */
struct arg {
	enum { ARG_END, ARG_TEXT, ARG_INT, ARG_BYTES, ARG_INSTANT, ARG_NULL } kind;
	const char *name;
	const char *text;
	int64_t number;
	struct bytes bytes;
};

/* A moment: milliseconds since 1970-01-01T00:00:00Z; 0 means none. */
struct instant {
	int64_t ms;
};

/* Absent, null and present are three things (a field that may be cleared). */
enum presence { IS_ABSENT, IS_NULL, IS_PRESENT };
struct maybe_text {
	enum presence is;
	const char *text;
};
struct maybe_int {
	enum presence is;
	int64_t number;
};

struct arg arg_text(const char *);		/* NULL binds SQL NULL */
struct arg arg_int(int64_t);
struct arg arg_bool(bool);
struct arg arg_bytes(struct bytes);		/* .data NULL binds SQL NULL */
struct arg arg_instant(struct instant);		/* 0 binds SQL NULL */
struct arg arg_maybe_text(struct maybe_text);	/* absent and null bind SQL NULL */
struct arg arg_maybe_int(struct maybe_int);
#define A(x) _Generic((x), const char *: arg_text, char *: arg_text,	\
	int: arg_int, int64_t: arg_int, bool: arg_bool,			\
	struct bytes: arg_bytes, struct instant: arg_instant,		\
	struct maybe_text: arg_maybe_text, struct maybe_int: arg_maybe_int)(x)

struct arg arg_named(const char *name, struct arg);
#define P(member, x) arg_named(#member, A(x))

/* One thing that is wrong.  pointer: JSON pointer of the field ("/sets",
 * "/lines/0/price_yen"), or NULL when no single field is at fault. */
struct problem {
	const char *pointer, *code;
	const struct arg *params;	/* ends with ARG_END */
	struct problem *next;
};

enum audience { AUDIENCE_PUBLIC, AUDIENCE_RESIDENT, AUDIENCE_SHOP, AUDIENCE_STAFF,
	AUDIENCE_SYSTEM };

/* Who acts.  All ids 0 for the public; jobs act as AUDIENCE_SYSTEM. */
struct actor {
	enum audience audience;
	int64_t account_id, session_id;
	int64_t person_id;	/* resident: the linked person, 0 when not linked */
	int64_t shop_id;	/* shop: the shop of the account */
	int64_t terminal_id;	/* shop: the registered device, 0 when none */
};

/* Something changed that open pages may want to fetch again; told after COMMIT. */
struct event {
	const char *topic;	/* "shop-12" */
	int64_t version;
	struct event *next;
};

struct ctx {
	struct arena *arena;
	const struct config *config;
	struct db *db;
	struct instant now;	/* read once: the same for the whole act */
	struct actor actor;
	const char *language;	/* "ja" "ja-easy" "en" "zh" "ko" "vi" */
	const struct reason *reason;	/* NULL until something refused */
	struct problem *problems;	/* in the order found */
	const char *detail;	/* for the log only, in English, no personal data */
	struct event *events;
	void *edge;		/* http/ keeps its request here; rules never look */
};

/*
 * Records why and returns -1:
 *     return fail(c, &stock_short, "sets", P(left_sets, left));
 * The first reason stays: callers pass a failure on, they never rewrite it.  A
 * check that goes on may give the same reason for further fields.
 * field is a member of the input ("sets"); it becomes the pointer "/sets".
 * A field that begins with '/' is taken as the pointer itself.
 */
struct failure {
	const struct reason *reason;
	const char *field;
	struct arg params[6];
};
int fail_with(struct ctx *, const struct failure *);
#define fail(c, ...) fail_with(c, &(const struct failure){ __VA_ARGS__ })

/* A fault of ours or of the machine: 500, the text goes to the log only. */
int fail_internal(struct ctx *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void fail_forget(struct ctx *);		/* before a retry */

void event_tell(struct ctx *, int64_t version, const char *topic_format, ...)
    __attribute__((format(printf, 3, 4)));

/* invalid_input 400: the problems say which fields.  not_found 404: also for
 * rows of others.  not_allowed 403: signed in, but without the right. */
extern const struct reason invalid_input, not_found, not_allowed, internal_error;

#endif
