#include "ledger/posting.h"

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"

STMT(posting_insert, "INSERT INTO posting (kind, ref_id, account_id, posted_at)"
    " VALUES (?, ?, ?, ?)");
STMT(entry_insert, "INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen,"
    " posted_at) VALUES (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?)");
/* Rows of numbers as JSON, for a statement takes a fixed count of arguments. */
STMT(postings_insert, "INSERT INTO posting (kind, ref_id, account_id, posted_at)"
    " SELECT DISTINCT ?, j.ref_id, ?, ? FROM JSON_TABLE(?, '$[*]' COLUMNS"
    " (ref_id BIGINT PATH '$[0]')) j ORDER BY j.ref_id");
STMT(entries_insert, "INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen,"
    " posted_at) SELECT g.posting_id, j.round_id, IF(s.side = 1, j.from_chart, j.to_chart),"
    " IF(s.side = 1, j.from_owner, j.to_owner), j.part, IF(s.side = 1, -j.yen, j.yen), ?"
    " FROM JSON_TABLE(?, '$[*]' COLUMNS (row_no FOR ORDINALITY, ref_id BIGINT PATH '$[0]',"
    "  round_id BIGINT PATH '$[1]', part TINYINT PATH '$[2]', from_chart TINYINT PATH '$[3]',"
    "  from_owner BIGINT PATH '$[4]', to_chart TINYINT PATH '$[5]',"
    "  to_owner BIGINT PATH '$[6]', yen BIGINT PATH '$[7]')) j"
    " JOIN posting g ON g.kind = ? AND g.ref_id = j.ref_id"
    " JOIN (SELECT 1 AS side UNION ALL SELECT 2) s ORDER BY j.row_no, s.side");

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

static const char *
rows_of(struct ctx *c, const struct ref_movement *m, size_t count)
{
	struct text_buffer rows = { .arena = c->arena };

	for (size_t i = 0; i < count; i++) {
		const struct movement *move = &m[i].move;

		must(move->yen > 0 && move->round_id > 0);
		buffer_format(&rows, "%c[%lld,%lld,%d,%d,%lld,%d,%lld,%lld]", i == 0 ? '[' : ',',
		    (long long)m[i].ref_id, (long long)move->round_id, (int)move->part,
		    (int)move->from, (long long)move->from_owner, (int)move->to,
		    (long long)move->to_owner, (long long)move->yen);
	}
	buffer_text(&rows, "]");
	return rows.data;
}

int
posting_many(struct ctx *c, const char *kind, const struct ref_movement *m, size_t count)
{
	const char *rows;

	must(db_in_transaction(c));
	if (count == 0)
		return 0;
	rows = rows_of(c, m, count);
	if (db_run(c, &postings_insert, A(kind), A(c->actor.account_id), A(c->now), A(rows)) != 0 ||
	    db_run(c, &entries_insert, A(c->now), A(rows), A(kind)) != 0)
		return -1;
	return db_changed(c) == 2 * (int64_t)count ? 0 :
	    fail_internal(c, "%s: not every movement was posted", kind);
}
