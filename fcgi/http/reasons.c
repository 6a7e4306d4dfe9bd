#include "http/reasons.h"

#include "http/edge.h"

const struct reason method_not_allowed = { 405, "method_not_allowed" };
const struct reason body_too_large = { 413, "body_too_large" };
const struct reason wrong_content_type = { 415, "wrong_content_type" };
const struct reason cross_site = { 403, "cross_site" };
const struct reason not_signed_in = { 401, "not_signed_in" };
const struct reason key_missing = { 400, "key_missing" };
const struct reason key_reused = { 422, "key_reused" };
const struct reason still_running = { 409, "still_running" };

const struct reason *const universal_reasons[] = {
	&invalid_input, &not_found, &not_signed_in, &not_allowed, &cross_site,
	&method_not_allowed, &body_too_large, &wrong_content_type, &internal_error,
	&database_busy, &outcome_unknown, NULL
};
const struct reason *const once_reasons[] = {
	&key_missing, &key_reused, &still_running, NULL
};

static bool
holds(const struct reason *const *table, const struct reason *reason)
{
	for (; table != NULL && *table != NULL; table++) {
		if (*table == reason)
			return true;
	}
	return false;
}

bool
reason_is_listed(const struct route *r, const struct reason *reason)
{
	return holds(universal_reasons, reason)
	    || (r->flags & ONCE && holds(once_reasons, reason))
	    || holds(r->reasons, reason);
}
