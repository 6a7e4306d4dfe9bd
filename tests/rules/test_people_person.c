/* Goal: a person is found however the name is typed, opened only with a purpose
 * on record, readable nowhere else, and gone when erased. */
#include <stdio.h>

#include "people_world.h"

#include "people/mail_code.h"
#include "people/person.h"

static struct db *jobs_db;

/* Of this test alone: letters of its number, as kana. */
static const char *
fresh_kana(struct world *w, const char *family)
{
	static const char *const letters[] = { "カ", "キ", "ク", "ケ", "コ", "サ", "シ", "ス", "セ",
		"ソ", "タ", "チ", "ツ", "テ", "ト", "ナ" };
	const char *kana = family;

	for (int i = 0; i < 13; i++)
		kana = arena_text(&w->arena, "%s%s", kana, letters[w->number >> (4 * i) & 15]);
	return kana;
}

struct making { struct person person; int64_t person_id; const char *code; };

static int
make_work(struct ctx *c, void *arg)
{
	struct making *m = arg;

	if (person_make(c, &m->person, &m->person_id) != 0)
		return -1;
	return claim_make(c, m->person_id, &m->code);
}

static struct making
made(struct world *w, const char *kana, const char *birth_on)
{
	struct making m = { .person = { .name = "葛󠄀城 花子", .kana = kana, .birth_on = birth_on,
		.address = "見本市本町１２番地の3", .phone = "0859-00-0000" } };

	assert_done(&w->ctx, db_transact(&w->ctx, make_work, &m));
	return m;
}

static struct list
found(struct world *w, const char *kana, const char *birth_on)
{
	struct list matches = { 0 };

	assert_done(&w->ctx, person_find(&w->ctx, kana, birth_on, "inquiry", &matches));
	return matches;
}

static void
found_however_it_is_typed(void **state)
{
	struct world *w = *state;
	const char *tail = fresh_kana(w, "");
	struct making m = made(w, arena_text(&w->arena, "やまだ　%s", tail), "1946-05-05");
	const char *const typed[] = { "やまだ", "ヤマダ", "ﾔﾏﾀﾞ", "ヤマダ　", "ヤマタ\xe3\x82\x99" };

	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		struct list l = found(w, arena_text(&w->arena, "%s%s", typed[i], tail),
		    "1946-05-05");
		const struct person_match *match = l.items;

		assert_int_equal(l.count, 1);
		assert_int_equal(match->person_id, m.person_id);
		assert_string_equal(match->kana, m.person.kana);
		assert_string_equal(match->birth_on, "1946-05-05");
		assert_string_equal(match->address_hint, "見本市本町");
		assert_false(match->has_account || match->has_card);
	}
	assert_int_equal(found(w, m.person.kana, "1946-05-06").count, 0);
	assert_int_equal(found(w, m.person.kana, NULL).count, 1);
	/* Whole readings only; beginnings are for searching. */
	assert_int_equal(found(w, "ヤマダ", "1946-05-05").count, 0);
}

static void
searched_by_the_beginning(void **state)
{
	struct world *w = *state;
	const char *family = fresh_kana(w, "ミホン");
	struct making m = made(w, arena_text(&w->arena, "%s ハナコ", family), "1950-01-01");
	struct list l;

	made(w, arena_text(&w->arena, "%s タロウ", family), "1950-01-02");
	assert_done(&w->ctx, person_search(&w->ctx, family, NULL, "check", &l));
	assert_int_equal(l.count, 2);
	assert_done(&w->ctx, person_search(&w->ctx, family, "1950-01-01", "check", &l));
	assert_int_equal(l.count, 1);
	assert_int_equal(((const struct person_match *)l.items)->person_id, m.person_id);
	assert_refused(&w->ctx, &too_many, person_search(&w->ctx, "ミ", NULL, "check", &l));
	assert_refused(&w->ctx, &unknown_purpose, person_search(&w->ctx, family, NULL, "fun", &l));
	for (int i = 0; i < 18; i++)
		made(w, arena_text(&w->arena, "%s ジロウ", family), "1951-01-01");
	assert_done(&w->ctx, person_search(&w->ctx, family, NULL, "check", &l));
	assert_int_equal(l.count, 20);
	made(w, arena_text(&w->arena, "%s サブロウ", family), "1951-01-01");
	assert_refused(&w->ctx, &too_many, person_search(&w->ctx, family, NULL, "check", &l));
}

