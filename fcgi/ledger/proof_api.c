#include "ledger/ledger_api.h"
#include "ledger/root.h"
#include "people/people_api.h"

/* What the proof found last is a file for everybody: /proof/status.json. */
static const char *const orders[] = { "newest", "oldest", NULL };

struct proof_list_in {
	const char *from_on, *to_on;
	PAGE_MEMBERS;
};
SHAPE(proof_list_in, "Which roots",
    FIELD(proof_list_in, from_on, "From this day on", .format = &format_date, .optional = true),
    FIELD(proof_list_in, to_on, "Up to this day", .format = &format_date, .optional = true),
    PAGE_FIELDS(proof_list_in, orders));

/* Days are Tokyo's: they begin nine hours before UTC's. */
static const struct listing root_listing = {
	.select = "SELECT " ROOT_COLUMNS " FROM proof_root WHERE 1 = 1",
	.filters = (const struct filter[]){
	    { "from_on", "made_at >= CAST(? AS DATETIME(3)) - INTERVAL 9 HOUR" },
	    { "to_on", "made_at < CAST(? AS DATETIME(3)) + INTERVAL 15 HOUR" }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "proof_root_id", true }, { "oldest", "proof_root_id", false }, { 0 } },
	.key = "proof_root_id", .row = &proof_root_shape, .export_name = "roots" };

const struct route proof_routes[] = {
	{ GET, "/api/office/proof", "Signed roots over acts and ledger", &right_people_audit,
	  .in = &proof_list_in_shape, .list = &root_listing },
	{ 0 }
};
