#include "settlement/fund.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/balance.h"
#include "ledger/proof.h"
#include "people/account.h"
#include "people/audit.h"
#include "settlement/drift.h"
#include "settlement/hold.h"

const struct reason fund_short = { 409, "fund_short" };
const struct reason fund_later = { 409, "fund_later" };
const struct reason fund_decided = { 409, "fund_decided" };
const char *const fund_kinds[] = { "cash_in", "premium_in", "fee_in", "unused_out", "premium_out",
	"refused_out", NULL };
const char *const fund_states[] = { "asked", "posted", "refused", NULL };

/* What a kind takes from.  part 0: the movement says. */
static const struct fund_rule { const char *kind; enum chart source; bool is_out; int part; }
fund_rules[] = {
	{ "cash_in", CHART_CASH, false, PART_PAID },
	{ "premium_in", CHART_PREMIUM, false, PART_PREMIUM },
	{ "fee_in", CHART_FEE, false, PART_PREMIUM },
	{ "unused_out", CHART_EXPIRED, true, PART_PAID },
	{ "premium_out", CHART_EXPIRED, true, PART_PREMIUM },
	{ "refused_out", CHART_REFUSED, true, 0 },
};

SHAPE(fund_movement, "A movement of the funds",
    FIELD(fund_movement, fund_movement_id, "Movement"),
    FIELD(fund_movement, kind, "What it is"),
    FIELD(fund_movement, round_id, "Round"),
    FIELD(fund_movement, part, "1 paid by the buyer, 2 premium"),
    FIELD(fund_movement, yen, "Amount"),
    FIELD(fund_movement, bank_on, "Day at the bank"),
    FIELD(fund_movement, note, "In the words of the office"),
    FIELD(fund_movement, owner_id, "Clerk or shop, 0: all"),
    FIELD(fund_movement, state, "How it stands"),
    FIELD(fund_movement, asked_by, "Who asked for it"));

#define FUND_COLUMNS "SELECT fund_movement_id, kind, round_id, part, yen,"	\
	" on_date AS bank_on, note, owner_id, state, asked_by FROM fund_movement"	\
	" WHERE fund_movement_id = ?"
STMT(fund_select, FUND_COLUMNS);
STMT(fund_lock, FUND_COLUMNS " FOR UPDATE");
STMT(fund_insert, "INSERT INTO fund_movement (kind, round_id, part, yen, on_date, note, owner_id,"
    " state, asked_by, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)");
STMT(fund_decide, "UPDATE fund_movement SET state = ?, decided_by = ?, decided_at = ?,"
    " decided_note = ? WHERE fund_movement_id = ?");
STMT(fund_differs, "SELECT 'fund_posting' AS what, x.ref_id AS object_id, x.round_id,"
    " CAST(SUM(x.moved) AS SIGNED) AS expected, CAST(SUM(x.posted) AS SIGNED) AS found FROM"
    " (SELECT m.fund_movement_id AS ref_id, m.round_id, m.part, m.yen AS moved, 0 AS posted"
    "  FROM fund_movement m WHERE m.state = 'posted'"
    "  UNION ALL SELECT p.ref_id, e.round_id, e.part, 0, e.yen FROM posting p"
    "  JOIN entry e ON e.posting_id = p.posting_id WHERE p.kind = 'fund' AND e.yen > 0) x"
    " GROUP BY x.ref_id, x.round_id, x.part HAVING SUM(x.moved) <> SUM(x.posted) LIMIT 100");

/* All there is, also what another act with a later clock has just posted: two movements
 * that wait for each other must never take the same yen. */
static struct instant
ever(void)
{
	return tokyo_midnight("2199-12-31");
}

static const struct fund_rule *
rule_of(const char *kind)
{
	for (size_t i = 0; i < sizeof fund_rules / sizeof fund_rules[0]; i++)
		if (text_same(fund_rules[i].kind, kind))
			return &fund_rules[i];
	must(!"a kind of fund_kinds");
	return NULL;
}

/* What of it may still be moved, owner by owner; all positive. */
static int
sources_of(struct ctx *c, const struct fund_movement *m, struct list *owners, int64_t *left_yen)
{
	const struct fund_rule *rule = rule_of(m->kind);
	struct ledger_place place = { rule->source, m->round_id, 0, (enum part)m->part };
	struct owner_sum *owner;
	size_t count = 0;

	if (balance_owners(c, &place, ever(), owners) != 0)
		return -1;
	owner = owners->items;
	*left_yen = 0;
	for (size_t i = 0; i < owners->count; i++) {
		int64_t yen = rule->is_out ? -owner[i].yen : owner[i].yen;

		if (yen <= 0 || (m->owner_id != 0 && m->owner_id != owner[i].owner_id))
			continue;
		owner[count++] = (struct owner_sum){ owner[i].owner_id, yen };
		*left_yen += yen;
	}
	owners->count = count;
	return 0;
}

static int
bank_of(struct ctx *c, const struct fund_movement *m, int64_t *yen)
{
	static const enum chart charts[] = { CHART_BANK_IN, CHART_PAID_OUT, CHART_HANDED_BACK };

	*yen = 0;
	for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++) {
		struct ledger_place place = { charts[i], m->round_id, 0, (enum part)m->part };
		int64_t part;

		if (balance_of_round(c, &place, ever(), &part) != 0)
			return -1;
		*yen += part;
	}
	return 0;
}

