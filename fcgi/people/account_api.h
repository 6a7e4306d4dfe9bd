#ifndef PEOPLE_ACCOUNT_API_H
#define PEOPLE_ACCOUNT_API_H

#include "http/route.h"

/* How ids of accounts from outside are owned; for *_api.c files only. */
extern const struct within within_own_clerk;	/* an account of the actor's shop */
extern const struct within within_shop_account;	/* of any shop, for staff */
extern const struct within within_staff_account;
extern const struct within within_person;	/* any person, for staff */

#endif
