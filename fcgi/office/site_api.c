#include "base/config.h"
#include "office/office_api.h"

/* What every page may know of the installation before anybody signs in. */
struct site_out { const char *municipality; bool is_sample; };
SHAPE(site_out, "The installation",
    FIELD(site_out, municipality, "Name of the municipality", .max = 80),
    FIELD(site_out, is_sample, "Sample set-up: sample sign-ins and mailbox exist"));

static int
get_site(struct ctx *c, const void *input, void *output)
{
	struct site_out *out = output;

	(void)input;
	*out = (struct site_out){ c->config->municipality, c->config->sample };
	return 0;
}

const struct route site_routes[] = {
	{ GET, "/api/office/site", "The installation", &right_public, CACHED, get_site, NULL,
	  &site_out_shape },
	{ 0 }
};
