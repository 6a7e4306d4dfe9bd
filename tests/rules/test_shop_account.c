#include <stdio.h>

#include "payee_world.h"

#include "db/keyring.h"
#include "people/account.h"
#include "people/person.h"
#include "people/role.h"
#include "settlement/kana.h"
#include "settlement/yucho.h"

/* Accounts and contacts of shops: four eyes, who is told, what is sealed. */
STMT(latest_mails, "SELECT COUNT(*) AS id FROM outbox WHERE kind = 'shop_account'"
    " AND outbox_id > ?");
STMT(newest_mail, "SELECT COALESCE(MAX(outbox_id), 0) AS id FROM outbox");
STMT(contact_age, "UPDATE shop_contact SET made_at = ? WHERE shop_id = ?");
STMT(looks_of, "SELECT COUNT(*) AS id FROM audit_entry WHERE act = 'shop_account.look'"
    " AND object = 'shop_account' AND object_id = ? AND note = ?");
STMT(plain_of, "SELECT CONCAT(HEX(number_sealed), HEX(holder_sealed), HEX(typed_sealed),"
    " last_digits, COALESCE(note, '')) AS text FROM shop_account WHERE shop_account_id = ?");
struct plain_row { const char *text; };
SHAPE(plain_row, "A row as it lies there", FIELD(plain_row, text, "All columns"));

static struct db *root_db;	/* what the program may not */

static int64_t
number_of(struct world *w, const struct stmt *stmt, struct arg one, struct arg two)
{
	struct db *own = w->ctx.db;
	struct test_id row;

	if (root_db == NULL)
		root_db = db_open(rules_config, "migrate");
	w->ctx.db = root_db;
	assert_done(&w->ctx, db_one(&w->ctx, stmt, &test_id_shape, &row, one, two));
	w->ctx.db = own;
	return row.id;
}

static int64_t
mails_since(struct world *w, int64_t outbox_id)
{
	return number_of(w, &latest_mails, A(outbox_id), (struct arg){ 0 });
}

static int64_t
newest(struct world *w)
{
	return number_of(w, &newest_mail, (struct arg){ 0 }, (struct arg){ 0 });
}

static const char *
in_state(struct world *w, int64_t shop_account_id)
{
	struct shop_account a;

	assert_done(&w->ctx, shop_account_read(&w->ctx, shop_account_id, &a));
	return a.state;
}

static void
two_people_change_an_account(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	int64_t shop_id = make_shop(w), first, second, third;
	struct payee_typed typed = typed_account("1234567"), other = typed_account("7654321");

	act_as(w, FIRST);
	assert_refused(c, &contact_missing, propose(w, shop_id, &typed, &first));
	assert_done(c, set_contact(w, shop_id, "old@example.jp"));
	assert_done(c, propose(w, shop_id, &typed, &first));
	assert_refused(c, &account_waiting, propose(w, shop_id, &other, &second));
	assert_int_equal(decide(w, first, true), -1);
	assert_string_equal(c->reason->code, "same_person");
	fail_forget(c);
	act_as(w, SECOND);
	assert_done(c, decide(w, first, true));
	assert_refused(c, &already_decided, decide(w, first, false));
	assert_refused(c, &account_same, propose(w, shop_id, &typed, &second));
	/* A refused one changes nothing, a confirmed one takes the place. */
	assert_done(c, propose(w, shop_id, &other, &second));
	act_as(w, FIRST);
	assert_done(c, decide(w, second, false));
	assert_string_equal(in_state(w, first), "confirmed");
	assert_done(c, propose(w, shop_id, &other, &third));
	act_as(w, SECOND);
	assert_done(c, decide(w, third, true));
	assert_string_equal(in_state(w, first), "replaced");
	assert_string_equal(in_state(w, second), "refused");
	assert_string_equal(in_state(w, third), "confirmed");
}

static int
withdraw_work(struct ctx *c, void *arg)
{
	return shop_account_withdraw(c, *(int64_t *)arg);
}

static void
the_shop_takes_it_back(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_typed typed = typed_account("1234567");
	int64_t shop_id = make_shop(w), id;

	act_as(w, FIRST);
	assert_done(c, set_contact(w, shop_id, "shop@example.jp"));
	assert_refused(c, &not_found, db_transact(c, withdraw_work, &shop_id));
	assert_done(c, propose(w, shop_id, &typed, &id));
	assert_done(c, db_transact(c, withdraw_work, &shop_id));
	act_as(w, SECOND);
	assert_refused(c, &already_decided, decide(w, id, true));
	assert_string_equal(in_state(w, id), "refused");
}

/* Who changes the mail first and the account then is still seen by the old address. */
static void
every_address_of_the_month_is_told(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_typed typed = typed_account("1234567");
	int64_t shop_id = make_shop(w), id, before;
	struct instant now = c->now;
	struct db *own = c->db;

	act_as(w, FIRST);
	assert_done(c, set_contact(w, shop_id, "first@example.jp"));
	assert_refused(c, &contact_same, set_contact(w, shop_id, "first@example.jp"));
	assert_done(c, set_contact(w, shop_id, "second@example.jp"));
	before = newest(w);
	assert_done(c, propose(w, shop_id, &typed, &id));
	assert_int_equal(mails_since(w, before), 2);
	assert_done(c, db_transact(c, withdraw_work, &shop_id));
	/* 31 days later only the one that was in use all the time. */
	c->db = root_db;
	assert_done(c, db_run(c, &contact_age,
	    A((struct instant){ now.ms - 40 * INT64_C(86400000) }), A(shop_id)));
	c->db = own;
	before = newest(w);
	assert_done(c, propose(w, shop_id, &typed, &id));
	assert_int_equal(mails_since(w, before), 1);
	before = newest(w);
	act_as(w, SECOND);
	assert_done(c, decide(w, id, true));
	assert_int_equal(mails_since(w, before), 1);
}

