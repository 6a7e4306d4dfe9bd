#include "till_acts.h"

/* One-time codes: one use, sixty seconds, the newest only; and the card's day. */

static void
a_code_pays_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p, again;
	const char *code;
	int64_t payment_id;

	till_open(w, &t, 1);
	code = code_of(&t, 0);
	assert_done(c, code_last_use(c, t.purse_id, &payment_id));
	assert_int_equal(payment_id, 0);
	assert_done(c, take(&t, code, 567, &p));
	assert_string_equal(p.means, "code");
	assert_int_equal(p.left_yen, 5433);
	assert_refused(c, &code_used, take(&t, code, 567, &again));
	/* Another shop learns no more than that. */
	as_till(w, t.other_shop_id);
	assert_refused(c, &code_used, take(&t, code, 1, &again));
	assert_done(c, code_last_use(c, t.purse_id, &payment_id));
	assert_int_equal(payment_id, p.payment_id);
	assert_till(&t, 567, 5433);
}

static void
the_next_code_kills_the_last(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;
	const char *first, *second;

	till_open(w, &t, 1);
	first = code_of(&t, 0);
	second = code_of(&t, 0);
	assert_string_not_equal(first, second);
	assert_refused(c, &code_invalid, take(&t, first, 1, &p));
	assert_done(c, take(&t, second, 1, &p));
	/* A used code is unknown as soon as there is a new one. */
	(void)code_of(&t, 0);
	assert_refused(c, &code_invalid, take(&t, second, 1, &p));
	assert_till(&t, 1, 5999);
}

static void
a_code_lives_sixty_seconds(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;
	const char *code;

	till_open(w, &t, 1);
	code = code_of(&t, 0);
	c->now.ms += CODE_LIFE_S * 1000 + 1;
	assert_refused(c, &code_ended, take(&t, code, 1, &p));
	assert_till(&t, 0, 6000);
	c->now.ms--;
	assert_done(c, take(&t, code, 1, &p));
	assert_till(&t, 1, 5999);
}

/* Short of money, the code stays what it was and pays a smaller amount. */
static void
a_refused_taking_leaves_the_code(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;
	const char *code;

	till_open(w, &t, 1);
	code = code_of(&t, 0);
	assert_refused(c, &balance_short, take(&t, code, 6001, &p));
	assert_refused(c, &code_invalid, take(&t, "00000000000000000000000000", 1, &p));
	assert_refused(c, &code_invalid, take(&t, "", 1, &p));
	assert_till(&t, 0, 6000);
	assert_done(c, take(&t, code, 6000, &p));
	assert_till(&t, 6000, 0);
}

/* Somebody wrote down a hundred codes: used, replaced and old ones alike. */
static void
a_hundred_codes_replayed_give_nothing(void **state)
{
	enum { CODES = 100 };
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;
	const char *code[CODES];
	int64_t used = 0;

	till_open(w, &t, 1);
	for (int i = 0; i < CODES; i++) {
		code[i] = code_of(&t, 0);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(code[k], code[i]);
		if (i % 2 == 0) {
			assert_done(c, take(&t, code[i], 1 + i % 3, &p));
			used += 1 + i % 3;
		}
	}
	for (int i = 0; i < CODES - 1; i++)
		assert_refused(c, &code_invalid, take(&t, code[i], 1, &p));
	c->now.ms += CODE_LIFE_S * 1000 + 1;
	assert_refused(c, &code_ended, take(&t, code[CODES - 1], 1, &p));
	for (int i = 0; i < CODES - 1; i++)
		assert_refused(c, &code_invalid, take(&t, code[i], 1, &p));
	assert_till(&t, used, 6000 - used);
}

/* ---- cards ---- */

STMT(day_of_card, "SELECT spent_yen FROM card WHERE card_id = ?");
struct card_day { int64_t spent_yen; };
SHAPE(card_day, "What a card paid today", FIELD(card_day, spent_yen, "Yen"));

static int64_t
card_spent(struct till *t, int64_t card_id)
{
	struct card_day day;

	assert_done(&t->world->ctx, db_one(&t->world->ctx, &day_of_card, &card_day_shape, &day,
	    A(card_id)));
	return day.spent_yen;
}

static struct card
card_of(struct till *t)
{
	struct card card;
	struct card_issue order = { t->person_id, "4711", 3000, 5000 };

	as_sales(t->world);
	assert_done(&t->world->ctx, card_issue(&t->world->ctx, &order, &card));
	as_till(t->world, t->shop_id);
	assert_int_equal(card.purse_id, t->purse_id);
	return card;
}

static void
void_gives_the_card_its_day_back(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct card card;
	struct payment first, second;

	till_open(w, &t, 2);
	card = card_of(&t);
	assert_refused(c, &card_limit, take(&t, code_of(&t, card.card_id), 3001, &first));
	assert_done(c, take(&t, code_of(&t, card.card_id), 3000, &first));
	assert_string_equal(first.means, "card");
	assert_done(c, take(&t, code_of(&t, card.card_id), 2000, &second));
	assert_refused(c, &card_limit, take(&t, code_of(&t, card.card_id), 1, &second));
	assert_int_equal(card_spent(&t, card.card_id), 5000);
	assert_done(c, take_back(&t, first.payment_id));
	assert_int_equal(card_spent(&t, card.card_id), 2000);
	assert_refused(c, &payment_void, take_back(&t, first.payment_id));
	assert_int_equal(card_spent(&t, card.card_id), 2000);
	assert_done(c, take(&t, code_of(&t, card.card_id), 3000, &second));
	assert_int_equal(card_spent(&t, card.card_id), 5000);
	assert_till(&t, 5000, 7000);
	/* Yesterday's payment cannot come back, so today's count stays. */
	c->now.ms += DAY_MS;
	assert_done(c, take(&t, code_of(&t, card.card_id), 1, &first));
	assert_refused(c, &payment_not_today, take_back(&t, second.payment_id));
	assert_int_equal(card_spent(&t, card.card_id), 1);
	assert_till(&t, 5001, 6999);
}

/* A card that is lost pays nothing more; what it paid can still be voided. */
static void
a_blocked_card_can_be_given_back_to(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct card card;
	struct payment paid, p;
	const char *code;

	till_open(w, &t, 1);
	card = card_of(&t);
	assert_done(c, take(&t, code_of(&t, card.card_id), 1000, &paid));
	code = code_of(&t, card.card_id);
	as_sales(w);
	assert_done(c, card_block(c, card.card_id, "lost"));
	as_till(w, t.shop_id);
	assert_refused(c, &card_blocked, take(&t, code, 1, &p));
	assert_till(&t, 1000, 5000);
	assert_done(c, take_back(&t, paid.payment_id));
	assert_till(&t, 0, 6000);
}

int
main(void)
{
	return RULES("sales", rule_test(a_code_pays_once), rule_test(the_next_code_kills_the_last),
	    rule_test(a_code_lives_sixty_seconds), rule_test(a_refused_taking_leaves_the_code),
	    rule_test(a_hundred_codes_replayed_give_nothing),
	    rule_test(void_gives_the_card_its_day_back),
	    rule_test(a_blocked_card_can_be_given_back_to));
}
