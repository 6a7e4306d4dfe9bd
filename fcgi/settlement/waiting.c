#include "settlement/waiting.h"

#include "db/db.h"

const char *const waiting_kinds[] = { "closing", "shop_account", "hold", "bank_file_built",
	"bank_file_approved", "bank_line", "finding", "fund_movement", "drift", NULL };

PUBLIC_SHAPE(waiting, "Work that waits",
    FIELD(waiting, kind, "What it is", .choices = waiting_kinds),
    FIELD(waiting, count, "How many"),
    FIELD(waiting, own, "Of these, begun by this account: another one decides"),
    FIELD(waiting, since, "Since when the oldest waits"));
PUBLIC_SHAPE(closing_concern, "What is open about the shops that a closing pays",
    FIELD(closing_concern, findings, "Findings of the checks nobody decided on"),
    FIELD(closing_concern, finding_shops, "Shops they are about"),
    FIELD(closing_concern, finding_yen, "What the closing pays to these shops, yen"),
    FIELD(closing_concern, lines, "Lines of the bank nobody explained"),
    FIELD(closing_concern, line_shops, "Shops they stop"),
    FIELD(closing_concern, line_yen, "What the closing pays to these shops, yen"));

#define WAITS(name, own, since, from) "SELECT '" name "' AS kind, COUNT(*) AS count,"		\
	" COUNT(" own ") AS own, MIN(" since ") AS since FROM " from " HAVING COUNT(*) > 0"
#define NOBODY "NULL"
#define IF_OWN(who) "IF(" who " = ?, 1, NULL)"
/* The same conditions as the filters of the lists that show the rows. */
STMT(all_waiting,
    WAITS("closing", IF_OWN("asked_by"), "asked_at", "closing WHERE state = 'ready'")
    " UNION ALL " WAITS("shop_account", IF_OWN("proposed_by"), "proposed_at",
        "shop_account WHERE state = 'proposed'")
    " UNION ALL " WAITS("hold", IF_OWN("asked_by"), "asked_at",
        "hold WHERE state = 'held' AND asked_state IS NOT NULL")
    " UNION ALL " WAITS("bank_file_built", IF_OWN("built_by"), "built_at",
        "bank_file WHERE state = 'built'")
    " UNION ALL " WAITS("bank_file_approved", NOBODY, "approved_at",
        "bank_file WHERE state = 'approved'")
    " UNION ALL " WAITS("bank_line", IF_OWN("l.asked_by"), "b.taken_at",
        "bank_line l JOIN bank_statement b ON b.bank_statement_id = l.bank_statement_id"
        " WHERE l.state = 'open' OR (l.state = 'matched' AND l.asked_kind = 'undo')")
    " UNION ALL " WAITS("finding", NOBODY, "found_at", "flag WHERE state = 'open'")
    " UNION ALL " WAITS("fund_movement", IF_OWN("asked_by"), "asked_at",
        "fund_movement WHERE state = 'asked'")
    " UNION ALL " WAITS("drift", NOBODY, "found_at", "drift WHERE gone_at IS NULL")
    " ORDER BY since, kind LIMIT 20");

#define COUNTED(table) "(SELECT COUNT(*) FROM " table " w WHERE w.state = 'open' AND "		\
	SHOP_PAID_BY_CLOSING("w") ")"
#define OF_SHOPS(what, table) "(SELECT " what " FROM closing_shop s WHERE s.closing_id = ?"	\
	" AND s.yen > 0 AND EXISTS (SELECT 1 FROM " table " w WHERE w.shop_id = s.shop_id"	\
	" AND w.state = 'open'))"
#define SUM_YEN "CAST(COALESCE(SUM(s.yen), 0) AS SIGNED)"
STMT(concern, "SELECT " COUNTED("flag") " AS findings, " OF_SHOPS("COUNT(*)", "flag")
    " AS finding_shops, " OF_SHOPS(SUM_YEN, "flag") " AS finding_yen, "
    COUNTED("bank_line") " AS `lines`, " OF_SHOPS("COUNT(*)", "bank_line") " AS line_shops, "
    OF_SHOPS(SUM_YEN, "bank_line") " AS line_yen");

int
waiting_list(struct ctx *c, struct list *kinds)
{
	struct arg me = A(c->actor.account_id);

	return db_list(c, &all_waiting, &waiting_shape, kinds, me, me, me, me, me, me);
}

int
closing_concern_read(struct ctx *c, int64_t closing_id, struct closing_concern *out)
{
	struct arg id = A(closing_id);

	return db_one(c, &concern, &closing_concern_shape, out, id, id, id, id, id, id);
}
