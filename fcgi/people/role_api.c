#include "people/role.h"

#include "base/text.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/people_api.h"
#include "people/session.h"

RIGHT(right_people_roles, AUDIENCE_STAFF, "people.roles", "Propose and decide changes of roles");

STMT(any_role, "SELECT 1 FROM role WHERE role_id = ?");
STMT(any_change, "SELECT 1 FROM role_change WHERE role_change_id = ?");
static const struct within within_role = { "Any role", BY_ANYONE, &any_role };
static const struct within within_change = { "Any proposed change", BY_ANYONE, &any_change };

/* ---- rights of all programs ---- */

static const struct route *const *all_tables;

void
role_use_routes(const struct route *const *tables)
{
	all_tables = tables;
}

static bool
is_listed(const struct list *rights, const char *name)
{
	const struct right_row *row = rights->items;

	for (size_t i = 0; i < rights->count; i++)
		if (text_same(row[i].name, name))
			return true;
	return false;
}

int
role_load_routes(struct ctx *c)
{
	enum { RIGHTS_MAX = 1000 };
	struct right_row *rows = arena_alloc(c->arena, RIGHTS_MAX * sizeof *rows);
	struct list rights = { 0, rows };

	for (const struct route *const *t = all_tables; t != NULL && *t != NULL; t++) {
		for (const struct route *r = *t; r->path != NULL; r++) {
			if (!r->right->by_role || is_listed(&rights, r->right->name))
				continue;
			if (rights.count == RIGHTS_MAX)
				return fail_internal(c, "more than %d rights", RIGHTS_MAX);
			rows[rights.count++] = (struct right_row){ r->right->name, r->right->doc,
				audience_word(r->right->audience) };
		}
	}
	return role_load(c, &rights);
}

/* ---- routes ---- */

struct rights_out { struct list rights; };
SHAPE(rights_out, "Every right there is",
    FIELD(rights_out, rights, "Rights", .of = &right_row_shape));

static int
get_rights(struct ctx *c, const void *input, void *output)
{
	struct rights_out *out = output;

	(void)input;
	return right_list(c, &out->rights);
}

struct roles_out { struct list roles; };
SHAPE(roles_out, "Every role", FIELD(roles_out, roles, "Roles", .of = &role_shape));

static int
get_roles(struct ctx *c, const void *input, void *output)
{
	struct roles_out *out = output;

	(void)input;
	return role_list(c, &out->roles);
}

struct role_change_in {
	int64_t role_id;
	const char *name, *audience;
	struct list rights;
};
SHAPE(role_change_in, "A role as it shall be",
    FIELD(role_change_in, role_id, "Role; 0: a new one", .within = &within_role,
        .optional = true),
    FIELD(role_change_in, name, "Name", .min = 1, .max = 40),
    FIELD(role_change_in, audience, "Whose role", .choices = CHOICES("shop", "staff")),
    FIELD(role_change_in, rights, "Names of its rights", .max = 100));
struct role_change_made { int64_t role_change_id; };
SHAPE(role_change_made, "The proposal",
    FIELD(role_change_made, role_change_id, "Waits for a second person"));

static int
post_change(struct ctx *c, const void *input, void *output)
{
	const struct role_change_in *in = input;
	struct role_change_made *out = output;
	struct role_proposal p = { in->role_id, in->name, in->audience, &in->rights };

	if (role_propose(c, &p, &out->role_change_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "role.propose", "role_change", out->role_change_id,
	    NULL });
}

struct role_changes_out { struct list role_changes; };
SHAPE(role_changes_out, "Proposed changes, newest first",
    FIELD(role_changes_out, role_changes, "Changes", .of = &role_change_shape));

static int
get_changes(struct ctx *c, const void *input, void *output)
{
	struct role_changes_out *out = output;

	(void)input;
	return role_change_list(c, &out->role_changes);
}

struct role_decision_in { int64_t role_change_id; bool approve; const char *note; };
SHAPE(role_decision_in, "What a second person says",
    FIELD(role_decision_in, role_change_id, "Change", .within = &within_change),
    FIELD(role_decision_in, approve, "Yes or no"),
    FIELD(role_decision_in, note, "Why", .max = 200, .optional = true));
struct role_decision_out { const char *state; };
SHAPE(role_decision_out, "What became of the change",
    FIELD(role_decision_out, state, "approved or refused", .max = 10));

static int
post_decision(struct ctx *c, const void *input, void *output)
{
	const struct role_decision_in *in = input;
	struct role_decision_out *out = output;

	if (role_decide(c, in->role_change_id, in->approve, in->note, &out->state) != 0)
		return -1;
	return audit_write(c, &(struct audit){ in->approve ? "role.approve" : "role.refuse",
	    "role_change", in->role_change_id, in->note });
}

const struct route role_routes[] = {
	{ GET, "/api/people/rights", "Every right", &right_people_roles, 0,
	  get_rights, NULL, &rights_out_shape },
	{ GET, "/api/people/roles", "Every role", &right_people_roles, 0,
	  get_roles, NULL, &roles_out_shape },
	{ POST, "/api/people/role-changes", "Propose a change", &right_people_roles, ONCE,
	  post_change, &role_change_in_shape, &role_change_made_shape,
	  REASONS(&role_needed, &role_name_taken, &unknown_right) },
	{ GET, "/api/people/role-changes", "Proposed changes", &right_people_roles, 0,
	  get_changes, NULL, &role_changes_out_shape },
	{ POST, "/api/people/role-changes/{role_change_id}/decisions", "Decide a change",
	  &right_people_roles, ONCE, post_decision, &role_decision_in_shape,
	  &role_decision_out_shape, REASONS(&same_person, &already_decided, &role_changed,
	  &role_needed, &role_name_taken) },
	{ 0 }
};
