#include "sale_world.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/text.h"
#include "voucher/buyer.h"

/*
 * Eight processes sell the last sets at once, each on a connection of its own,
 * one to three sets at a time: exactly all are sold, never one more.
 */
enum { SELLERS = 8, SETS = 333 };

/* In the child: sells until not a single set is left.  Exits 0 when it ended so. */
static _Noreturn void
sell_out(const struct counter *k, int64_t person_id)
{
	struct world w;
	struct db *db = db_open(rules_config, "sales");
	int64_t sets = 1;

	world_begin(&w, db);
	w.ctx.now = noon;
	act_as(&w, CLERK);
	for (;;) {
		struct sale_order order = order_of(k, person_id, sets);
		struct sold sold;

		if (sale_sell(&w.ctx, &order, &sold) == 0) {
			sets = sets % 3 + 1;
			continue;
		}
		if (w.ctx.reason != &stock_short) {
			print_error("refused with %s: %s\n", w.ctx.reason->code,
			    w.ctx.detail != NULL ? w.ctx.detail : "");
			_exit(2);
		}
		fail_forget(&w.ctx);
		if (sets == 1)
			_exit(0);
		sets = 1;
	}
}

static void
sells_exactly_all(void **state)
{
	struct world *w = *state;
	struct counter k;
	int64_t person_id[SELLERS];
	pid_t seller[SELLERS];
	int ended;

	counter_open(w, &k, SETS, SETS);
	for (int i = 0; i < SELLERS; i++)
		person_id[i] = buyer(w);
	for (int i = 0; i < SELLERS; i++) {
		seller[i] = fork();
		assert_true(seller[i] >= 0);
		if (seller[i] == 0)
			sell_out(&k, person_id[i]);
	}
	for (int i = 0; i < SELLERS; i++) {
		assert_int_equal(waitpid(seller[i], &ended, 0), seller[i]);
		assert_true(WIFEXITED(ended));
		assert_int_equal(WEXITSTATUS(ended), 0);
	}
	assert_book(w, &k, SETS);
}

/* One person at eight counters: the cap of ten holds. */
static _Noreturn void
buy_one_by_one(const struct counter *k, int64_t person_id)
{
	struct world w;
	struct db *db = db_open(rules_config, "sales");

	world_begin(&w, db);
	w.ctx.now = noon;
	act_as(&w, CLERK);
	for (;;) {
		struct sale_order order = order_of(k, person_id, 1);
		struct sold sold;

		if (sale_sell(&w.ctx, &order, &sold) != 0)
			_exit(w.ctx.reason == &cap_round ? 0 : 2);
	}
}

static void
cap_holds_at_many_counters(void **state)
{
	struct world *w = *state;
	struct counter k;
	pid_t seller[SELLERS];
	int64_t person_id;
	int ended;

	counter_open(w, &k, SETS, 10);
	person_id = buyer(w);
	for (int i = 0; i < SELLERS; i++) {
		seller[i] = fork();
		assert_true(seller[i] >= 0);
		if (seller[i] == 0)
			buy_one_by_one(&k, person_id);
	}
	for (int i = 0; i < SELLERS; i++) {
		assert_int_equal(waitpid(seller[i], &ended, 0), seller[i]);
		assert_true(WIFEXITED(ended));
		assert_int_equal(WEXITSTATUS(ended), 0);
	}
	assert_book(w, &k, 10);
}

/* The same new buyer at eight counters at the same moment: one person row, for
 * a second one would open a second cap.  Exits 0 when it made the row, 1 when
 * it was shown the row of another counter. */
static _Noreturn void
register_buyer(const struct buyer *b, const int gate[2])
{
	struct world w;
	struct db *db = db_open(rules_config, "sales");
	struct buyer_found found;
	char byte;

	world_begin(&w, db);
	w.ctx.now = noon;
	act_as(&w, CLERK);
	buyer(&w);		/* statements prepared, keys open */
	close(gate[1]);
	if (read(gate[0], &byte, 1) != 0)	/* all begin when the gate is shut */
		_exit(4);
	if (buyer_find_or_make(&w.ctx, b, &found) != 0)
		_exit(2);
	_exit(found.is_new ? 0 : found.candidates.count == 1 ? 1 : 3);
}

static void
one_buyer_at_many_counters(void **state)
{
	static const char *const letters[] = { "ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ", "ラ", "ワ" };
	struct world *w = *state;
	struct text_buffer kana = { .arena = w->ctx.arena };
	struct buyer b = { .person = { .name = "見本 一", .birth_on = "1950-01-01",
		.address = "見本市本町1-2-3" } };
	pid_t counter[SELLERS];
	int gate[2], ended, made = 0;

	for (int i = 0; i < 12; i++)
		buffer_text(&kana, letters[random_below(10)]);
	b.person.kana = kana.data;
	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < SELLERS; i++) {
		counter[i] = fork();
		assert_true(counter[i] >= 0);
		if (counter[i] == 0)
			register_buyer(&b, gate);
	}
	sleep(1);
	close(gate[0]);
	close(gate[1]);
	for (int i = 0; i < SELLERS; i++) {
		assert_int_equal(waitpid(counter[i], &ended, 0), counter[i]);
		assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) <= 1);
		made += WEXITSTATUS(ended) == 0;
	}
	assert_int_equal(made, 1);
}

int
main(void)
{
	return RULES("sales", rule_test(sells_exactly_all),
	    rule_test(cap_holds_at_many_counters), rule_test(one_buyer_at_many_counters));
}
