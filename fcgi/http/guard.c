#include "http/edge.h"

#include <string.h>

#include "base/config.h"
#include "http/reasons.h"

const struct right right_public = { "public", "Everybody", AUDIENCE_PUBLIC, false };
const struct right right_resident = { "resident", "Every signed-in resident",
	AUDIENCE_RESIDENT, false };
const struct right right_shop = { "shop", "Every account of a shop", AUDIENCE_SHOP, false };
const struct right right_staff = { "staff", "Every account of the staff", AUDIENCE_STAFF,
	false };

/* Who calls, and whether the row's right is theirs. */
int
session_check(struct ctx *c)
{
	const struct edge *e = edge_of(c);
	const struct right *right = e->route->right;
	bool found = false, allowed = false;
	struct bytes sid_hash;

	if (right->audience == AUDIENCE_PUBLIC)
		return 0;
	sid_hash = request_session(c, right->audience);
	if (sid_hash.data == NULL)
		return fail(c, &not_signed_in);
	if (e->program->sessions->find(c, sid_hash, right->by_role ? right : NULL, &c->actor,
		&found, &allowed) != 0)
		return -1;
	if (!found || c->actor.audience != right->audience) {
		c->actor = (struct actor){ 0 };
		return fail(c, &not_signed_in);
	}
	return allowed || !right->by_role ? 0 : fail(c, &not_allowed);
}

static bool
site_is_ours(const struct edge *e)
{
	return text_same(e->fetch_site, "same-origin") || text_same(e->fetch_site, "none");
}

/*
 * A page of another site must not act with our visitor's cookie.  SameSite=Lax
 * already keeps the cookie away; this also covers browsers that are lax with
 * lax, and other hosts of the municipality's domain.
 */
int
origin_check(struct ctx *c)
{
	const struct edge *e = edge_of(c);

	if (e->route->method == GET)
		return 0;
	if (e->origin != NULL && !text_same(e->origin, c->config->origin))
		return fail(c, &cross_site);
	if (e->fetch_site != NULL && !site_is_ours(e))
		return fail(c, &cross_site);
	return 0;
}

/*
 * A JSON Content-Type cannot be sent across sites without being asked for, so
 * it stands in for a missing Origin.  Without a body to describe, an Origin or
 * Sec-Fetch-Site of ours will do.
 */
int
type_check(struct ctx *c)
{
	const struct edge *e = edge_of(c);
	const struct upload *upload = e->route->upload;

	if (e->route->method != POST && e->route->method != PUT)
		return 0;
	for (size_t i = 0; upload != NULL && upload->types[i] != NULL; i++) {
		if (type_is(e->content_type, upload->types[i]))
			return 0;
	}
	if (upload == NULL && type_is(e->content_type, "application/json"))
		return 0;
	if (upload == NULL && e->route->in == NULL && e->content_type == NULL
	    && (e->origin != NULL || e->fetch_site != NULL))
		return 0;
	return fail(c, &wrong_content_type);
}
