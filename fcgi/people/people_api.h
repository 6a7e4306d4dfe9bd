#ifndef PEOPLE_PEOPLE_API_H
#define PEOPLE_PEOPLE_API_H

#include "http/session.h"
#include "people/account_api.h"

/* The routes of people and what other programs' mains need of it; never rules. */
extern const struct right right_people_staff, right_people_roles, right_people_find,
    right_people_look, right_people_audit;
extern const struct route sign_in_routes[], session_routes[], account_routes[], role_routes[],
    person_routes[], audit_routes[], sample_routes[];

/* Sessions, for every worker. */
extern const struct session_store people_sessions;

/* madoctl: the tables whose rights `load roles` writes down. */
void role_use_routes(const struct route *const *tables);

#endif
