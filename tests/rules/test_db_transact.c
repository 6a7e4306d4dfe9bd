/*
 * Goal: a transaction happens once or not at all, whatever breaks in it, and
 * the one case nobody can know is called so.
 */
#include <sys/wait.h>
#include <unistd.h>

#include "rules.h"

STMT(make_purse, "CREATE TABLE IF NOT EXISTS test_purse (purse_id BIGINT PRIMARY KEY,"
    " balance_yen BIGINT NOT NULL) ENGINE=InnoDB");
STMT(make_move, "CREATE TABLE IF NOT EXISTS test_move (move_id BIGINT AUTO_INCREMENT PRIMARY KEY,"
    " purse_id BIGINT NOT NULL, yen BIGINT NOT NULL, KEY (purse_id)) ENGINE=InnoDB");
STMT(make_lock, "CREATE TABLE IF NOT EXISTS test_lock (lock_id BIGINT PRIMARY KEY) ENGINE=InnoDB");
STMT(purse_open, "INSERT INTO test_purse (purse_id, balance_yen) VALUES (?, ?)");
STMT(purse_lock, "SELECT balance_yen FROM test_purse WHERE purse_id = ? FOR UPDATE");
STMT(purse_read, "SELECT balance_yen FROM test_purse WHERE purse_id = ?");
STMT(purse_add, "UPDATE test_purse SET balance_yen = balance_yen + ? WHERE purse_id = ?");
STMT(move_add, "INSERT INTO test_move (purse_id, yen) VALUES (?, ?)");
STMT(moves_read, "SELECT COALESCE(SUM(yen), 0) AS balance_yen FROM test_move WHERE purse_id = ?");
STMT(lock_take, "SET STATEMENT innodb_lock_wait_timeout = 0 FOR"
    " INSERT INTO test_lock (lock_id) VALUES (?)");
STMT(lock_wait, "INSERT INTO test_lock (lock_id) VALUES (?)");
STMT(own_number, "SELECT CONNECTION_ID() AS balance_yen");
STMT(kill_other, "KILL ?");

struct purse { int64_t balance_yen; };
SHAPE(purse, "A balance", FIELD(purse, balance_yen, "Yen"));

struct transfer {
	int64_t from, to, yen;
	int runs;
	bool refuse;		/* half way */
	bool look_away;		/* swallow failures, as no rule should */
	bool fault_each_run;
};

static const struct reason test_refusal = { 409, "test_refusal" };

static int
transfer_steps(struct ctx *c, struct transfer *t)
{
	struct purse from, to;

	if (db_one(c, &purse_lock, &purse_shape, &from, A(t->from)) != 0 ||
	    db_one(c, &purse_lock, &purse_shape, &to, A(t->to)) != 0 ||
	    db_run(c, &purse_add, A(-t->yen), A(t->from)) != 0)
		return -1;
	if (t->refuse)
		return fail(c, &test_refusal);
	if (db_run(c, &purse_add, A(t->yen), A(t->to)) != 0 ||
	    db_run(c, &move_add, A(t->from), A(-t->yen)) != 0 ||
	    db_run(c, &move_add, A(t->to), A(t->yen)) != 0)
		return -1;
	event_tell(c, 1, "purse-%lld", (long long)t->to);
	return 0;
}

static int
transfer(struct ctx *c, void *arg)
{
	struct transfer *t = arg;
	int result;

	t->runs++;
	if (t->fault_each_run)
		db_inject(c->db, 2, FAULT_DEADLOCK);
	result = transfer_steps(c, t);
	if (result != 0 && t->look_away) {
		fail_forget(c);
		return 0;
	}
	return result;
}

static int
transfer_inside(struct ctx *c, void *arg)
{
	return db_transact(c, transfer, arg);
}

static int64_t
balance(struct ctx *c, int64_t purse_id)
{
	struct purse kept, summed;

	assert_done(c, db_one(c, &purse_read, &purse_shape, &kept, A(purse_id)));
	assert_done(c, db_one(c, &moves_read, &purse_shape, &summed, A(purse_id)));
	/* The books: the balance kept is the sum of the moves. */
	assert_int_equal(kept.balance_yen, 1000 + summed.balance_yen);
	return kept.balance_yen;
}

static struct transfer
two_purses(struct world *w)
{
	struct ctx *c = &w->ctx;
	struct transfer t = { .from = w->number, .to = w->number + 1, .yen = 10 };

	assert_done(c, db_run(c, &purse_open, A(t.from), A(1000)));
	assert_done(c, db_run(c, &purse_open, A(t.to), A(1000)));
	return t;
}

enum { STATEMENTS = 7 };	/* of a transfer, with its COMMIT */

