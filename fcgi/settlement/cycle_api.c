#include "settlement/cycle.h"

#include "settlement/settlement_api.h"

enum { PREVIEWED = 12 };

struct cycles_out { struct list cycles, periods; };
SHAPE(cycles_out, "When periods close and are paid",
    FIELD(cycles_out, cycles, "Cycles, by closing day", .of = &payout_cycle_shape),
    FIELD(cycles_out, periods, "The next twelve periods by them", .of = &period_shape));

static int
get_cycles(struct ctx *c, const void *input, void *output)
{
	struct cycles_out *out = output;

	(void)input;
	return cycle_list(c, &out->cycles) != 0 ? -1 : period_list(c, PREVIEWED, &out->periods);
}

#define CYCLE_FIELDS(T)								\
	FIELD(T, close_day, "Last day of the period; 31: the last of the month", .min = 1,	\
	    .max = 31),								\
	FIELD(T, pay_months_later, "Payout so many months after the closing", .max = 2),	\
	FIELD(T, pay_day, "Day of the payout; 31: the last of the month", .min = 1,	\
	    .max = 31),								\
	FIELD(T, shift, "Where it moves when banks are closed", .choices = cycle_shifts)

struct cycle_new_in { int64_t close_day, pay_months_later, pay_day; const char *shift; };
SHAPE(cycle_new_in, "A new cycle", CYCLE_FIELDS(cycle_new_in));
struct cycle_new_out { int64_t payout_cycle_id; };
SHAPE(cycle_new_out, "The cycle", FIELD(cycle_new_out, payout_cycle_id, "Cycle"));

static int
post_cycle(struct ctx *c, const void *input, void *output)
{
	const struct cycle_new_in *in = input;
	struct cycle_new_out *out = output;
	struct payout_cycle p = { .close_day = in->close_day,
		.pay_months_later = in->pay_months_later, .pay_day = in->pay_day,
		.shift = in->shift };

	if (cycle_make(c, &p) != 0)
		return -1;
	out->payout_cycle_id = p.payout_cycle_id;
	return 0;
}

STMT(any_cycle, "SELECT 1 FROM payout_cycle WHERE payout_cycle_id = ?");
static const struct within within_cycle = { "Any payout cycle", BY_ANYONE, &any_cycle };

struct cycle_in {
	int64_t payout_cycle_id, close_day, pay_months_later, pay_day;
	const char *shift;
};
SHAPE(cycle_in, "A cycle as it shall be",
    FIELD(cycle_in, payout_cycle_id, "Cycle", .within = &within_cycle),
    CYCLE_FIELDS(cycle_in));

static int
put_cycle(struct ctx *c, const void *input, void *output)
{
	const struct cycle_in *in = input;

	(void)output;
	return cycle_set(c, &(struct payout_cycle){ .payout_cycle_id = in->payout_cycle_id,
	    .close_day = in->close_day, .pay_months_later = in->pay_months_later,
	    .pay_day = in->pay_day, .shift = in->shift });
}

struct cycle_id_in { int64_t payout_cycle_id; };
SHAPE(cycle_id_in, "Which cycle",
    FIELD(cycle_id_in, payout_cycle_id, "Cycle", .within = &within_cycle));

static int
delete_cycle(struct ctx *c, const void *input, void *output)
{
	const struct cycle_id_in *in = input;

	(void)output;
	return cycle_remove(c, in->payout_cycle_id);
}

const struct route cycle_routes[] = {
	{ GET, "/api/settlement/payout-cycles", "When periods close and are paid",
	  &right_settlement_view, 0, get_cycles, NULL, &cycles_out_shape },
	{ POST, "/api/settlement/payout-cycles", "A new cycle", &right_settlement_close, ONCE,
	  post_cycle, &cycle_new_in_shape, &cycle_new_out_shape,
	  REASONS(&cycle_taken, &cycle_dates) },
	{ PUT, "/api/settlement/payout-cycles/{payout_cycle_id}", "Change a cycle",
	  &right_settlement_close, 0, put_cycle, &cycle_in_shape, NULL,
	  REASONS(&cycle_taken, &cycle_dates) },
	{ DELETE, "/api/settlement/payout-cycles/{payout_cycle_id}", "Remove a cycle",
	  &right_settlement_close, 0, delete_cycle, &cycle_id_in_shape, NULL,
	  REASONS(&cycle_last) },
	{ 0 }
};
