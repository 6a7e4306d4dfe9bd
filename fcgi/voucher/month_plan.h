#ifndef VOUCHER_MONTH_PLAN_H
#define VOUCHER_MONTH_PLAN_H

#include "voucher/month.h"
#include "voucher/sample_names.h"

/*
 * The plan of a made-up month, drawn before anything is done: acts in the
 * order of their time.  Shared by month.c, month_plan.c and month_planted.c.
 */
enum month_kind { MONTH_BUY, MONTH_LINK, MONTH_PAY, MONTH_TAKE_BACK };
struct month_act {
	int64_t at_ms;
	enum month_kind kind;
	int32_t person, shop;		/* indexes */
	int32_t round;			/* bought of: 0 the first, 1 the second */
	int32_t slot;			/* of the payment, for taking it back */
	int64_t amount;			/* sets bought, or yen paid */
	bool is_new;			/* the buyer is registered first */
	const char *means;		/* of a payment */
};
struct month_person { int64_t person_id, purse_id, card_id; bool has_card; };
struct month_shop {
	int64_t shop_id;
	const char *industry, *latitude, *longitude;	/* latitude may be NULL */
	int64_t pull;			/* how much it draws people */
	int64_t taken_yen;		/* by the plan */
};

struct month_plan {
	struct arena *arena;
	struct draw draw;
	int64_t from_ms, days;
	struct month_act *acts;
	size_t count, room;
	int32_t people, buyers, slots;	/* buyers: who has a first purchase */
	struct month_shop *shops;
	int32_t shop_count;
	struct list planted;
};

enum { MONTH_SET_YEN = 6000, MONTH_SETS_MAX = 10 };	/* of a person and round */

/* 00:00 of Tokyo, days after the first of the month. */
int64_t month_day(const struct month_plan *, int64_t days);
int32_t month_person(struct month_plan *);
void month_buy(struct month_plan *, int32_t person, int32_t round, int64_t sets, int64_t at_ms);
/* The act; its shop and person are as given, its means a poster. */
struct month_act *month_pay(struct month_plan *, int32_t person, int32_t shop, int64_t yen,
    int64_t at_ms);
void month_link(struct month_plan *, int32_t person, int32_t shop, int64_t at_ms);
/* So many payments of people who do nothing wrong. */
void month_honest(struct month_plan *, int64_t payments);
/* Patterns at the shops that take least, for there they would be missed. */
void month_plant(struct month_plan *);
void month_sort(struct month_plan *);

#endif
