#include "ledger/proof.h"

#include <string.h>

#include "db/db.h"

PUBLIC_SHAPE(difference, "Two figures that must agree and do not",
    FIELD(difference, what, "Which rule is broken"),
    FIELD(difference, object_id, "Posting, purse or round"),
    FIELD(difference, round_id, "Round, 0 when it is not of one"),
    FIELD(difference, expected, "What it must be"),
    FIELD(difference, found, "What it is"));

struct last_row { int64_t last_id; };
SHAPE(last_row, "The newest row", FIELD(last_row, last_id, "Its number"));

STMT(last_posting, "SELECT GREATEST((SELECT COALESCE(MAX(posting_id), 0) FROM posting),"
    " (SELECT COALESCE(MAX(posting_id), 0) FROM entry)) AS last_id");
/* The end of the next piece: numbers may have gaps of any size. */
STMT(piece_end, "SELECT COALESCE(MAX(posting_id), 0) AS last_id FROM (SELECT posting_id"
    " FROM posting WHERE posting_id > ? ORDER BY posting_id LIMIT ?) p");
STMT(uneven_postings, "SELECT 'posting_sum' AS what, posting_id AS object_id, 0 AS round_id,"
    " 0 AS expected, CAST(SUM(yen) AS SIGNED) AS found FROM entry"
    " WHERE posting_id > ? AND posting_id <= ?"
    " GROUP BY posting_id, part HAVING SUM(yen) <> 0 LIMIT 100");
STMT(empty_postings, "SELECT 'posting_empty' AS what, p.posting_id AS object_id, 0 AS round_id,"
    " 1 AS expected, 0 AS found FROM posting p"
    " WHERE p.posting_id > ? AND p.posting_id <= ?"
    " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.posting_id = p.posting_id) LIMIT 100");
STMT(orphan_entries, "SELECT 'entry_orphan' AS what, e.posting_id AS object_id, 0 AS round_id,"
    " 1 AS expected, 0 AS found FROM entry e"
    " WHERE e.posting_id > ? AND e.posting_id <= ?"
    " AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.posting_id = e.posting_id) LIMIT 100");

void
differences_add(struct ctx *c, struct list *all, const struct list *more)
{
	size_t room = PROOF_ROWS_MAX - all->count;
	size_t count = more->count < room ? more->count : room;
	struct difference *rows;

	if (count == 0)
		return;
	rows = arena_alloc(c->arena, (all->count + count) * sizeof *rows);
	if (all->count > 0)
		memcpy(rows, all->items, all->count * sizeof *rows);
	memcpy(rows + all->count, more->items, count * sizeof *rows);
	*all = (struct list){ all->count + count, rows };
}

static int
proof_chunk(struct ctx *c, int64_t after, int64_t to, struct list *differences)
{
	struct list rows = { 0 };

	if (db_list(c, &uneven_postings, &difference_shape, &rows, A(after), A(to)) != 0)
		return -1;
	differences_add(c, differences, &rows);
	if (db_list(c, &empty_postings, &difference_shape, &rows, A(after), A(to)) != 0)
		return -1;
	differences_add(c, differences, &rows);
	if (db_list(c, &orphan_entries, &difference_shape, &rows, A(after), A(to)) != 0)
		return -1;
	differences_add(c, differences, &rows);
	return 0;
}

int
proof_step(struct ctx *c, struct proof_pace *pace, int64_t numbers)
{
	pace->done += numbers;
	return pace->tell != NULL ? pace->tell(c, pace->done, pace->total) : 0;
}

int
proof_last_posting(struct ctx *c, int64_t *posting_id)
{
	struct last_row last;

	if (db_one(c, &last_posting, &last_row_shape, &last) != 0)
		return -1;
	*posting_id = last.last_id;
	return 0;
}

int
proof_postings(struct ctx *c, struct proof_pace *pace, struct list *differences)
{
	struct last_row piece;
	int64_t last_id;

	if (proof_last_posting(c, &last_id) != 0)
		return -1;
	for (int64_t after = 0; after < last_id; after = piece.last_id) {
		if (db_one(c, &piece_end, &last_row_shape, &piece, A(after), A(PROOF_CHUNK)) != 0)
			return -1;
		/* Behind the last posting there may still be entries without one. */
		if (piece.last_id == 0)
			piece.last_id = last_id;
		if (proof_chunk(c, after, piece.last_id, differences) != 0 ||
		    proof_step(c, pace, piece.last_id - after) != 0)
			return -1;
	}
	return 0;
}
