#include "people/role.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/account.h"
#include "people/session.h"

const struct reason already_decided = { 409, "already_decided" };
const struct reason role_changed = { 409, "role_changed" };
const struct reason role_needed = { 409, "role_needed" };
const struct reason role_name_taken = { 409, "role_name_taken" };
const struct reason unknown_right = { 409, "unknown_right" };

enum { RIGHTS_TEXT_MAX = 4000 };

PUBLIC_SHAPE(right_row, "A right some route asks for",
    FIELD(right_row, name, "Name", .max = 40),
    FIELD(right_row, doc, "What it allows, in English", .max = 200),
    FIELD(right_row, audience, "shop or staff", .max = 10));

PUBLIC_SHAPE(role, "A role",
    FIELD(role, role_id, "Role"),
    FIELD(role, name, "Name", .max = 40),
    FIELD(role, audience, "shop or staff", .max = 10),
    FIELD(role, is_fixed, "Comes with the product and keeps its name"),
    FIELD(role, accounts, "How many accounts hold it"),
    FIELD(role, rights, "Names of its rights"));

PUBLIC_SHAPE(role_change, "A proposed change of a role",
    FIELD(role_change, role_change_id, "Change"),
    FIELD(role_change, role_id, "Role; absent while new", .optional = true),
    FIELD(role_change, name, "Name as it shall be", .max = 40),
    FIELD(role_change, audience, "shop or staff", .max = 10),
    FIELD(role_change, rights, "Rights as they shall be"),
    FIELD(role_change, before, "Rights when it was proposed"),
    FIELD(role_change, proposed_by, "Name of the account", .max = 60),
    FIELD(role_change, state, "open, approved or refused", .max = 10),
    FIELD(role_change, proposed_at, "When"),
    FIELD(role_change, is_own, "Proposed by the account that asks"));

#define RIGHTS_OF "COALESCE((SELECT GROUP_CONCAT(rr.right_name ORDER BY rr.right_name "	\
	"SEPARATOR ' ') FROM role_right rr WHERE rr.role_id = r.role_id), '')"
STMT(rights_all, "SELECT name, doc, audience FROM right_name ORDER BY audience, name LIMIT 1000");
STMT(rights_of_account,
    "SELECT DISTINCT rr.right_name AS name, '' AS doc, a.audience FROM account a "
    "JOIN account_role ar ON ar.account_id = a.account_id "
    "JOIN role_right rr ON rr.role_id = ar.role_id WHERE a.account_id = ? "
    "AND ar.confirmed_by IS NOT NULL AND a.must_change_password = 0 "
    "ORDER BY rr.right_name LIMIT 1000");
STMT(roles_all,
    "SELECT r.role_id, r.name, r.audience, r.is_fixed, (SELECT COUNT(*) FROM account_role ar "
    "WHERE ar.role_id = r.role_id) AS accounts, " RIGHTS_OF " AS rights_text "
    "FROM role r ORDER BY r.audience, r.role_id LIMIT 1000");
STMT(role_select,
    "SELECT r.role_id, r.name, r.audience, r.is_fixed, 0 AS accounts, " RIGHTS_OF
    " AS rights_text FROM role r WHERE r.role_id = ?");
STMT(role_named, "SELECT role_id AS id FROM role WHERE audience = ? AND name = ?");

struct role_row {
	int64_t role_id;
	const char *name, *audience;
	bool is_fixed;
	int64_t accounts;
	const char *rights_text;
};
SHAPE(role_row, "A role as stored",
    FIELD(role_row, role_id, "Role"),
    FIELD(role_row, name, "Name"),
    FIELD(role_row, audience, "shop or staff"),
    FIELD(role_row, is_fixed, "Comes with the product"),
    FIELD(role_row, accounts, "How many hold it"),
    FIELD(role_row, rights_text, "Names, one blank between"));

/* "a b c" as a list of texts. */
static struct list
split(struct ctx *c, const char *text)
{
	struct list list = { 0, arena_alloc(c->arena, (strlen(text) / 2 + 1) * sizeof(char *)) };
	const char **items = list.items;

	while (*text != '\0') {
		size_t size = strcspn(text, " ");

		items[list.count++] = arena_text(c->arena, "%.*s", (int)size, text);
		text += size + (text[size] == ' ');
	}
	return list;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each once: two sets are equal when their texts are. */
static const char *
join(struct ctx *c, const struct list *list)
{
	const char **items = arena_copy(c->arena, list->items, list->count * sizeof *items);
	struct text_buffer b = { .arena = c->arena };

	if (list->count > 0)
		qsort(items, list->count, sizeof *items, compare_texts);
	buffer_text(&b, "");
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0 && text_same(items[i], items[i - 1]))
			continue;
		buffer_text(&b, b.size > 0 ? " " : "");
		buffer_text(&b, items[i]);
	}
	return b.data;
}

int
right_list(struct ctx *c, struct list *rights)
{
	return db_list(c, &rights_all, &right_row_shape, rights);
}

