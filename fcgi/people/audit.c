#include "people/audit.h"

#include "db/db.h"

STMT(audit_insert,
    "INSERT INTO audit_entry (happened_at, account_id, act, object, object_id, note) "
    "VALUES (?, ?, ?, ?, ?, ?)");

int
audit_write(struct ctx *c, const struct audit *a)
{
	return db_run(c, &audit_insert, A(c->now), A(c->actor.account_id), A(a->act), A(a->object),
	    A(a->object_id), A(a->note));
}
