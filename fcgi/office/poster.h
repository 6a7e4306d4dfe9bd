#ifndef OFFICE_POSTER_H
#define OFFICE_POSTER_H

#include "office/shop.h"

/*
 * The printed code of a shop: an https address any camera opens,
 *     ORIGIN/p/SHOPNO.VERSION.CHECK
 * CHECK is 80 bits of a keyed hash (base32) under the poster key of that
 * print.  It outlives every rotation of the master key and dies when the
 * poster is revoked; a new print leaves older ones valid.  Never carries an amount.
 */
struct poster {
	int64_t poster_id;
	int64_t version;
	const char *note;		/* may be NULL */
	struct instant made_at, revoked_at;	/* revoked_at 0: valid */
};
extern const struct shape poster_shape;
extern const struct reason poster_invalid, poster_revoked, already_revoked;

/* Inside a transaction. */
int poster_make(struct ctx *, int64_t shop_id, const char *note, struct poster *);
int poster_revoke(struct ctx *, int64_t poster_id, const char *reason);
int poster_list(struct ctx *, int64_t shop_id, struct list *posters);	/* newest first */
/* The whole address on that print. */
int poster_url(struct ctx *, int64_t poster_id, const char **url);
/* poster: the address, or the part after /p/.  poster_invalid for anything
 * that we did not print; shop_stopped when the shop takes no part any more. */
int poster_read(struct ctx *, const char *poster, struct shop_sign *);
/* A4 poster and a table stand of the shop's newest valid poster, as PDF. */
int kit_make(struct ctx *, int64_t shop_id, struct bytes *pdf);

#endif
