#include "office/terminal.h"

#include "base/crypto.h"
#include "db/db.h"

enum { TOKEN_BYTES = 16 };

PUBLIC_SHAPE(terminal, "A registered device of a shop",
    FIELD(terminal, terminal_id, "Device"),
    FIELD(terminal, name, "Name the shop gave it", .max = 40),
    FIELD(terminal, registered_at, "Since when"),
    FIELD(terminal, is_this, "The device that asks"));

STMT(terminal_insert,
    "INSERT INTO terminal (shop_id, name, token_hash, registered_at, registered_by) "
    "VALUES (?, ?, ?, ?, ?)");
STMT(terminal_end,
    "UPDATE terminal SET removed_at = ? WHERE terminal_id = ? AND shop_id = ? AND "
    "removed_at IS NULL");
STMT(terminals_of_shop,
    "SELECT terminal_id, name, registered_at, token_hash = ? AS is_this FROM terminal "
    "WHERE shop_id = ? AND removed_at IS NULL ORDER BY terminal_id LIMIT 200");
STMT(terminal_by_token,
    "SELECT terminal_id, name, registered_at, 1 AS is_this FROM terminal WHERE token_hash = ? AND "
    "shop_id = ? AND removed_at IS NULL");

static struct bytes
token_hash(struct ctx *c, const char *token)
{
	return hash_text(c->arena, NULL, token != NULL ? token : "");
}

int
terminal_make(struct ctx *c, int64_t shop_id, const char *name, int64_t *terminal_id,
    const char **token)
{
	*token = random_code(c->arena, TOKEN_BYTES);
	if (db_run(c, &terminal_insert, A(shop_id), A(name), A(token_hash(c, *token)), A(c->now),
	        A(c->actor.account_id)) != 0)
		return -1;
	*terminal_id = db_inserted(c);
	return 0;
}

int
terminal_remove(struct ctx *c, int64_t shop_id, int64_t terminal_id)
{
	return db_run(c, &terminal_end, A(c->now), A(terminal_id), A(shop_id));
}

int
terminal_list(struct ctx *c, int64_t shop_id, const char *token, struct list *terminals)
{
	return db_list(c, &terminals_of_shop, &terminal_shape, terminals, A(token_hash(c, token)),
	    A(shop_id));
}

int
terminal_find(struct ctx *c, int64_t shop_id, const char *token, int64_t *terminal_id,
    const char **name)
{
	struct terminal t = { 0 };
	bool found = false;

	*terminal_id = 0;
	*name = NULL;
	if (token == NULL)
		return 0;
	if (db_maybe(c, &found, &terminal_by_token, &terminal_shape, &t, A(token_hash(c, token)),
	        A(shop_id)) != 0)
		return -1;
	if (found) {
		*terminal_id = t.terminal_id;
		*name = t.name;
	}
	return 0;
}
