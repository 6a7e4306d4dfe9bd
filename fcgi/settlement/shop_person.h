#ifndef SETTLEMENT_SHOP_PERSON_H
#define SETTLEMENT_SHOP_PERSON_H

#include "shape/shape.h"

/*
 * Who of the people the city knows owns a shop, works there or is family of
 * the owner: so that the checks can see who pays at the own shop.  Ids only;
 * who the person is, people/person.h shows, with a purpose.  A link is ended,
 * never removed.
 */
struct shop_person {
	int64_t shop_person_id;		/* out */
	int64_t shop_id, person_id;
	const char *relation;
};
extern const char *const shop_relations[];	/* owner clerk family */
/* Each a transaction of its own, or joined. */
int shop_person_link(struct ctx *, struct shop_person *);	/* person_linked */
int shop_person_end(struct ctx *, int64_t shop_person_id);	/* link_ended */
extern const struct reason person_linked, link_ended;

#endif
