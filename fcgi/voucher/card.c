#include "voucher/card.h"

#include <string.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/audit.h"
#include "people/person.h"
#include "voucher/luhn.h"
#include "voucher/purse.h"

enum { CARD_NO_DIGITS = 16 };

PUBLIC_SHAPE(card, "A printed card",
    FIELD(card, card_id, "Card"),
    FIELD(card, card_no, "Printed number"),
    FIELD(card, person_id, "Holder"),
    FIELD(card, purse_id, "Purse it opens"),
    FIELD(card, state, "active, blocked or replaced"),
    FIELD(card, tries_left, "Wrong PINs until it stops answering"),
    FIELD(card, use_limit_yen, "Most of one payment, yen"),
    FIELD(card, day_limit_yen, "Most of one day, yen"),
    FIELD(card, issued_at, "When"));

const struct reason card_unknown = { 409, "card_unknown" };
const struct reason card_wrong = { 409, "card_wrong" };
const struct reason card_blocked = { 409, "card_blocked" };
const struct reason card_limit = { 409, "card_limit" };
const struct reason card_limits = { 409, "card_limits" };
const struct reason card_ended = { 409, "card_ended" };
const struct reason has_card = { 409, "has_card" };

/* The digits of what a reader or a person typed; false when they are not 16. */
static bool
card_digits(const char *text, char digits[CARD_NO_DIGITS + 1])
{
	size_t count = 0;

	if (text[0] == 'M' && text[1] == '1')
		text += 2;
	for (; *text != '\0'; text++) {
		if (*text == ' ' || *text == '-')
			continue;
		if (*text < '0' || *text > '9' || count == CARD_NO_DIGITS)
			return false;
		digits[count++] = *text;
	}
	digits[count] = '\0';
	return count == CARD_NO_DIGITS;
}

static bool
is_card_no(const char *text)
{
	char digits[CARD_NO_DIGITS + 1];

	return card_digits(text, digits) && luhn_holds(digits);
}

static bool
is_pin(const char *text)
{
	size_t length = strlen(text);

	return length >= 4 && length <= 6 && strspn(text, "0123456789") == length;
}

const struct format format_card_no = { "card_no", "^(M1)?[ -]*([0-9][ -]*){16}$",
	"9000 0000 0000 0001", is_card_no };
const struct format format_pin = { "pin", "^[0-9]{4,6}$", "4711", is_pin };

struct secret_row {
	int64_t card_id, person_id, purse_id;
	const char *pin_hash, *state;
	int64_t tries_left, use_limit_yen, day_limit_yen;
	const char *spent_on;
	int64_t spent_yen;
};
SHAPE(secret_row, "A card as the till sees it",
    FIELD(secret_row, card_id, "Card"),
    FIELD(secret_row, person_id, "Holder"),
    FIELD(secret_row, purse_id, "Purse"),
    FIELD(secret_row, pin_hash, "Keyed and hashed PIN", .secret = true),
    FIELD(secret_row, state, "active, blocked or replaced"),
    FIELD(secret_row, tries_left, "Tries"),
    FIELD(secret_row, use_limit_yen, "Most of one payment, yen"),
    FIELD(secret_row, day_limit_yen, "Most of one day, yen"),
    FIELD(secret_row, spent_on, "Day that is counted", .optional = true),
    FIELD(secret_row, spent_yen, "Paid on that day, yen"));

#define SECRET_COLUMNS "card_id, person_id, purse_id, pin_hash, state, tries_left,"	\
	" use_limit_yen, day_limit_yen, spent_on, spent_yen"
#define CARD_COLUMNS "card_id, card_no, person_id, purse_id, state, tries_left,"	\
	" use_limit_yen, day_limit_yen, issued_at"

