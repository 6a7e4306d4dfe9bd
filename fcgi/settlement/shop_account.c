#include "settlement/shop_account.h"

#include <string.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/person.h"
#include "people/role.h"
#include "settlement/bank_sender.h"
#include "settlement/hold.h"
#include "settlement/kana.h"
#include "settlement/shop_contact.h"
#include "shape/say.h"

const struct reason account_waiting = { 409, "account_waiting" };
const struct reason account_same = { 409, "account_same" };

const char *const shop_account_states[] = { "proposed", "confirmed", "refused", "replaced", NULL };
const char *const shop_account_purposes[] = { "confirm", "inquiry", "correction", "check", NULL };

enum { SEAL_BYTES = 16 };

PUBLIC_SHAPE(shop_account, "A bank account of a shop",
    FIELD(shop_account, shop_account_id, "Account"),
    FIELD(shop_account, shop_id, "Shop"),
    FIELD(shop_account, shop_no, "Its number", .max = 6),
    FIELD(shop_account, shop_name, "Its name", .max = 80),
    FIELD(shop_account, bank_code, "Number of the bank", .max = 4),
    FIELD(shop_account, bank_name, "Bank", .max = 60, .optional = true),
    FIELD(shop_account, branch_code, "Number of the branch", .max = 3),
    FIELD(shop_account, branch_name, "Branch", .max = 80, .optional = true),
    FIELD(shop_account, kind, "1 ordinary, 2 current, 4 savings, 9 other"),
    FIELD(shop_account, last_digits, "Last three digits", .max = 3),
    FIELD(shop_account, state, "How it stands", .choices = shop_account_states,
        .words = "shop_account_state"),
    FIELD(shop_account, proposed_by, "Who proposed it", .max = 60, .optional = true),
    FIELD(shop_account, by_shop, "Proposed by the shop"),
    FIELD(shop_account, is_own, "Proposed by oneself"),
    FIELD(shop_account, proposed_at, "When"),
    FIELD(shop_account, decided_by, "Who decided", .max = 60, .optional = true),
    FIELD(shop_account, decided_at, "When", .optional = true),
    FIELD(shop_account, note, "Why it was refused", .max = 200, .optional = true),
    FIELD(shop_account, other_shops, "Other shops with the same account"));

struct sealed_account {
	int64_t shop_account_id, shop_id;
	const char *state, *seal_code, *bank_code, *last_digits;
	struct bytes number_sealed, holder_sealed, typed_sealed, account_hash;
	int64_t proposed_by;
};
SHAPE(sealed_account, "An account as stored",
    FIELD(sealed_account, shop_account_id, "Account"),
    FIELD(sealed_account, shop_id, "Shop"),
    FIELD(sealed_account, state, "State"),
    FIELD(sealed_account, seal_code, "What the seals are bound to"),
    FIELD(sealed_account, bank_code, "Bank"),
    FIELD(sealed_account, last_digits, "Last digits"),
    FIELD(sealed_account, number_sealed, "Number"),
    FIELD(sealed_account, holder_sealed, "Holder"),
    FIELD(sealed_account, typed_sealed, "Holder as typed", .optional = true),
    FIELD(sealed_account, account_hash, "Keyed hash"),
    FIELD(sealed_account, proposed_by, "Account"));

STMT(account_select, SHOP_ACCOUNT_ROW " WHERE s.shop_account_id = ?");
STMT(account_newest, SHOP_ACCOUNT_ROW " WHERE s.shop_id = ? AND s.state = ?"
    " ORDER BY s.shop_account_id DESC LIMIT 1");
#define SEALED "SELECT shop_account_id, shop_id, state, seal_code, bank_code, last_digits,"	\
	" number_sealed, holder_sealed, typed_sealed, account_hash, proposed_by"		\
	" FROM shop_account WHERE "
STMT(sealed_select, SEALED "shop_account_id = ?");
STMT(sealed_lock, SEALED "shop_account_id = ? FOR UPDATE");
STMT(sealed_waiting, SEALED "proposed_shop = ? FOR UPDATE");
STMT(sealed_confirmed, SEALED "confirmed_shop = ? FOR UPDATE");
STMT(account_insert, "INSERT INTO shop_account (shop_id, bank_code, branch_code, kind, seal_code,"
    " number_sealed, holder_sealed, typed_sealed, account_hash, last_digits, state, proposed_by,"
    " proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'proposed', ?, ?)");
STMT(account_end, "UPDATE shop_account SET state = ?, decided_by = ?, decided_at = ?, note = ?"
    " WHERE shop_account_id = ?");
STMT(account_replace, "UPDATE shop_account SET state = 'replaced' WHERE shop_account_id = ?");

static const char *
place(struct ctx *c, const char *column, const char *seal_code)
{
	return arena_text(c->arena, "shop_account.%s.%s", column, seal_code);
}

