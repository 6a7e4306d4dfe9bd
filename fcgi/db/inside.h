#ifndef DB_INSIDE_H
#define DB_INSIDE_H

#include <mysql.h>

#include "base/config.h"
#include "base/log.h"
#include "db/db.h"

/*
 * What the files of db/ share; nobody else includes it.  The only header that
 * knows the client library.  Everything that belongs to one connection lives
 * in db.memory after the mark "start" and is dropped whole when the link is.
 */
enum { ARGS_MAX = 24, TEXT_ROOM = 256, COLUMNS_MAX = 64 };

/* A result column: where the library puts it, and the member it goes to. */
struct column {
	const struct field *field;	/* NULL: the value pages are ordered by */
	enum kind kind;
	unsigned long length;
	my_bool null, error;
	union {
		int64_t number;
		MYSQL_TIME time;
		char text[TEXT_ROOM];
	} value;
};

/* A statement prepared on this connection, read through one shape. */
struct slot {
	const struct stmt *stmt;
	const struct shape *shape;	/* NULL: a write */
	MYSQL_STMT *handle;
	unsigned column_count;
	struct column *columns;
	bool by_cursor;			/* the library cannot go back to reading without */
	bool busy;			/* rows are being read through a cursor */
	bool mapped;			/* columns matched with the shape */
};

struct db {
	struct arena memory;
	struct mark start;
	const struct config *config;
	const char *program, *password;
	MYSQL *mysql;			/* NULL: not connected */
	bool lost;			/* the link broke; closed when nothing is open */
	struct slot **slots;		/* open addressing; room is a power of two */
	size_t slot_count, slot_room;

	bool open;			/* a transaction */
	unsigned doomed;		/* it failed with this error and must run again */
	unsigned last_error;
	int iterating;			/* open cursors */
	int64_t changed, inserted;
	char duplicate[100];

	int64_t fault_left;
	enum db_fault fault;
	int64_t links;			/* made so far */
	int record;			/* descriptor, or -1 */
};

/* connect.c */
int db_link(struct ctx *);	/* a live connection, or database_busy */
void db_cut(struct db *);	/* breaks the socket, as a cable would */
bool error_is_lost(unsigned number);
int db_command(struct db *, const char *text);	/* constant text; 0 or the error's number */

/* error.c: records why a statement failed; -1. */
bool error_is_retry(unsigned number);
int db_failed(struct ctx *, const struct stmt *, unsigned number, const char *message);
void db_doom(struct ctx *, const struct stmt *, unsigned number);

/* slot.c */
struct slot *slot_get(struct ctx *, const struct stmt *, const struct shape *,
    bool by_cursor);
void slots_drop(struct db *);
_Noreturn void stmt_wrong(const struct stmt *, const char *what, const char *name);

/* rows.c: the current row of the slot into *row, texts into the arena. */
void row_map(struct db *, struct slot *);
int row_take(struct ctx *, struct slot *, struct arena *, void *row);
/* The column "page_by" of the row last taken: a listing's order value. */
struct arg row_order_value(struct slot *, struct arena *);

/* run.c */
struct sink {
	struct arena *arena;			/* keeps the texts of a row */
	void *(*place)(struct ctx *, struct sink *);	/* for the next row; NULL: too many */
	/* May be NULL.  -1 ends the reading. */
	int (*taken)(struct ctx *, struct sink *, struct slot *, void *row);
	void *state;
};
int db_read(struct ctx *, const struct query *, bool by_cursor, struct sink *);

/* fault.c */
enum db_fault fault_due(struct db *);
/* Makes the fault happen; 0, or the number of the error to report. */
unsigned fault_before(struct db *, enum db_fault);
unsigned fault_after(struct db *, enum db_fault);
void record_statement(struct ctx *, const char *sql, const struct arg *args);
void record_inserted(const struct ctx *);	/* the id an INSERT was given */

/* check.c: prepares and drops; problems to stderr. */
int stmt_check(struct ctx *, const struct stmt *);

/* instant.c */
MYSQL_TIME time_of_instant(int64_t ms);
int64_t instant_of_time(const MYSQL_TIME *);
#endif