STMT(secret_by_no, "SELECT " SECRET_COLUMNS " FROM card WHERE card_no = ?");
STMT(secret_lock, "SELECT " SECRET_COLUMNS " FROM card WHERE card_id = ? FOR UPDATE");
STMT(card_one, "SELECT " CARD_COLUMNS " FROM card WHERE card_id = ?");
STMT(card_of_person, "SELECT " CARD_COLUMNS " FROM card"
    " WHERE person_id = ? AND state = 'active'");
STMT(card_insert, "INSERT INTO card (card_no, person_id, purse_id, pin_hash, state, tries_left,"
    " use_limit_yen, day_limit_yen, issuer_account_id, issued_at)"
    " VALUES (?, ?, ?, ?, 'active', 5, ?, ?, ?, ?)");
STMT(try_spend, "UPDATE card SET tries_left = tries_left - 1"
    " WHERE card_id = ? AND state = 'active' AND tries_left > 0");
STMT(tries_fresh, "UPDATE card SET tries_left = 5 WHERE card_id = ?");
STMT(day_count, "UPDATE card SET spent_on = ?, spent_yen = ? WHERE card_id = ?");
STMT(day_count_back, "UPDATE card SET spent_yen = GREATEST(spent_yen - ?, 0)"
    " WHERE card_id = ? AND spent_on = ?");
STMT(card_end, "UPDATE card SET state = ?, ended_at = ?, end_reason = ?,"
    " replaced_by_card_id = ? WHERE card_id = ?");
STMT(card_pin, "UPDATE card SET pin_hash = ?, tries_left = 5"
    " WHERE card_id = ? AND state = 'active'");
STMT(limits_set, "UPDATE card SET use_limit_yen = ?, day_limit_yen = ?"
    " WHERE card_id = ? AND state = 'active'");

/* A PIN has few values: without the key outside the database its hash is
 * worth nothing.  The number is bound so that equal PINs look different. */
static const char *
pin_secret(struct ctx *c, const char *digits, const char *pin)
{
	return hex(c->arena, hash_text(c->arena, keyring_key(c, "pin"),
	    arena_text(c->arena, "%s:%s", digits, pin)));
}

static int64_t
day_left(struct ctx *c, const struct secret_row *row)
{
	const char *today = tokyo_date(c->arena, c->now);

	if (row->spent_on == NULL || strcmp(row->spent_on, today) != 0)
		return row->day_limit_yen;
	return row->day_limit_yen - row->spent_yen;
}

/* Commits on its own: a try stays counted whatever happens to the caller. */
static int
count_try(struct ctx *c, void *arg)
{
	const struct secret_row *row = arg;

	if (db_run(c, &try_spend, A(row->card_id)) != 0)
		return -1;
	if (db_changed(c) != 1)
		return fail(c, &card_blocked, "card_no");
	return 0;
}

static int
forget_tries(struct ctx *c, void *arg)
{
	const struct secret_row *row = arg;

	return db_run(c, &tries_fresh, A(row->card_id));
}

int
card_open(struct ctx *c, const char *card_no, const char *pin, struct card_opening *out)
{
	char digits[CARD_NO_DIGITS + 1];
	struct secret_row row;
	bool found;

	must(!db_in_transaction(c));
	if (!card_digits(card_no, digits))
		return fail(c, &card_unknown, "card_no");
	if (db_maybe(c, &found, &secret_by_no, &secret_row_shape, &row,
	        A((const char *)digits)) != 0)
		return -1;
	if (!found)
		return fail(c, &card_unknown, "card_no");
	if (db_transact(c, count_try, &row) != 0)
		return -1;
	if (!password_matches(row.pin_hash, pin_secret(c, digits, pin)))
		return fail(c, &card_wrong, "pin", P(tries_left, row.tries_left - 1));
	if (db_transact(c, forget_tries, &row) != 0)
		return -1;
	*out = (struct card_opening){ row.card_id, row.purse_id, row.person_id,
		row.use_limit_yen, day_left(c, &row) };
	return 0;
}