struct note { const char *act, *note; int64_t account_id, object_id; };
SHAPE(note, "An audit entry",
    FIELD(note, act, "What"), FIELD(note, note, "Why", .optional = true),
    FIELD(note, account_id, "Who"), FIELD(note, object_id, "On whom"));
STMT(last_note,
    "SELECT act, note, account_id, object_id FROM audit_entry WHERE account_id = ? "
    "ORDER BY audit_id DESC LIMIT 1");
STMT(count_notes, "SELECT COUNT(*) AS id FROM audit_entry WHERE account_id = ?");

static void
each_look_is_on_record(void **state)
{
	struct world *w = *state;
	struct making m = made(w, fresh_kana(w, "ミル"), "1946-05-05");
	struct world reader;
	struct id_item count;
	struct person p;
	struct note n;

	world_begin(&reader, jobs_db);
	act_as_staff(w, w->number);
	assert_done(&w->ctx, person_look(&w->ctx, m.person_id, "correction", &p));
	assert_string_equal(p.name, "葛󠄀城 花子");
	assert_string_equal(p.address, "見本市本町１２番地の3");
	assert_string_equal(p.phone, "0859-00-0000");
	assert_done(&reader.ctx, db_one(&reader.ctx, &last_note, &note_shape, &n, A(w->number)));
	assert_string_equal(n.act, "person.look");
	assert_string_equal(n.note, "correction");
	assert_int_equal(n.object_id, m.person_id);
	found(w, m.person.kana, NULL);
	assert_done(&reader.ctx, db_one(&reader.ctx, &last_note, &note_shape, &n, A(w->number)));
	assert_string_equal(n.act, "person.find");
	assert_string_equal(n.note, "inquiry");
	/* Without a purpose of the list nothing is opened and nothing happens. */
	assert_refused(&w->ctx, &unknown_purpose,
	    person_look(&w->ctx, m.person_id, "curiosity", &p));
	assert_done(&reader.ctx, db_one(&reader.ctx, &count_notes, &id_item_shape, &count,
	    A(w->number)));
	assert_int_equal(count.id, 2);
	world_end(&reader);
}

struct stored { struct bytes all; };
SHAPE(stored, "Everything of a row", FIELD(stored, all, "Bytes"));
STMT(person_bytes,
    "SELECT CONCAT(HEX(COALESCE(key_wrapped, '')), HEX(COALESCE(name_sealed, '')), "
    "HEX(COALESCE(kana_sealed, '')), HEX(COALESCE(address_sealed, '')), "
    "HEX(COALESCE(phone_sealed, '')), HEX(COALESCE(kana_fold, '')), "
    "COALESCE(birth_on, '')) AS `all` FROM person WHERE person_id = ?");

static bool
row_holds(struct world *w, int64_t person_id, const char *text)
{
	struct bytes plain = { text, strlen(text) };
	char *upper = hex(&w->arena, plain);
	struct stored row;

	for (char *s = upper; *s != '\0'; s++)
		if (*s >= 'a')
			*s = (char)(*s - 32);
	assert_done(&w->ctx, db_one(&w->ctx, &person_bytes, &stored_shape, &row, A(person_id)));
	return memmem(row.all.data, row.all.size, upper, strlen(upper)) != NULL;
}

static void
names_are_sealed(void **state)
{
	struct world *w = *state;
	struct making m = made(w, arena_text(&w->arena, "%s はなこ", fresh_kana(w, "カク")),
	    "1946-05-05");

	assert_false(row_holds(w, m.person_id, "花子"));
	assert_false(row_holds(w, m.person_id, "本町"));
	assert_false(row_holds(w, m.person_id, "0859"));
	assert_false(row_holds(w, m.person_id, "はなこ"));
	/* The search copy is plain on purpose: this proves that the look would find one. */
	assert_true(row_holds(w, m.person_id, "ハナコ"));
}

