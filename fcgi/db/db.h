#ifndef DB_DB_H
#define DB_DB_H

#include "shape/shape.h"

/*
 * One connection to MariaDB, prepared statements only.  A statement is a
 * constant beside its rule; no function here takes a char *: SQL built from
 * strings cannot be expressed.  Rows come through shapes: column name = member.
 * Sessions run in READ COMMITTED, UTC, strict mode, utf8mb4_bin names.
 * The module never retries outside db_transact and never hides an error.
 *
 *     STMT(card_lock, "SELECT balance_yen FROM card WHERE card_id = ? FOR UPDATE");
 *     db_one(c, &card_lock, &card_shape, &card, A(in->card_id))
 */
struct stmt {
	const char *sql, *file;
	int line;
};
/* Puts its address into the section that check-sql walks. */
#define STMT(name, text)						\
	static const struct stmt name = { text, __FILE__, __LINE__ };	\
	static const struct stmt *const name##_entry			\
	    __attribute__((section("stmts"), used)) = &name

struct call { const struct stmt *stmt; struct arg args[24]; };
struct query {
	const struct stmt *stmt;
	const struct shape *shape;
	void *out;
	struct arg args[24];
};
/* Write.  db_changed: the rows its WHERE found, also those that already held
 * the new values; AUTO_INCREMENT: db_inserted. */
#define db_run(c, ...) db_run_call(c, &(const struct call){ __VA_ARGS__ })
/* Exactly one row, else not_found.  out: a struct of the shape, written whole:
 * NULL is NULL, 0, IS_NULL; an optional member without a column is absent.  A
 * column without a member, or a required member without a column, ends the
 * process with both names. */
#define db_one(c, ...) db_one_query(c, &(const struct query){ __VA_ARGS__ })
/* None or one; *found tells.  A shape without fields takes any columns and
 * keeps none: only whether there is a row. */
#define db_maybe(c, found, ...) db_maybe_query(c, found, &(const struct query){ __VA_ARGS__ })
/* All rows into struct list *out.  The statement must hold a LIMIT. */
#define db_list(c, ...) db_list_query(c, &(const struct query){ __VA_ARGS__ })
/* Row by row from the server, memory flat: each(c, row, arg) per row.  The row
 * and its texts live until each returns; each may run other statements and
 * transactions, and -1 from it ends the reading. */
#define db_each(c, each, arg, ...) db_each_query(c, each, arg, &(const struct query){ __VA_ARGS__ })

int db_run_call(struct ctx *, const struct call *);
int db_one_query(struct ctx *, const struct query *);
int db_maybe_query(struct ctx *, bool *found, const struct query *);
int db_list_query(struct ctx *, const struct query *);
int db_each_query(struct ctx *, int (*each)(struct ctx *, const void *row, void *arg),
    void *arg, const struct query *);
int64_t db_changed(const struct ctx *);		/* rows of the last db_run */
int64_t db_inserted(const struct ctx *);
/* The last failure was a unique key: name of the key, else NULL.  Lets a rule
 * turn a duplicate into its own reason:
 *     if (db_run(...) != 0) return db_duplicate(c) ? fail(...) : -1;
 * db_duplicate clears the recorded failure when it returns non-NULL. */
const char *db_duplicate(struct ctx *);

/*
 * START TRANSACTION, work, COMMIT.  work touches only the database and may
 * run again from the top: 1213, 1205, 1020 (also at COMMIT) and a link lost
 * before COMMIT roll back, forget events and failures, rewind the arena,
 * sleep 0..2^n ms and run again, at most 8 times, then database_busy 503.
 * A refusal rolls back.  A link lost at COMMIT is outcome_unknown 503: only a
 * key can tell (http/once).  Inside another db_transact it joins: work runs,
 * nothing else.  After a failure that calls for a retry every further
 * statement fails, and the outermost runs again whatever work returned.  The
 * link is made anew by the next statement outside a transaction.
 */
int db_transact(struct ctx *, int (*work)(struct ctx *, void *), void *arg);
bool db_in_transaction(const struct ctx *);
extern const struct reason database_busy, outcome_unknown, duplicate_row;
/* A write that must not wait for a lock held by another: row_locked 409 at
 * once, not retried.  The statement itself says so:
 *     STMT(key_take, "SET STATEMENT innodb_lock_wait_timeout = 0 FOR INSERT ..."); */
extern const struct reason row_locked;
int db_run_nowait(struct ctx *, const struct call *);

/* Connects with the program's account; reconnects when the link is gone and
 * no transaction is open.  db_open ends the process only when the settings
 * are wrong; an unreachable server is database_busy until it is back. */
struct db *db_open(const struct config *, const char *program);
void db_close(struct db *);
int db_ping(struct ctx *);
/* How often a link was made: grows when one was lost and made again. */
int64_t db_links(const struct ctx *);

/* Tests: the Nth statement from now (1 = next; COMMIT counts, START
 * TRANSACTION and ROLLBACK do not) fails so. */
enum db_fault { FAULT_NONE, FAULT_DEADLOCK, FAULT_LOCK_WAIT, FAULT_LINK_BEFORE,
	FAULT_LINK_AFTER };
void db_inject(struct db *, int64_t nth, enum db_fault);
int64_t db_fault_left(const struct db *);	/* > 0: not reached */

/* Statements of this program, for check-sql and the recorder of the bench. */
int db_check_statements(struct ctx *);		/* prepares each; problems to stderr */
/* Each statement as a line of JSON, and {"inserted":n} behind an INSERT. */
void db_record(struct db *, int descriptor);
#endif