int
right_list_of(struct ctx *c, int64_t account_id, struct list *names)
{
	struct list rows;
	const struct right_row *row;
	const char **out;

	if (db_list(c, &rights_of_account, &right_row_shape, &rows, A(account_id)) != 0)
		return -1;
	row = rows.items;
	out = arena_alloc(c->arena, rows.count * sizeof *out);
	for (size_t i = 0; i < rows.count; i++)
		out[i] = row[i].name;
	*names = (struct list){ rows.count, out };
	return 0;
}

int
role_list(struct ctx *c, struct list *roles)
{
	struct list rows;
	const struct role_row *row;
	struct role *out;

	if (db_list(c, &roles_all, &role_row_shape, &rows) != 0)
		return -1;
	row = rows.items;
	out = arena_alloc(c->arena, rows.count * sizeof *out);
	for (size_t i = 0; i < rows.count; i++)
		out[i] = (struct role){ row[i].role_id, row[i].name, row[i].audience,
			row[i].is_fixed, row[i].accounts, split(c, row[i].rights_text) };
	*roles = (struct list){ rows.count, out };
	return 0;
}

int
role_by_name(struct ctx *c, enum audience audience, const char *name, int64_t *role_id)
{
	struct id_item found = { 0 };
	bool is_there;

	if (db_maybe(c, &is_there, &role_named, &id_item_shape, &found, A(audience_word(audience)),
	        A(name)) != 0)
		return -1;
	*role_id = found.id;
	return is_there ? 0 : fail_internal(c, "no role %s; run: madoctl load roles", name);
}

/* ---- changes under four eyes ---- */