/* The fault at every statement in turn, until none is left to hit. */
static void
hit_every_statement(struct world *w, enum db_fault fault,
    int (*work)(struct ctx *, void *))
{
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);
	int64_t moved = 0;

	for (int n = 1;; n++) {
		bool untouched;

		t.runs = 0;
		c->events = NULL;
		db_inject(c->db, n, fault);
		assert_done(c, db_transact(c, work, &t));
		moved += t.yen;
		untouched = db_fault_left(c->db) > 0;
		db_inject(c->db, 0, FAULT_NONE);
		assert_int_equal(balance(c, t.from), 1000 - moved);
		assert_int_equal(balance(c, t.to), 1000 + moved);
		assert_int_equal(t.runs, untouched ? 1 : 2);
		assert_non_null(c->events);
		assert_null(c->events->next);	/* the first run's event is gone */
		if (untouched) {
			assert_int_equal(n, STATEMENTS + 1);
			return;
		}
	}
}

static void
a_deadlock_anywhere_runs_again(void **state)
{
	hit_every_statement(*state, FAULT_DEADLOCK, transfer);
}

static void
a_lock_wait_anywhere_runs_again(void **state)
{
	hit_every_statement(*state, FAULT_LOCK_WAIT, transfer);
}

static void
only_the_outermost_runs_again(void **state)
{
	hit_every_statement(*state, FAULT_DEADLOCK, transfer_inside);
}

static void
a_lost_link_before_commit_runs_again(void **state)
{
	static const enum db_fault faults[] = { FAULT_LINK_BEFORE, FAULT_LINK_AFTER };
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);
	int64_t moved = 0;

	for (int i = 0; i < 2; i++) {
		for (int n = 1; n < STATEMENTS; n++) {
			t.runs = 0;
			db_inject(c->db, n, faults[i]);
			assert_done(c, db_transact(c, transfer, &t));
			moved += t.yen;
			assert_int_equal(t.runs, 2);
			assert_int_equal(balance(c, t.from), 1000 - moved);
			assert_int_equal(balance(c, t.to), 1000 + moved);
		}
	}
}

static void
a_lost_link_at_commit_is_unknown(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);

	db_inject(c->db, STATEMENTS, FAULT_LINK_BEFORE);	/* COMMIT never left */
	assert_refused(c, &outcome_unknown, db_transact(c, transfer, &t));
	assert_int_equal(t.runs, 1);
	assert_int_equal(balance(c, t.from), 1000);
	assert_null(c->events);
	db_inject(c->db, STATEMENTS, FAULT_LINK_AFTER);		/* its answer never came */
	assert_refused(c, &outcome_unknown, db_transact(c, transfer, &t));
	assert_int_equal(t.runs, 2);
	assert_int_equal(balance(c, t.from), 990);
	assert_int_equal(balance(c, t.to), 1010);
}

static void
a_refusal_leaves_nothing(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);

	t.refuse = true;
	assert_refused(c, &test_refusal, db_transact(c, transfer, &t));
	assert_int_equal(t.runs, 1);
	assert_false(db_in_transaction(c));
	assert_int_equal(balance(c, t.from), 1000);
}

static void
who_looks_away_still_runs_again(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);

	t.look_away = true;
	db_inject(c->db, 4, FAULT_LOCK_WAIT);	/* after the first half was written */
	assert_done(c, db_transact(c, transfer, &t));
	assert_int_equal(t.runs, 2);
	assert_int_equal(balance(c, t.from), 990);
	assert_int_equal(balance(c, t.to), 1010);
}

static void
eight_deadlocks_are_busy(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);

	t.fault_each_run = true;
	assert_int_equal(db_transact(c, transfer, &t), -1);
	assert_ptr_equal(c->reason, &database_busy);
	assert_non_null(strstr(c->detail, "1213"));
	fail_forget(c);
	assert_int_equal(t.runs, 8);
	assert_int_equal(balance(c, t.from), 1000);
}

static void
outside_a_transaction_nothing_runs_again(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);
	struct purse p;

	db_inject(c->db, 1, FAULT_LINK_AFTER);
	assert_refused(c, &outcome_unknown, db_run(c, &purse_add, A(5), A(t.from)));
	assert_done(c, db_one(c, &purse_read, &purse_shape, &p, A(t.from)));
	assert_int_equal(p.balance_yen, 1005);
	db_inject(c->db, 1, FAULT_LINK_BEFORE);
	assert_refused(c, &outcome_unknown, db_run(c, &purse_add, A(5), A(t.from)));
	db_inject(c->db, 1, FAULT_LINK_AFTER);
	assert_refused(c, &database_busy, db_one(c, &purse_read, &purse_shape, &p, A(t.from)));
	assert_done(c, db_one(c, &purse_read, &purse_shape, &p, A(t.from)));
	assert_int_equal(p.balance_yen, 1005);
}

static void
a_link_that_died_asleep_is_made_anew(void **state)
{
	struct world *w = *state, other;
	struct ctx *c = &w->ctx;
	struct db *second = db_open(rules_config, "migrate");
	struct purse number, after;
	int64_t first;

	world_begin(&other, second);
	assert_done(c, db_one(c, &own_number, &purse_shape, &number));
	first = number.balance_yen;
	assert_done(&other.ctx, db_run(&other.ctx, &kill_other, A(first)));
	for (int i = 0; i < 200; i++) {	/* the farewell may take a moment */
		usleep(5000);
		if (db_one(c, &own_number, &purse_shape, &after) == 0 &&
		    after.balance_yen != first)
			break;
		fail_forget(c);
	}
	assert_int_not_equal(after.balance_yen, first);
	assert_done(c, db_ping(c));
	db_close(second);
	world_end(&other);
}

