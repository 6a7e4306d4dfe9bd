#ifndef PEOPLE_ROLE_H
#define PEOPLE_ROLE_H

#include "shape/shape.h"

/*
 * Roles are bundles of rights, kept as data.  Rights are what the route tables
 * ask for; madoctl writes them into a table.  A role changes only under four
 * eyes: one account proposes, another decides.  No change may leave the
 * installation without somebody who can manage accounts and roles.  The roles
 * that come with the product keep their names; their rights may change.
 */
struct right_row { const char *name, *doc, *audience; };
extern const struct shape right_row_shape;
struct role {
	int64_t role_id;
	const char *name, *audience;
	bool is_fixed;
	int64_t accounts;		/* how many hold it */
	struct list rights;		/* of texts */
};
extern const struct shape role_shape;
extern const struct reason already_decided, role_changed, role_needed, role_name_taken,
    unknown_right;

int right_list(struct ctx *, struct list *rights);
/* Names of what an account may do now, by confirmed roles (people/holding.h);
 * none before it changed its first password. */
int right_list_of(struct ctx *, int64_t account_id, struct list *names);
int role_list(struct ctx *, struct list *roles);

struct role_proposal {
	int64_t role_id;		/* 0: a new role */
	const char *name, *audience;
	const struct list *rights;	/* of texts */
};
int role_propose(struct ctx *, const struct role_proposal *, int64_t *role_change_id);
/* approve: by another account, and only while the role is as it was when the
 * change was proposed.  The proposer may only take it back. In a transaction. */
int role_decide(struct ctx *, int64_t role_change_id, bool approve, const char *note,
    const char **state);
struct role_change {
	int64_t role_change_id;
	struct maybe_int role_id;
	const char *name, *audience;
	struct list rights, before;	/* of texts */
	const char *proposed_by, *state;
	struct instant proposed_at;
	bool is_own;			/* the actor proposed it */
};
extern const struct shape role_change_shape;
int role_change_list(struct ctx *, struct list *changes);	/* newest first, at most 200 */

/* The rights of all programs (struct right_row); a right seen for the first
 * time is given to the fixed roles it is meant for.  Fixed roles are made. */
int role_load(struct ctx *, const struct list *rights);
/* The same from the route tables of all programs: people/role_api.c. */
int role_load_routes(struct ctx *);

#endif