static void
numbers_are_sealed_and_looks_written_down(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_typed typed = typed_account("1234567");
	int64_t shop_id = make_shop(w), id;
	struct shop_account_open open;
	struct plain_row row;

	act_as(w, FIRST);
	assert_done(c, set_contact(w, shop_id, "shop@example.jp"));
	assert_done(c, propose(w, shop_id, &typed, &id));
	assert_done(c, db_one(c, &plain_of, &plain_row_shape, &row, A(id)));
	assert_null(strstr(row.text, "1234567"));
	assert_null(strstr(row.text, hex(c->arena, (struct bytes){ "1234567", 7 })));
	assert_refused(c, &unknown_purpose, shop_account_look(c, id, "because", &open));
	assert_done(c, shop_account_look(c, id, "confirm", &open));
	assert_string_equal(open.number, "1234567");
	assert_string_equal(open.typed, "カ）シケンショウテン");
	assert_string_equal(open.holder, "カ)シケンシヨウテン");
	assert_int_equal(number_of(w, &looks_of, A(id), A("confirm")), 1);
}

static void
one_account_of_two_shops_is_seen(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	char number[12];
	int64_t one, two;
	struct shop_account a;

	snprintf(number, sizeof number, "%07u", (unsigned)(w->number % 9999998) + 1);
	for (int i = 0; i < 2; i++) {
		int64_t shop_id = make_shop(w);

		act_as(w, FIRST);
		assert_done(c, set_contact(w, shop_id, "shop@example.jp"));
		*(i == 0 ? &one : &two) = confirm_account(w, shop_id, number);
	}
	assert_done(c, shop_account_read(c, one, &a));
	assert_int_equal(a.other_shops, 1);
	assert_done(c, shop_account_read(c, two, &a));
	assert_int_equal(a.other_shops, 1);
}

static void
assert_typed(struct world *w, const struct reason *reason, const char *field,
    const struct payee_typed *typed)
{
	struct payee p;

	assert_int_equal(payee_read(&w->ctx, typed, false, &p), -1);
	assert_string_equal(w->ctx.reason->code, reason->code);
	if (field != NULL)
		assert_string_equal(w->ctx.problems->pointer, field);
	fail_forget(&w->ctx);
}

static void
what_cannot_be_is_named(void **state)
{
	struct world *w = *state;
	struct payee_typed t = typed_account("1234567"), wrong;
	struct payee p;

	wrong = t, wrong.bank_code = "0002";
	assert_typed(w, &bank_unknown, "/bank_code", &wrong);
	wrong = t, wrong.branch_code = "999";
	assert_typed(w, &branch_unknown, "/branch_code", &wrong);
	wrong = t, wrong.number = "12345678";
	assert_typed(w, &number_wrong, "/number", &wrong);
	wrong = t, wrong.number = "12a";
	assert_typed(w, &number_wrong, "/number", &wrong);
	wrong = t, wrong.kind = 0;
	assert_typed(w, &number_wrong, "/kind", &wrong);
	wrong = t, wrong.holder = "倉吉商店";
	assert_typed(w, &name_character, "/holder", &wrong);
	wrong = t, wrong.holder = "アイウエオアイウエオアイウエオアイウエオアイウエオアイウエオア";
	assert_typed(w, &name_too_long, "/holder", &wrong);
	wrong = t, wrong.symbol = "10530";
	assert_typed(w, &yucho_symbol, "/symbol", &wrong);
	/* ゆうちょ: 10530 12345671 is branch 058. */
	t = (struct payee_typed){ "9900", NULL, 0, "10530", "12345671", "ミホン　ハナコ" };
	assert_done(&w->ctx, payee_read(&w->ctx, &t, false, &p));
	assert_string_equal(p.branch_code, "058");
	assert_int_equal(p.kind, 1);
	assert_string_equal(p.number, "1234567");
	assert_string_equal(p.holder, "ミホン ハナコ");
	wrong = t, wrong.number = "12345672";
	assert_typed(w, &yucho_number, "/number", &wrong);
}

static void
legal_forms_are_offered_in_short(void **state)
{
	struct world *w = *state;
	struct payee_typed t = typed_account("1234567");
	struct payee p;

	t.holder = "カブシキガイシャ　クラヨシ";
	assert_done(&w->ctx, payee_read(&w->ctx, &t, false, &p));
	assert_string_equal(p.holder, "カブシキガイシヤ クラヨシ");
	assert_string_equal(p.holder_short, "カ)クラヨシ");
	assert_true(p.changes.count > 0);
}

int
main(void)
{
	return RULES("settlement", rule_test(two_people_change_an_account),
	    rule_test(the_shop_takes_it_back), rule_test(every_address_of_the_month_is_told),
	    rule_test(numbers_are_sealed_and_looks_written_down),
	    rule_test(one_account_of_two_shops_is_seen), rule_test(what_cannot_be_is_named),
	    rule_test(legal_forms_are_offered_in_short));
}
