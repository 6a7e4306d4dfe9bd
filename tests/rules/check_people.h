#ifndef CHECK_PEOPLE_H
#define CHECK_PEOPLE_H

#include "check_world.h"

/* More people than the one of check_world.h, and who of them belongs to a shop. */
struct wallet { int64_t person_id, purse_id; };

/* Somebody else with so many sets, bought at noon. */
static inline struct wallet
wallet_of(struct till *t, int64_t sets)
{
	struct wallet wallet;
	struct till other = *t;

	as_sales(t->world);
	t->world->ctx.now = noon;
	other.person_id = wallet.person_id = buyer(t->world);
	buy(&other, &t->counter, sets);
	wallet.purse_id = purse_of(t->world, wallet.person_id);
	return wallet;
}

static inline int64_t
link_to(struct till *t, int64_t person_id, int64_t shop_id)
{
	struct shop_person link = { .shop_id = shop_id, .person_id = person_id,
		.relation = "owner" };

	static int64_t links;	/* each at a moment of its own */

	as_accountant(t->world);
	t->world->ctx.now.ms = noon.ms + links++;
	assert_done(&t->world->ctx, shop_person_link(&t->world->ctx, &link));
	return link.shop_person_id;
}

#endif
