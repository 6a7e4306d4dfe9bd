#ifndef OFFICE_TERMINAL_H
#define OFFICE_TERMINAL_H

#include "shape/shape.h"

/*
 * Devices a shop has registered, so that a list of takings tells which till
 * took what.  A device is known by a cookie of its own; the table keeps its
 * hash.  Signs nobody in.
 */
struct terminal {
	int64_t terminal_id;
	const char *name;
	struct instant registered_at;
	bool is_this;
};
extern const struct shape terminal_shape;

/* token: 128 random bits for the cookie; given once. */
int terminal_make(struct ctx *, int64_t shop_id, const char *name, int64_t *terminal_id,
    const char **token);
int terminal_remove(struct ctx *, int64_t shop_id, int64_t terminal_id);
/* token: of this device, or NULL. */
int terminal_list(struct ctx *, int64_t shop_id, const char *token, struct list *terminals);
/* The device behind a token, if it is the shop's; *terminal_id 0 otherwise. */
int terminal_find(struct ctx *, int64_t shop_id, const char *token, int64_t *terminal_id,
    const char **name);

#endif
