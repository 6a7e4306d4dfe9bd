#ifndef OFFICE_SHOP_H
#define OFFICE_SHOP_H

#include "shape/shape.h"

/*
 * The register of shops, shared by the programmes, and the posters that carry
 * a shop's code.  A poster's code is an https address any camera opens:
 *     ORIGIN/p/SHOPNO.VERSION.CHECK
 * CHECK is a keyed hash (80 bits, base32) under the poster key of that print;
 * it stays valid when the master key rotates and dies when the poster is
 * revoked.  The module knows nothing of money.
 */
struct shop_sign {		/* what a payer sees before paying */
	int64_t shop_id;
	const char *shop_no;	/* 6 digits, the last a check digit (Luhn) */
	const char *name, *area, *address, *exclusions;	/* exclusions may be NULL */
	bool has_photo;
};
extern const struct shape shop_sign_shape;
extern const struct reason poster_invalid, poster_revoked, shop_stopped;

/* poster: the whole address or the part after /p/. */
int shop_by_poster(struct ctx *, const char *poster, struct shop_sign *out);
int shop_by_number(struct ctx *, const char *shop_no, struct shop_sign *out);
extern const struct format format_shop_no;

#endif