int
card_spend(struct ctx *c, int64_t card_id, int64_t yen)
{
	struct secret_row row;
	int64_t left_yen;

	must(db_in_transaction(c) && yen > 0);
	if (db_one(c, &secret_lock, &secret_row_shape, &row, A(card_id)) != 0)
		return -1;
	left_yen = day_left(c, &row);
	if (strcmp(row.state, "active") != 0)
		return fail(c, &card_blocked, "code");
	if (yen > row.use_limit_yen)
		return fail(c, &card_limit, "amount_yen", P(limit_yen, row.use_limit_yen));
	if (yen > left_yen)
		return fail(c, &card_limit, "amount_yen",
		    P(limit_yen, left_yen < 0 ? 0 : left_yen));
	return db_run(c, &day_count, A(tokyo_date(c->arena, c->now)),
	    A(row.day_limit_yen - left_yen + yen), A(card_id));
}

int
card_spend_back(struct ctx *c, int64_t card_id, int64_t yen)
{
	must(db_in_transaction(c) && yen > 0);
	return db_run(c, &day_count_back, A(yen), A(card_id), A(tokyo_date(c->arena, c->now)));
}

/* One act: a new card, in the place of an old one when there is one. */
struct issuing {
	const struct card_issue *order;
	int64_t old_card_id;		/* 0: none */
	const char *why;
	const char *digits, *pin_hash;	/* hashed before anything is locked */
	struct card *card;
};

/* Of 10^14 numbers: a second card of one number is refused by its unique key,
 * and nobody will live to see it. */
static void
choose_number(struct ctx *c, struct issuing *i, const char *pin)
{
	char *digits = arena_text(c->arena, "9%07u%07u", random_below(10000000),
	    random_below(10000000));

	i->digits = arena_text(c->arena, "%s%c", digits, luhn_digit(digits));
	i->pin_hash = password_hash(c->arena, pin_secret(c, i->digits, pin));
}

static int
end_old(struct ctx *c, const struct issuing *i)
{
	struct secret_row old;

	if (db_one(c, &secret_lock, &secret_row_shape, &old, A(i->old_card_id)) != 0)
		return -1;
	if (strcmp(old.state, "replaced") == 0)
		return fail(c, &card_ended, NULL);
	return db_run(c, &card_end, A("replaced"), A(c->now), A(i->why), arg_text(NULL),
	    A(i->old_card_id));
}

