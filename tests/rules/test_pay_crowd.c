#include "till_acts.h"

#include <sys/wait.h>
#include <unistd.h>

/*
 * Six processes spend one purse at once, each on a connection of its own: by
 * the shop's code and by one-time code, over lots of three rounds, taking some
 * payments back on the way.  Never more than there is, and in the end exactly all.
 */
enum { PAYERS = 6, VOIDS = 6, OTHER_LOTS = 2 };

struct payer {
	struct till till;
	int voids_left;
	bool by_code;
};

/* A refusal that six at one purse may meet; anything else ends the process. */
static bool
may_be(struct ctx *c)
{
	static const struct reason *const known[] = { &balance_short, &code_invalid, &code_used };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (c->reason == known[i])
			return true;
	print_error("refused with %s: %s\n", c->reason->code, c->detail != NULL ? c->detail : "");
	return false;
}

/* 1: paid, 0: the balance is short, -1: another's code came between. */
static int
pay_once(struct payer *payer, int64_t yen, int64_t *payment_id)
{
	struct ctx *c = &payer->till.world->ctx;
	struct payment p = payment_of(&payer->till, yen);
	struct pay_code code;
	bool is_short;
	int result;

	if (payer->by_code) {
		if (code_issue(c, payer->till.purse_id, 0, &code) != 0)
			_exit(3);
		result = take(&payer->till, code.code, yen, &p);
	} else {
		result = pay(&payer->till, &p);
	}
	*payment_id = p.payment_id;
	if (result == 0)
		return 1;
	if (!may_be(c))
		_exit(2);
	is_short = c->reason == &balance_short;
	fail_forget(c);
	return is_short ? 0 : -1;
}

/* In the child: until not one yen can be paid.  Whoever gives back goes on spending. */
static _Noreturn void
spend_out(const struct till *till, int number)
{
	struct world w;
	struct payer payer = { *till, VOIDS, number % 2 == 1 };
	int64_t yen = 0, payment_id;

	till_db = db_open(rules_config, "till");
	world_begin(&w, till_db);
	w.ctx.now = noon;
	payer.till.world = &w;
	as_till(&w, till->shop_id);
	for (;;) {
		int result;

		yen = yen > 1 ? 1 : 1 + random_below(400);
		result = pay_once(&payer, yen, &payment_id);
		if (result > 0 && payer.voids_left > 0 && random_below(3) == 0) {
			payer.voids_left--;
			if (take_back(&payer.till, payment_id) != 0 && !may_be(&w.ctx))
				_exit(4);
		}
		if (result > 0)
			yen = 0;
		if (result == 0 && yen == 1)
			_exit(0);
	}
}

static void
six_at_one_purse_spend_exactly_all(void **state)
{
	struct world *w = *state;
	struct till t;
	pid_t payer[PAYERS];
	int ended;

	till_open(w, &t, 1);
	as_sales(w);
	for (int i = 0; i < OTHER_LOTS; i++) {
		struct counter k = round_until(&t, i == 0 ? "2020-01-25" : "2020-01-30");

		buy(&t, &k, 1);
	}
	/* Each child opens its own: a link shared after fork would mix answers. */
	for (int i = 0; i < PAYERS; i++) {
		payer[i] = fork();
		assert_true(payer[i] >= 0);
		if (payer[i] == 0)
			spend_out(&t, i);
	}
	for (int i = 0; i < PAYERS; i++) {
		assert_int_equal(waitpid(payer[i], &ended, 0), payer[i]);
		assert_true(WIFEXITED(ended));
		assert_int_equal(WEXITSTATUS(ended), 0);
	}
	assert_till(&t, 6000, 0);
	as_till(w, t.shop_id);
	assert_refused(&w->ctx, &balance_short, pay(&t, &(struct payment){
	    .purse_id = t.purse_id, .shop_id = t.shop_id, .amount_yen = 1, .means = "poster" }));
}

int
main(void)
{
	return RULES("sales", rule_test(six_at_one_purse_spend_exactly_all));
}