static struct bytes
close_field(struct ctx *c, const char *column, const char *seal_code, struct bytes clear)
{
	return seal(c->arena, keyring_key(c, "shop"), place(c, column, seal_code), clear);
}

/* The same account gives the same hash for whatever shop, and nobody without the key
 * can try numbers against it. */
static struct bytes
account_hash(struct ctx *c, const struct payee *p)
{
	struct key key = key_derive(keyring_key(c, "shop"), "shop_account.hash");

	return hash_text(c->arena, &key, arena_text(c->arena, "%s-%s-%lld-%s", p->bank_code,
	    p->branch_code, (long long)p->kind, p->number));
}

/* ---- telling the shop ---- */

static int
tell(struct ctx *c, const struct sealed_account *s, const char *what)
{
	const char *language = c->language, *subject, *text;
	struct shop_account a;
	struct mail mail = { 0 };

	if (shop_account_read(c, s->shop_account_id, &a) != 0)
		return -1;
	c->language = "ja";
	subject = arena_text(c->arena, "mail.shop_account.%s_subject", what);
	text = arena_text(c->arena, "mail.shop_account.%s_text", what);
	mail.subject = say_sentence(c, &(struct said){ subject, { P(municipality,
	    c->config->municipality) } });
	mail.text = say_sentence(c, &(struct said){ text, { P(municipality,
	    c->config->municipality), P(shop_no, a.shop_no), P(shop, a.shop_name),
	    P(bank, a.bank_name), P(digits, a.last_digits), P(when, c->now) } });
	c->language = language;
	return shop_contact_tell(c, s->shop_id, "shop_account", &mail);
}

/* ---- proposing ---- */

static int
insert(struct ctx *c, int64_t shop_id, const struct payee *p, const char *typed, int64_t *id)
{
	const char *code = random_code(c->arena, SEAL_BYTES);
	const char *last = p->number + strlen(p->number) - 3;

	if (db_run(c, &account_insert, A(shop_id), A(p->bank_code), A(p->branch_code), A(p->kind),
	        A(code),
	        A(close_field(c, "number", code, (struct bytes){ p->number, strlen(p->number) })),
	        A(close_field(c, "holder", code, p->holder_bytes)),
	        A(close_field(c, "typed", code, (struct bytes){ typed, strlen(typed) })),
	        A(account_hash(c, p)), A(last), A(c->actor.account_id), A(c->now)) != 0)
		return db_duplicate(c) != NULL ? fail(c, &account_waiting, NULL) : -1;
	*id = db_inserted(c);
	return 0;
}

/* What is confirmed already needs no second proposal, unless the holder reads anew. */
static int
refuse_same(struct ctx *c, int64_t shop_id, const struct payee *p)
{
	struct sealed_account now;
	struct bytes holder;
	bool found;

	if (db_maybe(c, &found, &sealed_confirmed, &sealed_account_shape, &now, A(shop_id)) != 0)
		return -1;
	if (!found || !same_bytes(now.account_hash, account_hash(c, p)))
		return 0;
	if (!seal_open(c->arena, keyring_key(c, "shop"), place(c, "holder", now.seal_code),
	        now.holder_sealed, &holder))
		return fail_internal(c, "holder of an account does not open");
	return same_bytes(holder, p->holder_bytes) ? fail(c, &account_same, "number") : 0;
}

int
shop_account_propose(struct ctx *c, int64_t shop_id, const struct payee_typed *typed,
    int64_t *shop_account_id)
{
	struct sealed_account s = { .shop_id = shop_id };
	struct payee payee;
	bool takes_wo;

	must(db_in_transaction(c));
	if (bank_sender_takes_wo(c, &takes_wo) != 0 ||
	    payee_read(c, typed, takes_wo, &payee) != 0 ||
	    refuse_same(c, shop_id, &payee) != 0 ||
	    insert(c, shop_id, &payee, typed->holder, shop_account_id) != 0)
		return -1;
	s.shop_account_id = *shop_account_id;
	if (tell(c, &s, "proposed") != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop_account.propose", "shop_account",
	    *shop_account_id, NULL });
}

/* ---- deciding ---- */

static int
end(struct ctx *c, const struct sealed_account *s, const char *state, const char *note)
{
	return db_run(c, &account_end, A(state), A(c->actor.account_id), A(c->now), A(note),
	    A(s->shop_account_id));
}

static int
replace(struct ctx *c, int64_t shop_id)
{
	struct sealed_account old;
	bool found;

	if (db_maybe(c, &found, &sealed_confirmed, &sealed_account_shape, &old, A(shop_id)) != 0)
		return -1;
	return found ? db_run(c, &account_replace, A(old.shop_account_id)) : 0;
}