static int
issue(struct ctx *c, void *arg)
{
	struct issuing *i = arg;
	const struct card_issue *order = i->order;
	struct card other;
	int64_t purse_id, card_id;
	bool found;

	if (person_lock(c, order->person_id) != 0 ||
	    (i->old_card_id != 0 && end_old(c, i) != 0) ||
	    db_maybe(c, &found, &card_of_person, &card_shape, &other, A(order->person_id)) != 0)
		return -1;
	if (found)
		return fail(c, &has_card, NULL);
	if (purse_of_person(c, order->person_id, &purse_id) != 0 ||
	    db_run(c, &card_insert, A(i->digits), A(order->person_id), A(purse_id),
	        A(i->pin_hash), A(order->use_limit_yen), A(order->day_limit_yen),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	card_id = db_inserted(c);
	if (person_mark_card(c, order->person_id, true) != 0)
		return -1;
	if (i->old_card_id != 0 &&
	    db_run(c, &card_end, A("replaced"), A(c->now), A(i->why), A(card_id),
	        A(i->old_card_id)) != 0)
		return -1;
	if (audit_write(c, &(struct audit){ i->old_card_id != 0 ? "card.replace" : "card.issue",
	        "card", card_id, i->why }) != 0)
		return -1;
	return card_read(c, card_id, i->card);
}

static int
check_limits(struct ctx *c, int64_t use_limit_yen, int64_t day_limit_yen)
{
	if (day_limit_yen < use_limit_yen)
		return fail(c, &card_limits, "day_limit_yen", P(use_limit_yen, use_limit_yen));
	return 0;
}

int
card_issue(struct ctx *c, const struct card_issue *order, struct card *out)
{
	struct issuing i = { .order = order, .card = out };

	if (check_limits(c, order->use_limit_yen, order->day_limit_yen) != 0)
		return -1;
	choose_number(c, &i, order->pin);
	return db_transact(c, issue, &i);
}

int
card_replace(struct ctx *c, int64_t card_id, const char *pin, const char *why, struct card *out)
{
	struct card old;
	struct card_issue order;
	struct issuing i = { .order = &order, .old_card_id = card_id, .why = why, .card = out };

	if (card_read(c, card_id, &old) != 0)
		return -1;
	order = (struct card_issue){ old.person_id, pin, old.use_limit_yen, old.day_limit_yen };
	choose_number(c, &i, pin);
	return db_transact(c, issue, &i);
}

struct pin_setting { int64_t card_id; const char *pin_hash; };

static int
set_pin(struct ctx *c, void *arg)
{
	const struct pin_setting *s = arg;
	struct secret_row row;

	if (db_one(c, &secret_lock, &secret_row_shape, &row, A(s->card_id)) != 0)
		return -1;
	if (strcmp(row.state, "active") != 0)
		return fail(c, &card_ended, NULL);
	if (db_run(c, &card_pin, A(s->pin_hash), A(s->card_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "card.pin", "card", s->card_id, NULL });
}

int
card_set_pin(struct ctx *c, int64_t card_id, const char *pin)
{
	struct pin_setting s = { card_id, NULL };
	struct card card;

	if (card_read(c, card_id, &card) != 0)
		return -1;
	s.pin_hash = password_hash(c->arena, pin_secret(c, card.card_no, pin));
	return db_transact(c, set_pin, &s);
}

struct blocking { int64_t card_id; const char *why; };

static int
block(struct ctx *c, void *arg)
{
	const struct blocking *b = arg;
	struct secret_row row;
	struct card card;

	if (card_read(c, b->card_id, &card) != 0 || person_lock(c, card.person_id) != 0 ||
	    db_one(c, &secret_lock, &secret_row_shape, &row, A(b->card_id)) != 0)
		return -1;
	if (strcmp(row.state, "active") != 0)
		return fail(c, &card_ended, NULL);
	if (person_mark_card(c, card.person_id, false) != 0)
		return -1;
	if (db_run(c, &card_end, A("blocked"), A(c->now), A(b->why), arg_text(NULL),
	        A(b->card_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "card.block", "card", b->card_id, b->why });
}

int
card_block(struct ctx *c, int64_t card_id, const char *why)
{
	struct blocking b = { card_id, why };

	return db_transact(c, block, &b);
}

struct limiting { int64_t card_id, use_limit_yen, day_limit_yen; };

static int
set_limits(struct ctx *c, void *arg)
{
	const struct limiting *l = arg;
	struct secret_row row;

	if (db_one(c, &secret_lock, &secret_row_shape, &row, A(l->card_id)) != 0)
		return -1;
	if (strcmp(row.state, "active") != 0)
		return fail(c, &card_ended, NULL);
	if (db_run(c, &limits_set, A(l->use_limit_yen), A(l->day_limit_yen), A(l->card_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "card.limits", "card", l->card_id, NULL });
}

int
card_set_limits(struct ctx *c, int64_t card_id, int64_t use_limit_yen, int64_t day_limit_yen)
{
	struct limiting l = { card_id, use_limit_yen, day_limit_yen };

	if (check_limits(c, use_limit_yen, day_limit_yen) != 0)
		return -1;
	return db_transact(c, set_limits, &l);
}

int
card_read(struct ctx *c, int64_t card_id, struct card *out)
{
	return db_one(c, &card_one, &card_shape, out, A(card_id));
}
