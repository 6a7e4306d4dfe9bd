#include <mysqld_error.h>
#include <time.h>

#include "base/crypto.h"
#include "db/inside.h"

enum { TRIES = 8 };
enum outcome { DONE, REFUSED, AGAIN };

/* What is not a STMT of a rule, for the place in messages. */
static const struct stmt begin_stmt = { "START TRANSACTION", __FILE__, __LINE__ };
static const struct stmt commit_stmt = { "COMMIT", __FILE__, __LINE__ };

bool
db_in_transaction(const struct ctx *c)
{
	return c->db->open;
}

static enum outcome
begin(struct ctx *c)
{
	struct db *db = c->db;
	int number;

	if (db_link(c) != 0)
		return db->iterating != 0 ? REFUSED : AGAIN;
	record_statement(c, begin_stmt.sql, NULL);
	number = db_command(db, begin_stmt.sql);
	if (number == 0) {
		db->open = true;
		return DONE;
	}
	db_failed(c, &begin_stmt, (unsigned)number, "");
	return db->lost ? AGAIN : REFUSED;
}

/*
 * Without conditions: after 1205 the transaction is still open, and a COMMIT
 * would keep its first half.  A rollback that fails costs us the link, which
 * makes the server roll back.
 */
static void
roll_back(struct ctx *c)
{
	struct db *db = c->db;

	if (!db->lost) {
		record_statement(c, "ROLLBACK", NULL);
		if (db_command(db, "ROLLBACK") != 0)
			db->lost = true;
	}
	db->open = false;
	db->doomed = 0;
	c->events = NULL;
}

static unsigned
send_commit(struct ctx *c)
{
	struct db *db = c->db;
	enum db_fault fault = fault_due(db);
	unsigned number = fault_before(db, fault);

	record_statement(c, commit_stmt.sql, NULL);
	if (number == 0)
		number = (unsigned)db_command(db, commit_stmt.sql);
	if (number == 0)
		number = fault_after(db, fault);
	if (error_is_lost(number))
		db->lost = true;
	return number;
}

static enum outcome
commit(struct ctx *c)
{
	struct db *db = c->db;
	unsigned number = send_commit(c);

	if (number == 0) {
		db->open = false;
		return DONE;
	}
	if (error_is_retry(number)) {
		db_doom(c, &commit_stmt, number);
		roll_back(c);
		return AGAIN;
	}
	/* It may have been written all the same: only a key can tell. */
	log_write(LOG_ERROR, "db_commit", L(number, (int64_t)number));
	roll_back(c);
	fail(c, &outcome_unknown);
	return REFUSED;
}

static enum outcome
attempt(struct ctx *c, int (*work)(struct ctx *, void *), void *arg)
{
	enum outcome begun = begin(c);
	int result;

	if (begun != DONE)
		return begun;
	result = work(c, arg);
	if (c->db->doomed != 0) {
		roll_back(c);
		return AGAIN;
	}
	if (result != 0) {
		roll_back(c);
		return REFUSED;
	}
	/* A refusal that work did not pass on would be committed half done. */
	must(c->reason == NULL);
	return commit(c);
}

static void
sleep_a_little(int try)
{
	uint32_t us = random_below(UINT32_C(1000) << try);
	struct timespec wait = { 0, (long)us * 1000 };

	nanosleep(&wait, NULL);
}

int
db_transact(struct ctx *c, int (*work)(struct ctx *, void *), void *arg)
{
	struct mark mark = arena_mark(c->arena);
	const char *detail = NULL;

	if (c->db->open)
		return work(c, arg);
	must(c->reason == NULL);
	for (int try = 1; try <= TRIES; try++) {
		enum outcome outcome = attempt(c, work, arg);

		if (outcome != AGAIN)
			return outcome == DONE ? 0 : -1;
		detail = c->detail != NULL ? c->detail : "not connected";
		log_write(LOG_WARNING, "db_retry", L(try, (int64_t)try), L(detail, detail));
		if (try == TRIES)
			break;
		fail_forget(c);
		arena_rewind(c->arena, mark);
		sleep_a_little(try);
	}
	detail = arena_string(c->arena, detail);
	fail_forget(c);
	fail(c, &database_busy);
	c->detail = detail;
	return -1;
}
