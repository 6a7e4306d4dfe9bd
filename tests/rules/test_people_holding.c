/* Goal: nobody alone makes rights: a role of staff counts when two people wanted it. */
#include "people_world.h"

#include "base/text.h"

struct confirming { int64_t account_id; const struct list *role_ids; };

static int
confirm_work(struct ctx *c, void *arg)
{
	const struct confirming *in = arg;

	return holding_confirm(c, in->account_id, in->role_ids);
}

static int
confirm(struct world *w, int64_t account_id, const struct list *role_ids)
{
	struct confirming in = { account_id, role_ids };

	return db_transact(&w->ctx, confirm_work, &in);
}

/* Three people who manage accounts; the first one acts. */
struct people { int64_t first, second, third; struct id_item role[2]; struct list one, both; };

static struct people *
three_people(struct world *w)
{
	struct people *p = arena_alloc(&w->arena, sizeof *p);

	p->first = staff_made(w, NULL).account_id;
	p->second = staff_made(w, NULL).account_id;
	p->third = staff_made(w, NULL).account_id;
	assert_done(&w->ctx, role_by_name(&w->ctx, AUDIENCE_STAFF, "管理者", &p->role[0].id));
	assert_done(&w->ctx, role_by_name(&w->ctx, AUDIENCE_STAFF, "監査", &p->role[1].id));
	p->one = (struct list){ 1, p->role };
	p->both = (struct list){ 2, p->role };
	act_as_staff(w, p->first);
	return p;
}

/* An account that the actor made and whose first password it has changed. */
static int64_t
puppet(struct world *w, const struct list *role_ids)
{
	struct new_account a = { .audience = AUDIENCE_STAFF, .name = w->tag,
		.login = fresh_login(w, "puppet"), .role_ids = *role_ids };

	assert_done(&w->ctx, db_transact(&w->ctx, account_make_work, &a));
	password_kept(w, a.account_id);
	return a.account_id;
}

static bool
has_right(struct world *w, int64_t account_id, const char *right)
{
	struct actor before = w->ctx.actor, actor;
	struct bytes sid = session_of(w, AUDIENCE_STAFF, account_id);
	bool found, allowed, listed = false;
	const char *const *names;
	struct list list;

	assert_done(&w->ctx, session_find(&w->ctx, sid, right, &actor, &found, &allowed));
	assert_true(found);
	assert_done(&w->ctx, right_list_of(&w->ctx, account_id, &list));
	names = list.items;
	for (size_t i = 0; i < list.count; i++)
		listed = listed || text_same(names[i], right);
	assert_int_equal(listed, allowed);
	w->ctx.actor = before;
	return allowed;
}

static void
a_puppet_gets_no_right(void **state)
{
	struct world *w = *state;
	struct people *p = three_people(w);
	int64_t account_id = puppet(w, &p->one);

	assert_false(has_right(w, account_id, "people.roles"));
	assert_refused(&w->ctx, &same_person, confirm(w, account_id, &p->one));
	act_as_staff(w, account_id);
	assert_refused(&w->ctx, &own_account, confirm(w, account_id, &p->one));
	assert_false(has_right(w, account_id, "people.roles"));
	act_as_staff(w, p->second);
	assert_done(&w->ctx, confirm(w, account_id, &p->one));
	assert_true(has_right(w, account_id, "people.roles"));
	assert_refused(&w->ctx, &already_decided, confirm(w, account_id, &p->one));
}

static void
a_further_role_waits_alone(void **state)
{
	struct world *w = *state;
	struct people *p = three_people(w);
	struct list last = { 1, &p->role[1] };
	int64_t account_id = puppet(w, &p->one);

	act_as_staff(w, p->second);
	assert_done(&w->ctx, confirm(w, account_id, &p->one));
	assert_done(&w->ctx, account_set(&w->ctx, account_id, "x", "active", &p->both));
	assert_true(has_right(w, account_id, "people.roles"));
	assert_false(has_right(w, account_id, "people.audit"));
	assert_refused(&w->ctx, &same_person, confirm(w, account_id, &last));
	/* Who made the account may confirm now: another one has seen whose it is. */
	act_as_staff(w, p->first);
	assert_done(&w->ctx, confirm(w, account_id, &last));
	assert_true(has_right(w, account_id, "people.audit"));
	/* Taking away needs nobody; giving back does. */
	assert_done(&w->ctx, account_set(&w->ctx, account_id, "x", "active", &p->one));
	assert_false(has_right(w, account_id, "people.audit"));
	assert_done(&w->ctx, account_set(&w->ctx, account_id, "x", "active", &p->both));
	assert_false(has_right(w, account_id, "people.audit"));
	assert_true(has_right(w, account_id, "people.roles"));
}