struct locking { struct world *other; int64_t id; };

static int
take_lock(struct ctx *c, void *arg)
{
	struct locking *l = arg;

	return db_run_nowait(c, &(const struct call){ &lock_take, { A(l->id) } });
}

/* Holds the row on one connection and asks for it on the other. */
static int
hold_and_ask(struct ctx *c, void *arg)
{
	struct locking *l = arg;
	struct ctx *o = &l->other->ctx;

	if (db_run(c, &lock_wait, A(l->id)) != 0)
		return -1;
	assert_refused(o, &row_locked, db_transact(o, take_lock, l));
	assert_false(db_in_transaction(o));
	return 0;
}

static void
a_locked_row_is_told_at_once(void **state)
{
	struct world *w = *state, other;
	struct ctx *c = &w->ctx;
	struct db *second = db_open(rules_config, "migrate");
	struct locking l = { &other, w->number };

	world_begin(&other, second);
	assert_done(c, db_transact(c, hold_and_ask, &l));
	assert_int_equal(db_transact(&other.ctx, take_lock, &l), -1);
	assert_string_equal(db_duplicate(&other.ctx), "PRIMARY");
	l.id++;
	assert_done(&other.ctx, db_transact(&other.ctx, take_lock, &l));
	db_close(second);
	world_end(&other);
}

static int closed;

static void
count_closed(void *resource)
{
	(void)resource;
	closed++;
}

static int
hold_something(struct ctx *c, void *arg)
{
	arena_defer(c->arena, count_closed, c);
	return transfer(c, arg);
}

static void
memory_goes_back_before_a_run(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);

	closed = 0;
	t.fault_each_run = true;
	assert_refused(c, &database_busy, db_transact(c, hold_something, &t));
	assert_int_equal(t.runs, 8);
	assert_int_equal(closed, 7);	/* the last run's goes with the request */
}

static void
transfer_many(int64_t from, int64_t to, int count)
{
	struct db *db = db_open(rules_config, "migrate");
	struct world w;
	bool right = true;

	world_begin(&w, db);
	for (int i = 0; i < count;) {
		struct transfer t = { .from = from, .to = to, .yen = i % 7 + 1 };

		if (db_transact(&w.ctx, transfer, &t) == 0)
			i++;
		else	/* eight deadlocks in a row: whoever asked asks again */
			right = right && w.ctx.reason == &database_busy;
		fail_forget(&w.ctx);
		arena_reset(&w.arena);
	}
	db_close(db);
	world_end(&w);
	_exit(right ? 0 : 1);
}

static void
opposing_transfers_keep_the_sum(void **state)
{
	enum { PROCESSES = 4, EACH = 150 };
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct transfer t = two_purses(w);
	pid_t children[PROCESSES];

	for (int i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			transfer_many(i % 2 ? t.from : t.to, i % 2 ? t.to : t.from, EACH);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	assert_int_equal(balance(c, t.from), 1000);
	assert_int_equal(balance(c, t.to), 1000);
}

static void
an_absent_server_is_busy(void **state)
{
	struct world *w = *state, lonely;
	struct config elsewhere = *rules_config;
	struct transfer t = { .from = 1, .to = 2, .yen = 1 };
	struct db *db;

	elsewhere.database_socket = arena_text(&w->arena, "%s.absent",
	    rules_config->database_socket);
	db = db_open(&elsewhere, "migrate");
	world_begin(&lonely, db);
	assert_refused(&lonely.ctx, &database_busy, db_run(&lonely.ctx, &purse_add, A(1), A(1)));
	assert_refused(&lonely.ctx, &database_busy, db_ping(&lonely.ctx));
	assert_refused(&lonely.ctx, &database_busy, db_transact(&lonely.ctx, transfer, &t));
	assert_int_equal(t.runs, 0);
	db_close(db);
	world_end(&lonely);
}

int
main(void)
{
	struct world w;

	rules_connect("migrate");
	world_begin(&w, rules_db);
	must(db_run(&w.ctx, &make_purse) == 0 && db_run(&w.ctx, &make_move) == 0 &&
	    db_run(&w.ctx, &make_lock) == 0);
	world_end(&w);
	db_close(rules_db);
	return RULES("migrate", rule_test(a_deadlock_anywhere_runs_again),
	    rule_test(a_lock_wait_anywhere_runs_again), rule_test(only_the_outermost_runs_again),
	    rule_test(a_lost_link_before_commit_runs_again),
	    rule_test(a_lost_link_at_commit_is_unknown), rule_test(a_refusal_leaves_nothing),
	    rule_test(who_looks_away_still_runs_again), rule_test(eight_deadlocks_are_busy),
	    rule_test(outside_a_transaction_nothing_runs_again),
	    rule_test(a_link_that_died_asleep_is_made_anew),
	    rule_test(a_locked_row_is_told_at_once), rule_test(memory_goes_back_before_a_run),
	    rule_test(opposing_transfers_keep_the_sum), rule_test(an_absent_server_is_busy));
}
