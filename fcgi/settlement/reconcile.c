#include "settlement/reconcile.h"

#include <string.h>

#include "base/config.h"
#include "base/text.h"
#include "db/db.h"
#include "settlement/bank_file.h"
#include "settlement/hold.h"
#include "settlement/payout.h"
#include "settlement/shop_account.h"
#include "settlement/shop_contact.h"
#include "shape/say.h"

const struct reason match_unfit = { 409, "match_unfit" };

struct file_state { int64_t yen, paid; const char *pay_on, *state; };
SHAPE(file_state, "A file that was sent",
    FIELD(file_state, yen, "Its sum"),
    FIELD(file_state, paid, "Payouts of it that were debited by themselves"),
    FIELD(file_state, pay_on, "Day it was to be paid"),
    FIELD(file_state, state, "State"));
struct payout_state {
	int64_t bank_file_id, shop_id, shop_account_id, yen;
	const char *pay_on, *state, *file_state, *shop_no, *shop_name;
};
SHAPE(payout_state, "A payout",
    FIELD(payout_state, bank_file_id, "File"),
    FIELD(payout_state, shop_id, "Shop"),
    FIELD(payout_state, shop_account_id, "Where it was sent"),
    FIELD(payout_state, yen, "Amount"),
    FIELD(payout_state, pay_on, "Day its file was to be paid"),
    FIELD(payout_state, state, "State"),
    FIELD(payout_state, file_state, "State of its file"),
    FIELD(payout_state, shop_no, "Number of the shop"),
    FIELD(payout_state, shop_name, "Its name"));

struct left_in_file { int64_t payouts; };
SHAPE(left_in_file, "What of a file was not debited",
    FIELD(left_in_file, payouts, "Payouts"));

STMT(file_select, "SELECT f.yen, (SELECT COUNT(*) FROM payout p WHERE p.bank_file_id ="
    " f.bank_file_id AND p.state = 'paid') AS paid, f.pay_on, f.state FROM bank_file f"
    " WHERE f.bank_file_id = ?");
STMT(still_sent, "SELECT COUNT(*) AS payouts FROM payout WHERE bank_file_id = ?"
    " AND state = 'sent'");
STMT(payout_paid, "UPDATE payout SET state = 'paid', ended_at = ? WHERE payout_id = ?");
STMT(payout_select, "SELECT p.bank_file_id, p.shop_id, p.shop_account_id, p.yen,"
    " f.pay_on, p.state,"
    " f.state AS file_state, h.shop_no, h.name AS shop_name FROM payout p"
    " JOIN bank_file f ON f.bank_file_id = p.bank_file_id"
    " JOIN shop h ON h.shop_id = p.shop_id WHERE p.payout_id = ?");

static bool
fits(const struct settling *s, int64_t yen, const char *pay_on)
{
	return s->yen == yen && strcmp(pay_on, s->account_on) <= 0;
}

static int
debit_file(struct ctx *c, const struct settling *s)
{
	struct file_state f;

	if (db_one(c, &file_select, &file_state_shape, &f, A(s->bank_file_id)) != 0)
		return -1;
	if (!text_same(f.state, "sent") || f.paid != 0 || !fits(s, f.yen, f.pay_on))
		return fail(c, &match_unfit, "bank_file_id");
	return bank_file_reconcile(c, s->bank_file_id);
}

static int
debit_payout(struct ctx *c, const struct settling *s, const struct payout_state *p)
{
	struct left_in_file left;

	if (!text_same(p->state, "sent") || !text_same(p->file_state, "sent") ||
	    !fits(s, p->yen, p->pay_on))
		return fail(c, &match_unfit, "payout_id");
	if (db_run(c, &payout_paid, A(c->now), A(s->payout_id)) != 0 ||
	    db_one(c, &still_sent, &left_in_file_shape, &left, A(p->bank_file_id)) != 0)
		return -1;
	return left.payouts == 0 ? bank_file_reconcile(c, p->bank_file_id) : 0;
}

static const char *
said(struct ctx *c, const char *what, const char *piece, const struct payout_state *p)
{
	const char *key = arena_text(c->arena, "mail.%s.%s", what, piece);

	return say_sentence(c, &(struct said){ key, { P(municipality, c->config->municipality),
	    P(shop_no, p->shop_no), P(shop, p->shop_name), P(yen, say_number(c->arena, p->yen)),
	    P(origin, c->config->origin) } });
}

/* Most shops of a new installation have no address yet: their page says it all the same. */
int
reconcile_tell_shop(struct ctx *c, int64_t payout_id, const char *what)
{
	const char *language = c->language, *address;
	struct mail mail = { 0 };
	struct payout_state p;

	if (db_one(c, &payout_select, &payout_state_shape, &p, A(payout_id)) != 0 ||
	    shop_contact_read(c, p.shop_id, &address) != 0)
		return -1;
	if (address == NULL)
		return 0;
	c->language = "ja";
	mail.subject = said(c, what, "subject", &p);
	mail.text = said(c, what, "text", &p);
	c->language = language;
	return shop_contact_tell(c, p.shop_id, what, &mail);
}

/* What came back once would come back again: the shop has to say where it is paid. */
static int
doubt_account(struct ctx *c, const struct payout_state *p)
{
	const char *language = c->language, *note;

	c->language = "ja";
	note = SAY(c, "mail.payout_returned.note");
	c->language = language;
	return shop_account_doubt(c, p->shop_account_id, note);
}

static int
give_back(struct ctx *c, const struct settling *s, const struct payout_state *p)
{
	if ((!text_same(p->state, "sent") && !text_same(p->state, "paid")) ||
	    s->fee_yen < 0 || s->fee_yen > RETURN_FEE_MAX ||
	    !fits(s, p->yen - s->fee_yen, p->pay_on))
		return fail(c, &match_unfit, "payout_id");
	if (payout_return(c, s->payout_id, s->fee_yen) != 0 || doubt_account(c, p) != 0 ||
	    reconcile_tell_shop(c, s->payout_id, "payout_returned") != 0)
		return -1;
	event_tell(c, c->now.ms, "shop-%lld", (long long)p->shop_id);
	return 0;
}

int
reconcile(struct ctx *c, const struct settling *s)
{
	struct payout_state p;

	/* Whoever changes files, payouts or accounts stands in the gate, so what is read
	 * here stays until the end. */
	if (settlement_gate(c) != 0)
		return -1;
	if (s->bank_file_id != 0)
		return debit_file(c, s);
	if (db_one(c, &payout_select, &payout_state_shape, &p, A(s->payout_id)) != 0)
		return -1;
	return text_same(s->kind, "return") ? give_back(c, s, &p) : debit_payout(c, s, &p);
}