STMT(copy_name,
    "UPDATE person a JOIN person b ON b.person_id = ? SET a.name_sealed = b.name_sealed, "
    "a.key_wrapped = b.key_wrapped WHERE a.person_id = ?");

struct moving { int64_t from, to; };

static int
move_seal_work(struct ctx *c, void *arg)
{
	const struct moving *m = arg;
	struct person p;

	if (db_run(c, &copy_name, A(m->from), A(m->to)) != 0)
		return fail(c, &not_found, NULL);
	return person_look(c, m->to, "check", &p);
}

/* Refused, and with that taken back: other tests open every person. */
static void
a_seal_does_not_open_elsewhere(void **state)
{
	struct world *w = *state;
	struct moving m = { made(w, fresh_kana(w, "ウツ"), "1946-05-05").person_id,
		made(w, fresh_kana(w, "ウツ"), "1946-05-06").person_id };
	struct person p;

	assert_refused(&w->ctx, &internal_error, db_transact(&w->ctx, move_seal_work, &m));
	assert_done(&w->ctx, person_look(&w->ctx, m.to, "check", &p));
}

static int
lock_work(struct ctx *c, void *arg)
{
	return person_lock(c, *(const int64_t *)arg);
}

static void
erased_is_gone(void **state)
{
	struct world *w = *state;
	struct making m = made(w, fresh_kana(w, "ケス"), "1946-05-05");
	struct world owner;
	struct person p;

	world_begin(&owner, db_open(rules_config, "migrate"));
	assert_done(&w->ctx, db_transact(&w->ctx, lock_work, &m.person_id));
	assert_done(&owner.ctx, person_erase(&owner.ctx, m.person_id));
	assert_int_equal(found(w, m.person.kana, NULL).count, 0);
	assert_refused(&w->ctx, &not_found, person_look(&w->ctx, m.person_id, "check", &p));
	assert_refused(&w->ctx, &not_found, db_transact(&w->ctx, lock_work, &m.person_id));
	assert_false(row_holds(w, m.person_id, "1946"));
	assert_refused(&owner.ctx, &not_found, person_erase(&owner.ctx, m.person_id));
	db_close(owner.ctx.db);
	world_end(&owner);
}

/* ---- claims ---- */

struct claiming { const char *code; int64_t account_id, person_id; };

static int
claim_work(struct ctx *c, void *arg)
{
	struct claiming *cl = arg;

	return claim_use(c, cl->code, cl->account_id, &cl->person_id);
}

struct signing_up { const char *mail; int64_t account_id; bool is_new; };

static int
sign_up_work(struct ctx *c, void *arg)
{
	struct signing_up *s = arg;

	return account_of_mail(c, s->mail, &s->account_id, &s->is_new);
}

/* A resident's account, and a ctx of the people program that acts as it. */
static struct world *
resident(struct world *w)
{
	struct world *r = arena_alloc(&w->arena, sizeof *r);
	struct signing_up s = { .mail = arena_text(&w->arena, "%s@example.jp",
	    fresh_login(w, "claim")) };

	world_begin(r, db_open(rules_config, "people"));
	r->ctx.now = w->ctx.now;
	assert_done(&r->ctx, db_transact(&r->ctx, sign_up_work, &s));
	r->ctx.actor = (struct actor){ .audience = AUDIENCE_RESIDENT, .account_id = s.account_id };
	return r;
}

static int
claim(struct world *r, const char *code, int64_t *person_id)
{
	struct claiming cl = { code, r->ctx.actor.account_id, 0 };
	int result = db_transact(&r->ctx, claim_work, &cl);

	*person_id = cl.person_id;
	return result;
}

static void
resident_end(struct world *r)
{
	db_close(r->ctx.db);
	world_end(r);
}

