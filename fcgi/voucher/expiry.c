#include "voucher/expiry.h"

#include <string.h>

#include "base/clock.h"
#include "db/db.h"
#include "ledger/posting.h"
#include "out/jobs.h"
#include "voucher/purse.h"

enum { CHUNK_LOTS = 100 };

struct ended_row { int64_t round_id; };
SHAPE(ended_row, "A round that cannot be used any more", FIELD(ended_row, round_id, "Round"));
struct left_lot { int64_t lot_id, purse_id, round_id, paid_yen, premium_yen; };
SHAPE(left_lot, "A lot with what is left of it",
    FIELD(left_lot, lot_id, "Lot"),
    FIELD(left_lot, purse_id, "Purse"),
    FIELD(left_lot, round_id, "Round"),
    FIELD(left_lot, paid_yen, "Left of the paid part, yen"),
    FIELD(left_lot, premium_yen, "Left of the premium, yen"));

STMT(ended_rounds, "SELECT r.round_id FROM round r"
    " WHERE r.state = 'published' AND r.use_to_on < ?"
    " AND EXISTS (SELECT 1 FROM purse_lot l WHERE l.round_id = r.round_id AND l.state = 'open')"
    " ORDER BY r.round_id LIMIT 1000");
STMT(open_lots_lock, "SELECT lot_id, purse_id, round_id, paid_yen - spent_paid_yen AS paid_yen,"
    " (face_yen - paid_yen) - (spent_yen - spent_paid_yen) AS premium_yen FROM purse_lot"
    " WHERE round_id = ? AND state = 'open' ORDER BY lot_id LIMIT 100 FOR UPDATE");
STMT(lot_close, "UPDATE purse_lot SET state = 'expired', closed_at = ?"
    " WHERE lot_id = ? AND state = 'open'");
STMT(round_still_ended, "SELECT r.round_id FROM round r"
    " WHERE r.round_id = ? AND r.use_to_on < ?");

struct sweep {
	int64_t round_id;
	const char *before;	/* the first Tokyo day that is not over */
	int64_t lots, yen;	/* of this chunk */
};

static int
expire_lot(struct ctx *c, const struct left_lot *lot)
{
	struct posting posting = { "expiry", lot->lot_id, 0 };
	struct movement m = { .round_id = lot->round_id, .from = CHART_EXPIRED,
		.to = CHART_PURSE, .to_owner = lot->purse_id };

	if (db_run(c, &lot_close, A(c->now), A(lot->lot_id)) != 0)
		return -1;
	if (lot->paid_yen + lot->premium_yen == 0)
		return 0;			/* used up: nothing moves */
	if (posting_begin(c, &posting) != 0)
		return -1;
	m.posting_id = posting.posting_id;
	m.part = PART_PAID;
	m.yen = lot->paid_yen;
	if (posting_move(c, &m) != 0)
		return -1;
	m.part = PART_PREMIUM;
	m.yen = lot->premium_yen;
	return posting_move(c, &m);
}

/* The round is read again inside: it may have been prolonged meanwhile. */
static int
sweep_chunk(struct ctx *c, void *arg)
{
	struct sweep *s = arg;
	struct list lots = { 0 };
	const struct left_lot *lot;
	struct ended_row round;
	bool ended;

	s->lots = s->yen = 0;
	if (db_maybe(c, &ended, &round_still_ended, &ended_row_shape, &round, A(s->round_id),
	        A(s->before)) != 0)
		return -1;
	if (!ended)
		return 0;
	if (db_list(c, &open_lots_lock, &left_lot_shape, &lots, A(s->round_id)) != 0)
		return -1;
	lot = lots.items;
	for (size_t i = 0; i < lots.count; i++) {
		if (expire_lot(c, &lot[i]) != 0)
			return -1;
		s->lots++;
		s->yen += lot[i].paid_yen + lot[i].premium_yen;
	}
	return 0;
}

int
expiry_run(struct ctx *c, int64_t *lots, int64_t *yen)
{
	struct sweep s = { .before = tokyo_date(c->arena,
		(struct instant){ c->now.ms - EXPIRY_GRACE_MS }) };
	struct list rounds = { 0 };
	const struct ended_row *round;

	*lots = *yen = 0;
	if (db_list(c, &ended_rounds, &ended_row_shape, &rounds, A(s.before)) != 0)
		return -1;
	round = rounds.items;
	for (size_t i = 0; i < rounds.count; i++) {
		s.round_id = round[i].round_id;
		do {
			struct mark mark = arena_mark(c->arena);

			if (db_transact(c, sweep_chunk, &s) != 0)
				return -1;
			arena_rewind(c->arena, mark);
			*lots += s.lots;
			*yen += s.yen;
			if (job_progress(c, *lots, 0) != 0)
				return -1;
		} while (s.lots == CHUNK_LOTS);
	}
	return 0;
}
