#include "office/office_api.h"
#include "office/terminal.h"
#include "people/audit.h"

STMT(own_terminal, "SELECT 1 FROM terminal WHERE terminal_id = ? AND shop_id = ?");
static const struct within within_own_terminal = { "A device of the shop", BY_SHOP, &own_terminal };

struct terminals_out { struct list terminals; };
SHAPE(terminals_out, "Registered devices of the shop",
    FIELD(terminals_out, terminals, "Devices", .of = &terminal_shape));

static int
get_terminals(struct ctx *c, const void *input, void *output)
{
	struct terminals_out *out = output;

	(void)input;
	return terminal_list(c, c->actor.shop_id, request_terminal(c), &out->terminals);
}

struct terminal_new_in { const char *name; };
SHAPE(terminal_new_in, "Register this device",
    FIELD(terminal_new_in, name, "Name on the list of takings", .min = 1, .max = 40));
struct terminal_new_out { int64_t terminal_id; };
SHAPE(terminal_new_out, "The device", FIELD(terminal_new_out, terminal_id, "Device"));

/* Not ONCE: a stored answer could not give the cookie a second time.  A
 * repeated call registers a second row, which the list shows and removes. */
static int
make_terminal(struct ctx *c, void *arg)
{
	const struct terminal_new_in *in = arg;
	const char *token;
	int64_t terminal_id;

	if (terminal_make(c, c->actor.shop_id, in->name, &terminal_id, &token) != 0 ||
	    audit_write(c, &(struct audit){ "terminal.make", "terminal", terminal_id, NULL }) != 0)
		return -1;
	response_terminal(c, token);
	c->actor.terminal_id = terminal_id;
	return 0;
}

static int
post_terminal(struct ctx *c, const void *input, void *output)
{
	struct terminal_new_out *out = output;

	if (db_transact(c, make_terminal,
	        arena_copy(c->arena, input, sizeof(struct terminal_new_in))) != 0)
		return -1;
	out->terminal_id = c->actor.terminal_id;
	return 0;
}

struct terminal_in { int64_t terminal_id; };
SHAPE(terminal_in, "Which device",
    FIELD(terminal_in, terminal_id, "Device", .within = &within_own_terminal));

static int
remove_terminal(struct ctx *c, void *arg)
{
	const struct terminal_in *in = arg;

	if (terminal_remove(c, c->actor.shop_id, in->terminal_id) != 0)
		return -1;
	return audit_write(c,
	    &(struct audit){ "terminal.remove", "terminal", in->terminal_id, NULL });
}

static int
delete_terminal(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, remove_terminal,
	    arena_copy(c->arena, input, sizeof(struct terminal_in)));
}

const struct route terminal_routes[] = {
	{ GET, "/api/office/terminals", "Registered devices", &right_shop_manage, 0,
	  get_terminals, NULL, &terminals_out_shape },
	{ POST, "/api/office/terminals", "Register this device", &right_shop_manage, 0,
	  post_terminal, &terminal_new_in_shape, &terminal_new_out_shape },
	{ DELETE, "/api/office/terminals/{terminal_id}", "Forget a device", &right_shop_manage, 0,
	  delete_terminal, &terminal_in_shape },
	{ 0 }
};
