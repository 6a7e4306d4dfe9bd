#include "ledger/posting.h"

#include "base/log.h"
#include "db/db.h"

STMT(posting_insert, "INSERT INTO posting (kind, ref_id, account_id, posted_at)"
    " VALUES (?, ?, ?, ?)");
STMT(entry_insert, "INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen,"
    " posted_at) VALUES (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?)");

int
posting_begin(struct ctx *c, struct posting *posting)
{
	must(db_in_transaction(c));
	if (db_run(c, &posting_insert, A(posting->kind), A(posting->ref_id),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	posting->posting_id = db_inserted(c);
	return 0;
}

/* Both sides in one statement: no fault between them can leave one alone. */
int
posting_move(struct ctx *c, const struct movement *m)
{
	must(db_in_transaction(c));
	must(m->yen >= 0 && m->posting_id > 0 && m->round_id > 0);
	if (m->yen == 0)
		return 0;
	return db_run(c, &entry_insert,
	    A(m->posting_id), A(m->round_id), A((int)m->from), A(m->from_owner),
	    A((int)m->part), A(-m->yen), A(c->now),
	    A(m->posting_id), A(m->round_id), A((int)m->to), A(m->to_owner),
	    A((int)m->part), A(m->yen), A(c->now));
}