/* Whoever makes new secrets for somebody could sign in as that person. */
static void
a_reset_takes_the_rights_until_confirmed(void **state)
{
	struct world *w = *state;
	struct people *p = three_people(w);
	struct list none = { 0 };
	int64_t account_id = puppet(w, &p->one);
	const char *password, *secret;

	act_as_staff(w, p->second);
	assert_done(&w->ctx, confirm(w, account_id, &p->one));
	assert_done(&w->ctx, account_reset(&w->ctx, account_id, &password, &secret));
	password_kept(w, account_id);
	assert_false(has_right(w, account_id, "people.roles"));
	assert_refused(&w->ctx, &same_person, confirm(w, account_id, &p->one));
	/* Not by way of a role that somebody else gives meanwhile, either. */
	act_as_staff(w, p->third);
	assert_done(&w->ctx, account_set(&w->ctx, account_id, "x", "active", &none));
	assert_done(&w->ctx, account_set(&w->ctx, account_id, "x", "active", &p->one));
	act_as_staff(w, p->second);
	assert_refused(&w->ctx, &same_person, confirm(w, account_id, &p->one));
	assert_false(has_right(w, account_id, "people.roles"));
	act_as_staff(w, p->first);
	assert_done(&w->ctx, confirm(w, account_id, &p->one));
	assert_true(has_right(w, account_id, "people.roles"));
}

static void
what_counts_is_what_was_seen(void **state)
{
	struct world *w = *state;
	struct people *p = three_people(w);
	struct list none = { 0 };
	int64_t account_id = puppet(w, &p->one);

	assert_done(&w->ctx, account_set(&w->ctx, account_id, "x", "active", &p->both));
	act_as_staff(w, p->second);
	assert_refused(&w->ctx, &role_changed, confirm(w, account_id, &p->one));
	assert_refused(&w->ctx, &role_changed, confirm(w, account_id, &none));
	assert_false(has_right(w, account_id, "people.roles"));
	assert_done(&w->ctx, confirm(w, account_id, &p->both));
	assert_true(has_right(w, account_id, "people.audit"));
}

static void
the_list_says_who_may_confirm(void **state)
{
	struct world *w = *state;
	struct people *p = three_people(w);
	int64_t account_id = puppet(w, &p->both), by[] = { p->first, p->second, account_id };
	const struct holding *h;
	struct list list;
	bool waits;

	for (size_t i = 0; i < 3; i++) {
		act_as_staff(w, by[i]);
		assert_done(&w->ctx, holding_list(&w->ctx, account_id, &list));
		assert_int_equal(list.count, 2);
		h = list.items;
		assert_false(h[0].is_confirmed || h[1].is_confirmed);
		assert_int_equal(h[0].may_confirm && h[1].may_confirm, by[i] == p->second);
		assert_string_equal(h[0].handed_by, w->tag);
	}
	assert_done(&w->ctx, holding_waits(&w->ctx, account_id, &waits));
	assert_true(waits);
	all_confirmed(w, account_id);
	assert_done(&w->ctx, holding_waits(&w->ctx, account_id, &waits));
	assert_false(waits);
	assert_true(has_right(w, account_id, "people.audit"));
}

/* A deadlock or a lost link at any statement: confirmed whole or not at all. */
static void
faults_confirm_whole_or_nothing(void **state)
{
	struct world *w = *state;
	struct people *p = three_people(w);
	int64_t account_id = puppet(w, &p->both);

	act_as_staff(w, p->second);
	for (int64_t nth = 1;; nth++) {
		int result;

		db_inject(w->ctx.db, nth, FAULT_DEADLOCK);
		result = confirm(w, account_id, &p->both);
		if (result == 0)
			break;
		db_inject(w->ctx.db, 0, FAULT_NONE);
		fail_forget(&w->ctx);
		assert_false(has_right(w, account_id, "people.roles"));
		assert_true(nth < 100);
	}
	db_inject(w->ctx.db, 0, FAULT_NONE);
	assert_true(has_right(w, account_id, "people.roles"));
	assert_true(has_right(w, account_id, "people.audit"));
}

int
main(void)
{
	return RULES("people", rule_test(a_puppet_gets_no_right),
	    rule_test(a_further_role_waits_alone),
	    rule_test(a_reset_takes_the_rights_until_confirmed),
	    rule_test(what_counts_is_what_was_seen), rule_test(the_list_says_who_may_confirm),
	    rule_test(faults_confirm_whole_or_nothing));
}
