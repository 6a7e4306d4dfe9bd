#ifndef OFFICE_SHOP_H
#define OFFICE_SHOP_H

#include "shape/shape.h"

/*
 * The register of shops, shared by the programmes.  Keeps who a shop is and
 * whether it takes part; knows nothing of money, accounts or codes.
 * Numbers are for people: five digits and a Luhn check digit, so that one
 * wrong or two swapped digits name no other shop.
 */
struct shop {
	int64_t shop_id;
	const char *shop_no;
	const char *name, *kana, *industry, *size, *area, *address;
	const char *phone, *latitude, *longitude, *exclusions;	/* may be NULL */
	const char *state, *listed_on;
	bool has_photo;
};
extern const struct shape shop_shape;
extern const struct format format_shop_no, format_degrees;
extern const char *const shop_industries[], *const shop_sizes[], *const shop_states[];
extern const struct reason shop_stopped;

/* What a payer sees before paying. */
struct shop_sign {
	int64_t shop_id;
	const char *shop_no, *name, *area, *address, *exclusions;	/* exclusions may be NULL */
	const char *state;
	bool has_photo;
};
extern const struct shape shop_sign_shape;

/* Inside a transaction: makes a listed shop and gives it its number. */
int shop_make(struct ctx *, struct shop *);
int shop_set(struct ctx *, const struct shop *);	/* all but number, listed_on, photo */
int shop_set_exclusions(struct ctx *, int64_t shop_id, const char *exclusions);
int shop_read(struct ctx *, int64_t shop_id, struct shop *);
/* Walks over all of them: the next at most SHOP_IDS_MAX ids, and how many there are. */
enum { SHOP_IDS_MAX = 20 };
struct shop_id { int64_t shop_id; };
int shop_ids_after(struct ctx *, int64_t after, struct list *ids);	/* struct shop_id */
int shop_count(struct ctx *, int64_t *shops);
/* not_found, or shop_stopped when it takes no part any more. */
int shop_by_number(struct ctx *, const char *shop_no, struct shop_sign *);
int shop_by_id(struct ctx *, int64_t shop_id, struct shop_sign *);

/* JPEG or PNG, without its notes (place, owner); sealed.  picture_unreadable
 * (out/pdf.h) when the bytes are not what type says. */
int shop_set_photo(struct ctx *, int64_t shop_id, const char *type, struct bytes picture);
int shop_photo(struct ctx *, int64_t shop_id, const char **type, struct bytes *picture);

#endif