/* Under the gate: a file is built with the account of before or of after. */
int
shop_account_decide(struct ctx *c, int64_t shop_account_id, bool confirm, const char *note)
{
	struct sealed_account s;

	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 || db_one(c, &sealed_lock, &sealed_account_shape, &s,
	        A(shop_account_id)) != 0)
		return -1;
	if (!text_same(s.state, "proposed"))
		return fail(c, &already_decided, NULL);
	if (four_eyes(c, s.proposed_by) != 0)
		return -1;
	if ((confirm && replace(c, s.shop_id) != 0) ||
	    end(c, &s, confirm ? "confirmed" : "refused", note) != 0 ||
	    tell(c, &s, confirm ? "confirmed" : "refused") != 0)
		return -1;
	return audit_write(c, &(struct audit){ confirm ? "shop_account.confirm" :
	    "shop_account.refuse", "shop_account", shop_account_id, note });
}

int
shop_account_withdraw(struct ctx *c, int64_t shop_id)
{
	struct sealed_account s;

	must(db_in_transaction(c));
	if (db_one(c, &sealed_waiting, &sealed_account_shape, &s, A(shop_id)) != 0)
		return -1;
	if (end(c, &s, "refused", NULL) != 0 || tell(c, &s, "refused") != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop_account.withdraw", "shop_account",
	    s.shop_account_id, NULL });
}

int
shop_account_doubt(struct ctx *c, int64_t shop_account_id, const char *note)
{
	struct sealed_account s;

	must(db_in_transaction(c));
	if (db_one(c, &sealed_lock, &sealed_account_shape, &s, A(shop_account_id)) != 0)
		return -1;
	if (!text_same(s.state, "confirmed"))
		return 0;
	if (end(c, &s, "refused", note) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop_account.doubt", "shop_account",
	    shop_account_id, NULL });
}

/* Whoever doubted it had found it confirmed: nobody else refuses what was confirmed. */
int
shop_account_trust(struct ctx *c, int64_t shop_account_id)
{
	struct sealed_account s, other;
	bool found;

	must(db_in_transaction(c));
	if (db_one(c, &sealed_lock, &sealed_account_shape, &s, A(shop_account_id)) != 0 ||
	    db_maybe(c, &found, &sealed_confirmed, &sealed_account_shape, &other,
	        A(s.shop_id)) != 0)
		return -1;
	if (found || !text_same(s.state, "refused") || s.proposed_by == c->actor.account_id)
		return 0;
	if (end(c, &s, "confirmed", NULL) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop_account.trust", "shop_account",
	    shop_account_id, NULL });
}

/* ---- reading ---- */

int
shop_account_read(struct ctx *c, int64_t shop_account_id, struct shop_account *out)
{
	return db_one(c, &account_select, &shop_account_shape, out, A(c->actor.account_id),
	    A(shop_account_id));
}

int
shop_account_of(struct ctx *c, int64_t shop_id, const char *state, bool *found,
    struct shop_account *out)
{
	return db_maybe(c, found, &account_newest, &shop_account_shape, out,
	    A(c->actor.account_id), A(shop_id), A(state));
}

static int
open_field(struct ctx *c, const char *where, struct bytes sealed, struct bytes *clear)
{
	if (!seal_open(c->arena, keyring_key(c, "shop"), where, sealed, clear))
		return fail_internal(c, "%s does not open", where);
	return 0;
}

int
shop_account_holder(struct ctx *c, const char *seal_code, struct bytes holder_sealed,
    struct bytes *holder)
{
	return open_field(c, place(c, "holder", seal_code), holder_sealed, holder);
}

int
shop_account_for_file(struct ctx *c, int64_t shop_account_id, struct shop_account_open *out)
{
	struct sealed_account s;
	struct bytes number, typed;

	*out = (struct shop_account_open){ 0 };
	if (db_one(c, &sealed_select, &sealed_account_shape, &s, A(shop_account_id)) != 0 ||
	    open_field(c, place(c, "number", s.seal_code), s.number_sealed, &number) != 0 ||
	    open_field(c, place(c, "holder", s.seal_code), s.holder_sealed,
	        &out->holder_bytes) != 0)
		return -1;
	out->number = number.data;
	out->holder = kana_read(c->arena, out->holder_bytes.data);
	if (s.typed_sealed.data == NULL)
		return 0;
	if (open_field(c, place(c, "typed", s.seal_code), s.typed_sealed, &typed) != 0)
		return -1;
	out->typed = typed.data;
	return 0;
}

int
shop_account_look(struct ctx *c, int64_t shop_account_id, const char *purpose,
    struct shop_account_open *out)
{
	size_t i = 0;

	while (shop_account_purposes[i] != NULL && !text_same(shop_account_purposes[i], purpose))
		i++;
	if (shop_account_purposes[i] == NULL)
		return fail(c, &unknown_purpose, "purpose");
	if (audit_write(c, &(struct audit){ "shop_account.look", "shop_account", shop_account_id,
	        purpose }) != 0)
		return -1;
	return shop_account_for_file(c, shop_account_id, out);
}
