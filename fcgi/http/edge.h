#ifndef HTTP_EDGE_H
#define HTTP_EDGE_H

#include "base/crypto.h"
#include "base/text.h"
#include "base/log.h"
#include "http/once.h"
#include "http/worker.h"
#include "shape/read.h"

/*
 * What the files of http/ share and nobody else sees.  A request lives in
 * struct edge, hung on ctx.edge: first as it came, then as it was understood,
 * then what goes back.  Every text is a copy in the request's arena.
 */
struct FCGX_Request;

struct edge {
	struct FCGX_Request *fcgi;
	const struct program *program;
	int64_t started_us;

	const char *method, *path, *query;	/* path is still percent-encoded */
	const char *content_type, *cookies, *origin, *fetch_site, *key, *address,
	    *agent, *fault;
	int64_t content_length;
	struct bytes body;

	const struct route *route;	/* NULL: no such path or method */
	size_t route_number;		/* of the row among all tables, for metrics */
	const char *allow;		/* methods of the path, for 405 */
	struct pair *path_values, *query_pairs;
	const struct file_format *file;	/* list row asked for as=csv; NULL: for a page */

	struct answer answer;
	int64_t sent_bytes;
};
static inline struct edge *edge_of(const struct ctx *c) { return c->edge; }

enum { JSON_BODY_MAX = 65536, ID_TEXT_MAX = 200, PAIR_TEXT_MAX = 1024 };

/* request.c */
void request_take(struct ctx *, struct FCGX_Request *);
int request_body_read(struct ctx *, int64_t max_bytes);
const char *cookie_find(struct arena *, const char *header, const char *name);
const char *language_choose(const char *asked, const char *accepted);
/* The decoded bytes; false for a malformed escape or an encoded slash. */
bool path_decode(struct arena *, const char *from, size_t size, struct bytes *out);
bool type_is(const char *content_type, const char *wanted);

/* match.c: which row answers a path. */
extern const char *const method_names[];	/* by enum method */
const char *route_name(struct arena *, const struct route *);	/* "POST /api/..." */
bool path_match(struct arena *, const char *pattern, const char *path, struct pair **values);
size_t path_params(const char *pattern);	/* how many {names} */
/* Copies the name of the next {param} into name; NULL when there is none. */
const char *path_param_next(const char *at, char name[64]);
int route_find(struct ctx *);

/* files.c: kinds of files by name; the names end with NULL. */
enum { FILES_MAX = 4 };
const struct file_format *file_find(struct bytes name);
extern const struct file_format *list_files[FILES_MAX + 1];

/* within.c: ids from outside against their owners. */
int within_check(struct ctx *, const struct shape *, const void *in);

/* guard.c: who calls and from where. */
int session_check(struct ctx *);
int origin_check(struct ctx *);
int type_check(struct ctx *);

/* token.c: tokens without keyring and clock. */
struct bytes token_read(struct arena *, const struct key *, const char *audience,
    int64_t now_s, const char *token);
const char *token_make(struct arena *, const struct key *, const char *audience,
    int64_t exp_s, const char *sid);
const char *audience_name(enum audience);

/* answer.c */
int answer_make(struct ctx *, const void *in);
void answer_problem(struct ctx *);
/* response.c */
void response_send(struct ctx *);
/* reasons.c: whether the row lists the reason or every row has it. */
bool reason_is_listed(const struct route *, const struct reason *);
/* router.c: one request on an accepted connection. */
struct server {
	const struct program *program;
	const struct config *config;
	struct db *db;
	struct arena arena;
	struct FCGX_Request *fcgi;
	bool keys_loaded;
};
bool serve(struct server *, int connection);

/* child.c */
enum { CHILD_LISTEN = 0, CHILD_METRICS = 3, CHILD_READY = 4 };
int child_main(const struct program *, const struct config *, int slot);

/* metrics.c: counters in memory shared by parent and children. */
int metrics_make(void);			/* parent; gives the descriptor */
void metrics_attach(int descriptor, const struct route *const *tables);	/* child */
void metrics_use_slot(int slot);
void metrics_busy(bool);
void metrics_count(size_t route_number, int status, int64_t took_us);
void metrics_restart(void);
void metrics_slot_clear(int slot);
bool metrics_hung(int slot, int64_t now_us);
bool metrics_is_busy(int slot);
void metrics_text(struct text_buffer *, const char *program, int64_t children);
enum { NO_ROUTE = 0, SLOTS_MAX = 128, HUNG_S = 30 };

/* status.c: what the parent answers on its local address, see base/status.h. */
/* changing: slots still to be replaced, and children told to end. */
struct head_count { int64_t wanted, ready, busy, hung, changing; };
void heads_answer(int listener, const char *program, const struct head_count *);

#endif