static void
a_receipt_links_once(void **state)
{
	struct world *w = *state, *r = resident(w), *second = resident(w);
	struct making m = made(w, fresh_kana(w, "ムス"), "1946-05-05");
	struct making other = made(w, fresh_kana(w, "ムス"), "1946-05-06");
	struct person p;
	int64_t person_id;
	bool has;

	assert_refused(&r->ctx, &claim_wrong, claim(r, "0000-0000-0000-0000", &person_id));
	assert_done(&w->ctx, person_has_account(&w->ctx, m.person_id, &has));
	assert_false(has);
	assert_done(&r->ctx, claim(r, m.code, &person_id));
	assert_int_equal(person_id, m.person_id);
	r->ctx.actor.person_id = person_id;
	assert_done(&r->ctx, person_own(&r->ctx, &p));
	assert_string_equal(p.name, "葛󠄀城 花子");
	assert_done(&w->ctx, person_has_account(&w->ctx, m.person_id, &has));
	assert_true(has);
	assert_refused(&second->ctx, &claim_used, claim(second, m.code, &person_id));
	assert_refused(&r->ctx, &already_linked, claim(r, other.code, &person_id));
	/* A refusal uses nothing up: the code still links whom it belongs to. */
	assert_done(&second->ctx, claim(second, other.code, &person_id));
	resident_end(r);
	resident_end(second);
}

struct coding { int64_t person_id; const char *code; };

static int
code_work(struct ctx *c, void *arg)
{
	struct coding *k = arg;

	return claim_make(c, k->person_id, &k->code);
}

static void
a_person_has_one_account(void **state)
{
	struct world *w = *state, *r = resident(w), *second = resident(w);
	struct making m = made(w, fresh_kana(w, "ヒト"), "1946-05-05");
	struct coding again = { m.person_id, NULL };
	int64_t person_id;

	assert_done(&w->ctx, db_transact(&w->ctx, code_work, &again));
	assert_done(&r->ctx, claim(r, m.code, &person_id));
	assert_refused(&second->ctx, &already_linked, claim(second, again.code, &person_id));
	resident_end(r);
	resident_end(second);
}

static void
codes_are_read_as_people_type_them(void **state)
{
	struct world *w = *state, *r = resident(w);
	struct making m = made(w, fresh_kana(w, "ヨム"), "1946-05-05");
	char *typed = arena_text(&w->arena, " %.4s %s", m.code, m.code + 5);
	int64_t person_id;

	for (char *s = typed; *s != '\0'; s++)
		*s = *s == '0' ? 'O' : *s == '1' ? 'l' : *s >= 'a' ? (char)(*s - 32) : *s;
	assert_true(format_claim.matches(typed));
	assert_false(format_claim.matches("5m1q-z0c8-v7x2-0ab"));
	assert_false(format_claim.matches("5m1q-z0c8-v7x2-0abu"));
	assert_false(format_claim.matches("5m1q-z0c8-v7x2-0abcd"));
	assert_true(format_claim.matches(format_claim.example));
	assert_done(&r->ctx, claim(r, typed, &person_id));
	resident_end(r);
}

static void
codes_last_180_days(void **state)
{
	struct world *w = *state, *r = resident(w);
	struct making m = made(w, fresh_kana(w, "ヒヅ"), "1946-05-05");
	struct making n = made(w, fresh_kana(w, "ヒヅ"), "1946-05-06");
	int64_t person_id;

	later(r, 180 * 24 * (int64_t)HOUR_MS);
	assert_refused(&r->ctx, &claim_wrong, claim(r, m.code, &person_id));
	later(r, -1);
	assert_done(&r->ctx, claim(r, n.code, &person_id));
	resident_end(r);
}

static int
setup(void **state)
{
	if (jobs_db == NULL)
		jobs_db = db_open(rules_config, "jobd");
	return world_setup(state);
}

#define person_test(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int
main(void)
{
	/* Persons are made and found by the program that sells. */
	return RULES("sales", person_test(found_however_it_is_typed),
	    person_test(searched_by_the_beginning), person_test(each_look_is_on_record),
	    person_test(names_are_sealed), person_test(a_seal_does_not_open_elsewhere),
	    person_test(erased_is_gone), person_test(a_receipt_links_once),
	    person_test(a_person_has_one_account), person_test(codes_are_read_as_people_type_them),
	    person_test(codes_last_180_days));
}
