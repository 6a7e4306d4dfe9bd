#include "settlement/waiting.h"

#include "settlement/settlement_api.h"

struct waiting_out { struct list kinds; };
SHAPE(waiting_out, "Work that waits in the settlement",
    FIELD(waiting_out, kinds, "The oldest first; what nothing waits of is not told",
        .of = &waiting_shape));

static int
get_waiting(struct ctx *c, const void *input, void *output)
{
	struct waiting_out *out = output;

	(void)input;
	return waiting_list(c, &out->kinds);
}

const struct route waiting_routes[] = {
	{ GET, "/api/settlement/waiting", "What waits for people of the office, counted",
	  &right_settlement_view, 0, get_waiting, NULL, &waiting_out_shape },
	{ 0 }
};
