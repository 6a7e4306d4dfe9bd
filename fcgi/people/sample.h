#ifndef PEOPLE_SAMPLE_H
#define PEOPLE_SAMPLE_H

#include "shape/shape.h"

/*
 * Accounts of the sample set-up, with passwords that a page shows to everybody.
 * It is one random password per run of the loader (hundreds of slow hashes would
 * take minutes); they are marked in the table, and neither sign in nor have a
 * session under any other configuration.  Every function here ends
 * the process when the configuration is not a sample one.
 */
struct sample_account {
	enum audience audience;
	const char *login, *name;	/* staff and shops */
	const char *role;		/* name of its role */
	int64_t shop_id;
	const char *shop_no;
	const char *mail;		/* residents */
	const char *doc;		/* key of the catalogue: "sample.clerk" */
	int64_t account_id;		/* out */
};
/* Does nothing but find it when there is one already. */
int sample_account_make(struct ctx *, struct sample_account *);
/* Staff of every role and two residents. */
int sample_people_load(struct ctx *);

struct sample_sign_in {
	const char *audience, *login, *shop_no, *password, *totp_secret, *mail, *doc;
};
extern const struct shape sample_sign_in_shape;
int sample_sign_in_list(struct ctx *, struct list *rows);

#endif