STMT(right_known, "SELECT name, doc, audience FROM right_name WHERE name = ? AND audience = ?");
STMT(change_insert,
    "INSERT INTO role_change (role_id, name, audience, rights, rights_before, proposed_by, "
    "proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
#define CHANGE_COLUMNS "SELECT ch.role_change_id, COALESCE(ch.role_id, 0) AS role_id, "	\
	"ch.name, ch.audience, ch.rights, ch.rights_before, COALESCE(a.name, '') AS proposer, "	\
	"ch.proposed_by, ch.proposed_at, ch.state FROM role_change ch "				\
	"JOIN account a ON a.account_id = ch.proposed_by "
STMT(changes_all, CHANGE_COLUMNS "ORDER BY ch.role_change_id DESC LIMIT 200");
STMT(change_select, CHANGE_COLUMNS "WHERE ch.role_change_id = ?");
STMT(change_lock,
    "SELECT role_change_id AS id FROM role_change WHERE role_change_id = ? FOR UPDATE");
STMT(change_decide,
    "UPDATE role_change SET state = ?, role_id = ?, decided_by = ?, decided_at = ?, note = ? "
    "WHERE role_change_id = ?");
STMT(role_lock, "SELECT role_id AS id FROM role WHERE role_id = ? FOR UPDATE");
STMT(role_insert, "INSERT INTO role (audience, name) VALUES (?, ?)");
STMT(role_rename, "UPDATE role SET name = ? WHERE role_id = ?");
STMT(rights_take, "DELETE FROM role_right WHERE role_id = ?");
STMT(right_give, "INSERT INTO role_right (role_id, right_name) VALUES (?, ?)");
STMT(managers_left,
    "SELECT COUNT(DISTINCT rr.right_name) AS id FROM account a "
    "JOIN account_role ar ON ar.account_id = a.account_id "
    "JOIN role_right rr ON rr.role_id = ar.role_id WHERE a.state = 'active' "
    "AND ar.confirmed_by IS NOT NULL AND rr.right_name IN ('people.staff', 'people.roles')");

struct change_row {
	int64_t role_change_id, role_id;
	const char *name, *audience, *rights, *rights_before, *proposer;
	int64_t proposed_by;
	struct instant proposed_at;
	const char *state;
};
SHAPE(change_row, "A proposed change as stored",
    FIELD(change_row, role_change_id, "Change"),
    FIELD(change_row, role_id, "Role, or 0"),
    FIELD(change_row, name, "Name"),
    FIELD(change_row, audience, "shop or staff"),
    FIELD(change_row, rights, "As they shall be"),
    FIELD(change_row, rights_before, "As they were"),
    FIELD(change_row, proposer, "Name"),
    FIELD(change_row, proposed_by, "Account"),
    FIELD(change_row, proposed_at, "When"),
    FIELD(change_row, state, "State"));

static int
rights_are_known(struct ctx *c, const struct role_proposal *p)
{
	const char *const *items = p->rights->items;

	for (size_t i = 0; i < p->rights->count; i++) {
		struct right_row unused;
		bool is_there;

		if (db_maybe(c, &is_there, &right_known, &right_row_shape, &unused, A(items[i]),
		        A(p->audience)) != 0)
			return -1;
		if (!is_there)
			return fail(c, &unknown_right, arena_text(c->arena, "/rights/%zu", i));
	}
	return 0;
}

/* The name is free, or it is this role's own. */
static int
name_is_free(struct ctx *c, const struct role_proposal *p)
{
	struct id_item other;
	bool is_there;

	if (db_maybe(c, &is_there, &role_named, &id_item_shape, &other, A(p->audience),
	        A(p->name)) != 0)
		return -1;
	return is_there && other.id != p->role_id ? fail(c, &role_name_taken, "name") : 0;
}

int
role_propose(struct ctx *c, const struct role_proposal *p, int64_t *role_change_id)
{
	struct role_row now = { .rights_text = "", .name = p->name, .audience = p->audience };
	const char *rights = join(c, p->rights);

	if (p->role_id != 0 &&
	    db_one(c, &role_select, &role_row_shape, &now, A(p->role_id)) != 0)
		return -1;
	if (!text_same(now.audience, p->audience))
		return fail(c, &not_found, "role_id");
	if (now.is_fixed && !text_same(now.name, p->name))
		return fail(c, &role_needed, "name");
	if (rights_are_known(c, p) != 0 || name_is_free(c, p) != 0)
		return -1;
	if (strlen(rights) > RIGHTS_TEXT_MAX)
		return fail(c, &invalid_input, "rights");
	if (db_run(c, &change_insert, p->role_id != 0 ? A(p->role_id) : A((const char *)NULL),
	        A(p->name), A(p->audience), A(rights), A(now.rights_text), A(c->actor.account_id),
	        A(c->now)) != 0)
		return -1;
	*role_change_id = db_inserted(c);
	return 0;
}

static int
apply_rights(struct ctx *c, int64_t role_id, const char *rights)
{
	struct list list = split(c, rights);
	const char *const *items = list.items;
	struct id_item kinds;

	if (db_run(c, &rights_take, A(role_id)) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++)
		if (db_run(c, &right_give, A(role_id), A(items[i])) != 0)
			return -1;
	if (db_one(c, &managers_left, &id_item_shape, &kinds) != 0)
		return -1;
	return kinds.id == 2 ? 0 : fail(c, &role_needed, NULL);
}

/* *role_id: in: the role or 0; out: the role. */
static int
apply(struct ctx *c, const struct change_row *change, int64_t *role_id)
{
	struct role_row now = { .rights_text = "" };
	struct id_item locked;

	if (*role_id != 0 && (db_one(c, &role_lock, &id_item_shape, &locked, A(*role_id)) != 0 ||
	        db_one(c, &role_select, &role_row_shape, &now, A(*role_id)) != 0))
		return -1;
	/* What the second person approves is what the first one saw. */
	if (!text_same(now.rights_text, change->rights_before))
		return fail(c, &role_changed, NULL);
	if (*role_id == 0) {
		if (db_run(c, &role_insert, A(change->audience), A(change->name)) != 0)
			return db_duplicate(c) != NULL ? fail(c, &role_name_taken, NULL) : -1;
		*role_id = db_inserted(c);
	} else if (db_run(c, &role_rename, A(change->name), A(*role_id)) != 0) {
		return db_duplicate(c) != NULL ? fail(c, &role_name_taken, NULL) : -1;
	}
	return apply_rights(c, *role_id, change->rights);
}

int
role_decide(struct ctx *c, int64_t role_change_id, bool approve, const char *note,
    const char **state)
{
	struct change_row change;
	struct id_item locked;
	int64_t role_id;

	must(db_in_transaction(c));
	if (db_one(c, &change_lock, &id_item_shape, &locked, A(role_change_id)) != 0 ||
	    db_one(c, &change_select, &change_row_shape, &change, A(role_change_id)) != 0)
		return -1;
	if (!text_same(change.state, "open"))
		return fail(c, &already_decided, NULL);
	role_id = change.role_id;
	if (approve && (four_eyes(c, change.proposed_by) != 0 || apply(c, &change, &role_id) != 0))
		return -1;
	*state = approve ? "approved" : "refused";
	return db_run(c, &change_decide, A(*state),
	    role_id != 0 ? A(role_id) : A((const char *)NULL), A(c->actor.account_id), A(c->now),
	    A(note), A(role_change_id));
}

int
role_change_list(struct ctx *c, struct list *changes)
{
	struct list rows;
	const struct change_row *row;
	struct role_change *out;

	if (db_list(c, &changes_all, &change_row_shape, &rows) != 0)
		return -1;
	row = rows.items;
	out = arena_alloc(c->arena, rows.count * sizeof *out);
	for (size_t i = 0; i < rows.count; i++)
		out[i] = (struct role_change){ .role_change_id = row[i].role_change_id,
			.role_id = { row[i].role_id != 0 ? IS_PRESENT : IS_ABSENT, row[i].role_id },
			.name = row[i].name, .audience = row[i].audience,
			.rights = split(c, row[i].rights), .before = split(c, row[i].rights_before),
			.proposed_by = row[i].proposer, .state = row[i].state,
			.proposed_at = row[i].proposed_at,
			.is_own = row[i].proposed_by == c->actor.account_id };
	*changes = (struct list){ rows.count, out };
	return 0;
}
