#ifndef PEOPLE_AUDIT_H
#define PEOPLE_AUDIT_H

#include "base/ctx.h"

/*
 * Who did what when.  Rows are only inserted (the programs hold no UPDATE or
 * DELETE on the table), hold ids and words of the product, never personal
 * data, and are chained by the sealer every few seconds (people/seal.h), never
 * in the act.  Call inside the transaction of the act.
 */
struct audit {
	const char *act;	/* "sale.void" */
	const char *object;	/* "sale", or NULL */
	int64_t object_id;
	const char *note;	/* a reason chosen or typed by staff; no names of people */
};
int audit_write(struct ctx *, const struct audit *);

#endif
