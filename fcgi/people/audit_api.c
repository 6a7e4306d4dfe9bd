#include "people/people_api.h"

RIGHT(right_people_audit, AUDIENCE_STAFF, "people.audit",
    "See who did what, and who looked at which person");

STMT(any_account, "SELECT 1 FROM account WHERE account_id = ?");
STMT(person_of_look, "SELECT 1 FROM person WHERE person_id = ?");
static const struct within within_account = { "Any account", BY_ANYONE, &any_account };
/* Also erased ones: who looked stays known. */
static const struct within within_seen_person = { "Any person", BY_ANYONE, &person_of_look };

/* Days are Tokyo's: they begin nine hours before UTC's. */
#define FROM_ON { "from_on", "e.happened_at >= CAST(? AS DATETIME(3)) - INTERVAL 9 HOUR" }
#define TO_ON { "to_on", "e.happened_at < CAST(? AS DATETIME(3)) + INTERVAL 15 HOUR" }

static const char *const orders[] = { "newest", "oldest", NULL };

/* ---- acts ---- */

struct audit_list_in {
	const char *act;
	int64_t account_id;
	const char *from_on, *to_on, *object;
	int64_t object_no;
	PAGE_MEMBERS;
};
SHAPE(audit_list_in, "Which entries",
    FIELD(audit_list_in, act, "What was done", .min = 1, .max = 40, .optional = true),
    FIELD(audit_list_in, account_id, "By whom", .within = &within_account, .optional = true),
    FIELD(audit_list_in, from_on, "From this day on", .format = &format_date, .optional = true),
    FIELD(audit_list_in, to_on, "Up to this day", .format = &format_date, .optional = true),
    FIELD(audit_list_in, object, "On what kind", .min = 1, .max = 20, .optional = true),
    /* A number, not an id that must be there: what was acted on may be gone. */
    FIELD(audit_list_in, object_no, "On which of that kind", .min = 1,
        .max = INT64_C(9007199254740991), .optional = true),
    PAGE_FIELDS(audit_list_in, orders));

struct audit_row {
	int64_t audit_id;
	struct instant happened_at;
	int64_t account_id;
	const char *account_name, *act, *object;
	int64_t object_id;
	const char *note;
	bool is_sealed;
};
SHAPE(audit_row, "An act",
    FIELD(audit_row, audit_id, "Entry"),
    FIELD(audit_row, happened_at, "When"),
    FIELD(audit_row, account_id, "Who; 0: the system"),
    FIELD(audit_row, account_name, "Its name; residents have none", .max = 60, .optional = true),
    FIELD(audit_row, act, "What", .max = 40, .words = "act"),
    FIELD(audit_row, object, "On what", .max = 20, .words = "object", .optional = true),
    FIELD(audit_row, object_id, "On which, or 0"),
    FIELD(audit_row, note, "Purpose or reason", .max = 200, .optional = true),
    FIELD(audit_row, is_sealed, "Under a seal: cannot be changed unseen"));

static const struct order audit_orders[] = {
	{ "newest", "e.audit_id", true },
	{ "oldest", "e.audit_id", false },
	{ 0 }
};
static const struct filter audit_filters[] = {
	{ "act", "e.act = ?" },
	{ "account_id", "e.account_id = ?" },
	FROM_ON,
	TO_ON,
	{ "object", "e.object = ?" },
	{ "object_no", "e.object_id = ?" },
	{ 0 }
};
static const struct listing audit_listing = {
	.select = "SELECT e.audit_id, e.happened_at, e.account_id, a.name AS account_name, e.act, "
	    "e.object, e.object_id, e.note, e.audit_id <= (SELECT COALESCE(MAX(last_id), 0) "
	    "FROM chain_seal WHERE chain = 1) AS is_sealed FROM audit_entry e "
	    "LEFT JOIN account a ON a.account_id = e.account_id WHERE 1 = 1",
	.filters = audit_filters, .orders = audit_orders, .key = "e.audit_id",
	.row = &audit_row_shape, .export_name = "audit" };

/* ---- looks at persons ---- */

struct look_list_in {
	int64_t person_id, account_id;
	const char *from_on, *to_on;
	PAGE_MEMBERS;
};
SHAPE(look_list_in, "Which looks",
    FIELD(look_list_in, person_id, "At whom", .within = &within_seen_person, .optional = true),
    FIELD(look_list_in, account_id, "By whom", .within = &within_account, .optional = true),
    FIELD(look_list_in, from_on, "From this day on", .format = &format_date, .optional = true),
    FIELD(look_list_in, to_on, "Up to this day", .format = &format_date, .optional = true),
    PAGE_FIELDS(look_list_in, orders));

struct look_row {
	int64_t look_id, person_id;
	const char *account_name, *purpose;
	struct instant looked_at;
};
SHAPE(look_row, "A look at a person",
    FIELD(look_row, look_id, "Its audit entry"),
    FIELD(look_row, person_id, "At whom"),
    FIELD(look_row, account_name, "By whom", .max = 60, .optional = true),
    FIELD(look_row, purpose, "Why", .max = 200, .words = "purpose"),
    FIELD(look_row, looked_at, "When"));

static const struct order look_orders[] = {
	{ "newest", "e.look_id", true },
	{ "oldest", "e.look_id", false },
	{ 0 }
};
static const struct filter look_filters[] = {
	{ "person_id", "e.person_id = ?" },
	{ "account_id", "e.account_id = ?" },
	FROM_ON,
	TO_ON,
	{ 0 }
};
/* A look is an audit entry; the inner select only gives it its own names. */
static const struct listing look_listing = {
	.select = "SELECT e.look_id, e.person_id, a.name AS account_name, e.purpose, "
	    "e.happened_at AS looked_at FROM (SELECT audit_id AS look_id, object_id AS person_id, "
	    "account_id, note AS purpose, happened_at FROM audit_entry "
	    "WHERE act = 'person.look' AND object = 'person') e "
	    "LEFT JOIN account a ON a.account_id = e.account_id WHERE 1 = 1",
	.filters = look_filters, .orders = look_orders, .key = "e.look_id",
	.row = &look_row_shape, .export_name = "looks" };

const struct route audit_routes[] = {
	{ GET, "/api/people/looks", "Who looked at which person", &right_people_audit,
	  .in = &look_list_in_shape, .list = &look_listing },
	{ GET, "/api/people/audit", "Who did what", &right_people_audit,
	  .in = &audit_list_in_shape, .list = &audit_listing },
	{ 0 }
};
