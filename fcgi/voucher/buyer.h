#ifndef VOUCHER_BUYER_H
#define VOUCHER_BUYER_H

#include "people/person.h"

/*
 * The buyer at the counter is one person row, found by folded kana and birth
 * date.  When rows match, the clerk says whether it is one of them; only then
 * is another made, and that is written to the audit, for it opens new caps.
 */
struct buyer {
	struct person person;		/* as on the document that was shown */
	int64_t same_person_id;		/* 0: not said */
	bool is_another;
};
struct buyer_found {
	int64_t person_id;		/* 0: the clerk must choose */
	bool is_new;
	struct list candidates;		/* of struct person_match */
};
/* A transaction of its own, or joined. */
int buyer_find_or_make(struct ctx *, const struct buyer *, struct buyer_found *);

#endif
