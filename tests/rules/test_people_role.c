/* Goal: what a role allows changes only when two people want the same. */
#include "people_world.h"

#include "base/text.h"

struct proposing { struct role_proposal proposal; int64_t id; };

static int
propose_work(struct ctx *c, void *arg)
{
	struct proposing *p = arg;

	return role_propose(c, &p->proposal, &p->id);
}

struct deciding { int64_t id; bool approve; const char *note, *state; };

static int
decide_work(struct ctx *c, void *arg)
{
	struct deciding *d = arg;

	return role_decide(c, d->id, d->approve, d->note, &d->state);
}

static int
propose(struct world *w, int64_t role_id, const char *name, struct list rights, int64_t *id)
{
	struct proposing p = { .proposal = { role_id, name, "staff", &rights } };
	int result = db_transact(&w->ctx, propose_work, &p);

	*id = p.id;
	return result;
}

static int
decide(struct world *w, int64_t id, bool approve)
{
	struct deciding d = { id, approve, "note", NULL };

	return db_transact(&w->ctx, decide_work, &d);
}

#define RIGHTS(...) ((struct list){ sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *), \
	(const char *[]){ __VA_ARGS__ } })

/* Two accounts that may propose and decide, and a third that watches. */
struct two { int64_t first, second; };

static struct two
two_people(struct world *w)
{
	struct two t = { staff_made(w, NULL).account_id, staff_made(w, NULL).account_id };

	act_as_staff(w, t.first);
	return t;
}

static bool
role_named(struct world *w, const char *name, struct role *out)
{
	const struct role *r;
	struct list roles;

	assert_done(&w->ctx, role_list(&w->ctx, &roles));
	r = roles.items;
	for (size_t i = 0; i < roles.count; i++) {
		if (!text_same(r[i].name, name))
			continue;
		*out = r[i];
		return true;
	}
	return false;
}

static bool
role_has(const struct role *r, const char *right)
{
	const char *const *names = r->rights.items;

	for (size_t i = 0; i < r->rights.count; i++)
		if (text_same(names[i], right))
			return true;
	return false;
}

static struct role_change
change_of(struct world *w, int64_t id)
{
	const struct role_change *ch;
	struct list changes;

	assert_done(&w->ctx, role_change_list(&w->ctx, &changes));
	ch = changes.items;
	for (size_t i = 0; i < changes.count; i++)
		if (ch[i].role_change_id == id)
			return ch[i];
	fail_test("no change %lld", (long long)id);
	return (struct role_change){ 0 };
}

static void
two_people_make_a_role(void **state)
{
	struct world *w = *state;
	struct two t = two_people(w);
	struct role_change ch;
	struct role r;
	int64_t id;

	assert_done(&w->ctx, propose(w, 0, w->tag, RIGHTS("voucher.view", "people.find",
	    "people.find"), &id));
	assert_false(role_named(w, w->tag, &r));
	ch = change_of(w, id);
	assert_string_equal(ch.state, "open");
	assert_true(ch.is_own);
	assert_int_equal(ch.rights.count, 2);
	assert_int_equal(ch.before.count, 0);
	assert_refused(&w->ctx, &same_person, decide(w, id, true));
	assert_string_equal(change_of(w, id).state, "open");
	act_as_staff(w, t.second);
	assert_done(&w->ctx, decide(w, id, true));
	assert_true(role_named(w, w->tag, &r));
	assert_true(role_has(&r, "voucher.view") && role_has(&r, "people.find"));
	assert_false(r.is_fixed);
	assert_string_equal(change_of(w, id).state, "approved");
	assert_refused(&w->ctx, &already_decided, decide(w, id, true));
	assert_refused(&w->ctx, &already_decided, decide(w, id, false));
}

static void
refused_changes_change_nothing(void **state)
{
	struct world *w = *state;
	struct two t = two_people(w);
	struct role r;
	int64_t id, own;

	assert_done(&w->ctx, propose(w, 0, w->tag, RIGHTS("voucher.view"), &id));
	assert_done(&w->ctx, propose(w, 0, w->tag, RIGHTS("voucher.view"), &own));
	assert_done(&w->ctx, decide(w, own, false));	/* taken back */
	act_as_staff(w, t.second);
	assert_done(&w->ctx, decide(w, id, false));
	assert_false(role_named(w, w->tag, &r));
	assert_string_equal(change_of(w, id).state, "refused");
}