static int
check_left(struct ctx *c, const struct fund_movement *m, struct list *owners)
{
	int64_t left, bank;

	if (sources_of(c, m, owners, &left) != 0)
		return -1;
	if (rule_of(m->kind)->is_out) {
		if (bank_of(c, m, &bank) != 0)
			return -1;
		left = bank < left ? bank : left;
	}
	if (m->yen > left)
		return fail(c, &fund_short, "yen", P(left_yen, left > 0 ? left : 0));
	return 0;
}

static int
ask(struct ctx *c, void *arg)
{
	struct fund_movement *m = arg;
	struct list owners;

	if (check_left(c, m, &owners) != 0 ||
	    db_run(c, &fund_insert, A(m->kind), A(m->round_id), A(m->part), A(m->yen),
	        A(m->bank_on), A(m->note), A(m->owner_id), A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	m->fund_movement_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "fund.ask", "fund_movement", m->fund_movement_id,
	    m->note });
}

int
fund_ask(struct ctx *c, struct fund_movement *m)
{
	int part = rule_of(m->kind)->part;

	if (part != 0)
		m->part = part;
	if (!text_same(m->kind, "cash_in") && !text_same(m->kind, "refused_out"))
		m->owner_id = 0;
	if (tokyo_midnight(m->bank_on).ms > c->now.ms)
		return fail(c, &fund_later, "bank_on");
	return db_transact(c, ask, m);
}

/* From the owners in turn until it is enough: a posting moves the whole amount or none. */
static int
move_all(struct ctx *c, const struct fund_movement *m, const struct list *owners)
{
	const struct fund_rule *rule = rule_of(m->kind);
	const struct owner_sum *owner = owners->items;
	struct posting posting = { .kind = "fund", .ref_id = m->fund_movement_id };
	int64_t left = m->yen;

	if (posting_begin(c, &posting) != 0)
		return -1;
	for (size_t i = 0; i < owners->count && left > 0; i++) {
		struct movement move = { posting.posting_id, m->round_id, (enum part)m->part,
			rule->source, CHART_BANK_IN, owner[i].owner_id, 0,
			owner[i].yen < left ? owner[i].yen : left };

		if (rule->is_out) {
			move.from = CHART_HANDED_BACK, move.from_owner = owner[i].owner_id;
			move.to = rule->source, move.to_owner = owner[i].owner_id;
		}
		left -= move.yen;
		if (posting_move(c, &move) != 0)
			return -1;
	}
	must(left == 0);
	return 0;
}

struct decision { int64_t fund_movement_id; const char *state, *note; };

static int
decide(struct ctx *c, const struct fund_movement *m, const struct decision *d)
{
	if (db_run(c, &fund_decide, A(d->state), A(c->actor.account_id), A(c->now), A(d->note),
	        A(m->fund_movement_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ text_same(d->state, "posted") ? "fund.post" :
	    "fund.refuse", "fund_movement", m->fund_movement_id, d->note });
}

/* Under the gate: two movements never take the same yen. */
static int
post(struct ctx *c, void *arg)
{
	const struct decision *d = arg;
	struct fund_movement m;
	struct list owners;

	if (settlement_gate(c) != 0 ||
	    db_one(c, &fund_lock, &fund_movement_shape, &m, A(d->fund_movement_id)) != 0)
		return -1;
	if (!text_same(m.state, "asked"))
		return fail(c, &fund_decided, NULL);
	if (four_eyes(c, m.asked_by) != 0 ||
	    (rule_of(m.kind)->is_out && drift_refuse(c) != 0) ||
	    check_left(c, &m, &owners) != 0 || move_all(c, &m, &owners) != 0)
		return -1;
	return decide(c, &m, d);
}

static int
refuse_movement(struct ctx *c, void *arg)
{
	const struct decision *d = arg;
	struct fund_movement m;

	if (db_one(c, &fund_lock, &fund_movement_shape, &m, A(d->fund_movement_id)) != 0)
		return -1;
	if (!text_same(m.state, "asked"))
		return fail(c, &fund_decided, NULL);
	return decide(c, &m, d);
}

int
fund_post(struct ctx *c, int64_t fund_movement_id)
{
	return db_transact(c, post, &(struct decision){ fund_movement_id, "posted", NULL });
}

int
fund_refuse(struct ctx *c, int64_t fund_movement_id, const char *note)
{
	return db_transact(c, refuse_movement,
	    &(struct decision){ fund_movement_id, "refused", note });
}

int
fund_read(struct ctx *c, int64_t fund_movement_id, struct fund_movement *out)
{
	return db_one(c, &fund_select, &fund_movement_shape, out, A(fund_movement_id));
}

int
fund_prove(struct ctx *c, struct list *differences)
{
	struct list rows = { 0 };

	if (db_list(c, &fund_differs, &difference_shape, &rows) != 0)
		return -1;
	differences_add(c, differences, &rows);
	return 0;
}
