#include "voucher/campaign.h"

#include "base/log.h"
#include "db/db.h"
#include "people/audit.h"

PUBLIC_SHAPE(campaign, "A campaign",
    FIELD(campaign, campaign_id, "Campaign"),
    FIELD(campaign, name, "As residents read it"),
    FIELD(campaign, cap_sets, "Sets one person may buy over all rounds"));

const struct reason campaign_cap = { 409, "campaign_cap" };

STMT(campaign_insert, "INSERT INTO campaign (name, cap_sets, editor_account_id, edited_at)"
    " VALUES (?, ?, ?, ?)");
STMT(campaign_update, "UPDATE campaign SET name = ?, cap_sets = ?, editor_account_id = ?,"
    " edited_at = ? WHERE campaign_id = ?");
STMT(campaign_one, "SELECT campaign_id, name, cap_sets FROM campaign WHERE campaign_id = ?");
STMT(campaign_one_lock, "SELECT campaign_id, name, cap_sets FROM campaign"
    " WHERE campaign_id = ? FOR UPDATE");
STMT(campaigns_all, "SELECT campaign_id, name, cap_sets FROM campaign"
    " ORDER BY campaign_id DESC LIMIT 200");
STMT(campaigns_published, "SELECT c.campaign_id, c.name, c.cap_sets FROM campaign c"
    " WHERE EXISTS (SELECT 1 FROM round r WHERE r.campaign_id = c.campaign_id"
    " AND r.state = 'published') ORDER BY c.campaign_id DESC LIMIT 200");
STMT(campaign_promised, "SELECT c.campaign_id, c.name, c.cap_sets FROM campaign c"
    " WHERE c.campaign_id = ? AND EXISTS (SELECT 1 FROM round r"
    " WHERE r.campaign_id = c.campaign_id AND r.state = 'published')");

static int
make(struct ctx *c, void *arg)
{
	struct campaign *campaign = arg;

	if (db_run(c, &campaign_insert, A(campaign->name), A(campaign->cap_sets),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	campaign->campaign_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "campaign.make", "campaign",
	    campaign->campaign_id, NULL });
}

int
campaign_make(struct ctx *c, struct campaign *campaign)
{
	return db_transact(c, make, campaign);
}

static int
set(struct ctx *c, void *arg)
{
	const struct campaign *campaign = arg;
	struct campaign before, promised;
	bool found;

	if (campaign_lock(c, campaign->campaign_id, &before) != 0 ||
	    db_maybe(c, &found, &campaign_promised, &campaign_shape, &promised,
	        A(campaign->campaign_id)) != 0)
		return -1;
	if (found && campaign->cap_sets < before.cap_sets)
		return fail(c, &campaign_cap, "cap_sets", P(cap_sets, before.cap_sets));
	if (db_run(c, &campaign_update, A(campaign->name), A(campaign->cap_sets),
	        A(c->actor.account_id), A(c->now), A(campaign->campaign_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "campaign.set", "campaign",
	    campaign->campaign_id, NULL });
}

int
campaign_set(struct ctx *c, const struct campaign *campaign)
{
	struct campaign copy = *campaign;

	return db_transact(c, set, &copy);
}

int
campaign_read(struct ctx *c, int64_t campaign_id, struct campaign *out)
{
	return db_one(c, &campaign_one, &campaign_shape, out, A(campaign_id));
}

int
campaign_lock(struct ctx *c, int64_t campaign_id, struct campaign *out)
{
	must(db_in_transaction(c));
	return db_one(c, &campaign_one_lock, &campaign_shape, out, A(campaign_id));
}

int
campaign_list(struct ctx *c, bool published_only, struct list *out)
{
	if (published_only)
		return db_list(c, &campaigns_published, &campaign_shape, out);
	return db_list(c, &campaigns_all, &campaign_shape, out);
}