static struct role
role_made(struct world *w, struct two t)
{
	struct role r = { 0 };
	int64_t id;

	act_as_staff(w, t.first);
	assert_done(&w->ctx, propose(w, 0, w->tag, RIGHTS("voucher.view"), &id));
	act_as_staff(w, t.second);
	assert_done(&w->ctx, decide(w, id, true));
	assert_true(role_named(w, w->tag, &r));
	return r;
}

static void
approved_is_what_the_first_person_saw(void **state)
{
	struct world *w = *state;
	struct two t = two_people(w);
	struct role r = role_made(w, t);
	int64_t one, two;

	act_as_staff(w, t.first);
	assert_done(&w->ctx, propose(w, r.role_id, w->tag, RIGHTS("voucher.sell"), &one));
	assert_done(&w->ctx, propose(w, r.role_id, w->tag, RIGHTS("voucher.card"), &two));
	act_as_staff(w, t.second);
	assert_done(&w->ctx, decide(w, one, true));
	assert_refused(&w->ctx, &role_changed, decide(w, two, true));
	assert_done(&w->ctx, decide(w, two, false));
	assert_true(role_named(w, w->tag, &r));
	assert_true(role_has(&r, "voucher.sell"));
	assert_false(role_has(&r, "voucher.view") || role_has(&r, "voucher.card"));
}

static void
what_cannot_be_proposed(void **state)
{
	struct world *w = *state;
	struct two t = two_people(w);
	struct role r = role_made(w, t), counter;
	int64_t id;

	assert_refused(&w->ctx, &unknown_right, propose(w, 0, "x", RIGHTS("voucher.fly"), &id));
	/* A right of shops is none for staff. */
	assert_refused(&w->ctx, &unknown_right, propose(w, 0, "x", RIGHTS("shop.take"), &id));
	assert_refused(&w->ctx, &role_name_taken,
	    propose(w, 0, w->tag, RIGHTS("voucher.view"), &id));
	assert_true(role_named(w, "窓口", &counter));
	assert_true(counter.is_fixed);
	assert_refused(&w->ctx, &role_name_taken,
	    propose(w, r.role_id, "窓口", RIGHTS("voucher.view"), &id));
	assert_refused(&w->ctx, &role_needed,
	    propose(w, counter.role_id, w->tag, RIGHTS("voucher.view"), &id));
}

STMT(suspend_all, "UPDATE account SET state = 'suspended' WHERE audience = 'staff'");

/* Inside one transaction that is taken back: the instance keeps its people. */
static int
nobody_left_work(struct ctx *c, void *arg)
{
	struct deciding d = { *(const int64_t *)arg, true, NULL, NULL };

	if (db_run(c, &suspend_all) != 0)
		return -1;
	return role_decide(c, d.id, d.approve, d.note, &d.state);
}

static void
somebody_must_stay_who_can_manage(void **state)
{
	struct world *w = *state;
	struct two t = two_people(w);
	int64_t id;

	assert_done(&w->ctx, propose(w, 0, w->tag, RIGHTS("voucher.view"), &id));
	act_as_staff(w, t.second);
	assert_refused(&w->ctx, &role_needed, db_transact(&w->ctx, nobody_left_work, &id));
	assert_string_equal(change_of(w, id).state, "open");
}

static void
roles_belong_to_their_audience(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct id_item owner;
	struct list roles = { 1, &owner };
	struct list names;

	act_as_staff(w, 0);
	assert_done(&w->ctx, role_by_name(&w->ctx, AUDIENCE_SHOP, "owner", &owner.id));
	assert_refused(&w->ctx, &not_found,
	    account_set(&w->ctx, p.account_id, "x", "active", &roles));
	assert_done(&w->ctx, role_by_name(&w->ctx, AUDIENCE_STAFF, "監査", &owner.id));
	assert_done(&w->ctx, account_set(&w->ctx, p.account_id, "x", "active", &roles));
	assert_done(&w->ctx, right_list_of(&w->ctx, p.account_id, &names));
	assert_int_equal(names.count, 0);
	password_kept(w, p.account_id);
	assert_done(&w->ctx, right_list_of(&w->ctx, p.account_id, &names));
	assert_int_equal(names.count, 0);
	all_confirmed(w, p.account_id);
	assert_done(&w->ctx, right_list_of(&w->ctx, p.account_id, &names));
	assert_int_equal(names.count, 6);
}

static void
sign_in_names_are_taken_once(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct list none = { 0 };
	struct new_account a = { .audience = AUDIENCE_STAFF, .login = p.login, .name = "x",
		.role_ids = none };
	struct new_account shop = { .audience = AUDIENCE_SHOP, .login = p.login, .name = "x",
		.shop_id = w->number, .role_ids = none };

	assert_refused(&w->ctx, &login_taken, db_transact(&w->ctx, account_make_work, &a));
	assert_done(&w->ctx, db_transact(&w->ctx, account_make_work, &shop));
	assert_refused(&w->ctx, &login_taken, db_transact(&w->ctx, account_make_work, &shop));
	shop.shop_id++;
	assert_done(&w->ctx, db_transact(&w->ctx, account_make_work, &shop));
	a.login = "Not A Login";
	assert_refused(&w->ctx, &invalid_input, db_transact(&w->ctx, account_make_work, &a));
}

STMT(right_gone, "DELETE rr FROM role_right rr JOIN role r ON r.role_id = rr.role_id "
    "WHERE r.name = '窓口' AND rr.right_name = 'voucher.sell'");

/* As the owner of the schema, and taken back at the end. */
static int
load_work(struct ctx *c, void *arg)
{
	const char *fresh = arg;
	struct right_row rows[] = { { fresh, "Something new", "staff" },
		{ "voucher.sell", "Sell vouchers at the counter", "staff" } };
	struct list rights = { 2, rows }, roles, all;
	const struct right_row *r;
	bool listed = false;

	if (db_run(c, &right_gone) != 0 || role_load(c, &rights) != 0 ||
	    role_list(c, &roles) != 0 || right_list(c, &all) != 0)
		return fail_internal(c, "not loaded");
	r = all.items;
	for (size_t i = 0; i < all.count; i++)
		listed = listed || text_same(r[i].name, fresh);
	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = (const struct role *)roles.items + i;

		if (text_same(role->name, "窓口") && role_has(role, "voucher.sell"))
			return fail_internal(c, "given back what was taken away");
	}
	return listed ? fail(c, &not_found, NULL) : fail_internal(c, "not listed");
}

static void
loading_again_gives_nothing_back(void **state)
{
	struct world *w = *state, owner;

	world_begin(&owner, db_open(rules_config, "migrate"));
	assert_refused(&owner.ctx, &not_found, db_transact(&owner.ctx, load_work,
	    arena_text(&w->arena, "test.%s", w->tag)));
	db_close(owner.ctx.db);
	world_end(&owner);
}

STMT(secrets_seen, "UPDATE account SET name = password WHERE account_id = 0");
STMT(account_moved, "UPDATE account SET shop_id = 1 WHERE account_id = 0");

/* The office program makes, changes and resets a shop's accounts with its own
 * grants, and has none on roles. */
static void
the_office_manages_clerks(void **state)
{
	struct world *w = *state, office;
	const char *password, *secret;
	struct new_account a;
	struct id_item owner;
	struct list roles = { 1, &owner }, accounts;
	const struct account *row;

	world_begin(&office, db_open(rules_config, "office"));
	shop_account_made(&office, w->number, "clerk", &a);
	assert_done(&office.ctx, role_by_name(&office.ctx, AUDIENCE_SHOP, "owner", &owner.id));
	assert_done(&office.ctx, account_set(&office.ctx, a.account_id, "新しい名", "suspended",
	    &roles));
	assert_done(&office.ctx, account_reset(&office.ctx, a.account_id, &password, &secret));
	assert_null(secret);
	assert_done(&office.ctx, account_list_of_shop(&office.ctx, w->number, &accounts));
	assert_int_equal(accounts.count, 1);
	row = accounts.items;
	assert_string_equal(row->name, "新しい名");
	assert_string_equal(row->state, "suspended");
	assert_string_equal(row->role, "owner");
	assert_true(row->is_owner && row->must_change_password);
	assert_refused(&office.ctx, &internal_error, db_run(&office.ctx, &right_gone));
	assert_refused(&office.ctx, &internal_error, db_run(&office.ctx, &secrets_seen));
	assert_refused(&office.ctx, &internal_error, db_run(&office.ctx, &account_moved));
	db_close(office.ctx.db);
	world_end(&office);
}

int
main(void)
{
	return RULES("people", rule_test(two_people_make_a_role),
	    rule_test(refused_changes_change_nothing),
	    rule_test(approved_is_what_the_first_person_saw), rule_test(what_cannot_be_proposed),
	    rule_test(somebody_must_stay_who_can_manage), rule_test(roles_belong_to_their_audience),
	    rule_test(sign_in_names_are_taken_once), rule_test(the_office_manages_clerks),
	    rule_test(loading_again_gives_nothing_back));
}
