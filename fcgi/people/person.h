#ifndef PEOPLE_PERSON_H
#define PEOPLE_PERSON_H

#include "shape/shape.h"

/*
 * People the city knows by name: buyers, card holders, residents who linked
 * their account.  Name, kana as written, address and phone are sealed under a
 * key per person, itself wrapped by the master key: to erase a person is to
 * destroy that key.  Folded kana and birth date stay plain, for finding.
 * The module never shows a person without writing down who looked and why
 * (audit entries person.find and person.look, the purpose as note).
 */
enum { PERSON_MATCHES_MAX = 20 };

struct person {
	int64_t person_id;
	const char *name, *kana, *birth_on, *address, *phone;	/* phone may be NULL */
	struct instant made_at;
};

/* Found by folded kana and, when given, birth date; at most PERSON_MATCHES_MAX,
 * else too_many.  address_hint: the town without the house number. */
struct person_match {
	int64_t person_id;
	const char *kana, *birth_on, *address_hint;
	bool has_account, has_card;
};
extern const struct reason too_many, unknown_purpose;
extern const struct shape person_match_shape;

/* purpose: one of person_purposes; logged with the searcher. */
extern const char *const person_purposes[];
/* Whole kana equal. */
int person_find(struct ctx *, const char *kana, const char *birth_on, const char *purpose,
    struct list *matches);
/* Kana that begin so; at least two letters unless a birth date is given. */
int person_search(struct ctx *, const char *kana, const char *birth_on, const char *purpose,
    struct list *matches);
/* Opens the sealed fields and logs the look. */
int person_look(struct ctx *, int64_t person_id, const char *purpose, struct person *out);
/* The person the acting resident is linked with, and nobody else: not a look. */
int person_own(struct ctx *, struct person *out);

/* Inside a transaction, before person_find: two counters that register the same
 * new person take turns, and the second one finds the row of the first. */
int person_gate(struct ctx *, const char *kana, const char *birth_on);
/* Inside a transaction. */
int person_make(struct ctx *, const struct person *, int64_t *person_id);
/* Locks the row so that caps of this person are counted one act at a time. */
int person_lock(struct ctx *, int64_t person_id);
/* Whether an account is linked with the person. */
int person_has_account(struct ctx *, int64_t person_id, bool *has);
/* Whether the person holds a valid card: kept by the module of cards. */
int person_mark_card(struct ctx *, int64_t person_id, bool has_card);
/* Destroys the person's key, the sealed fields and the search columns, and what
 * claim codes are open.  Copies in backups and binlogs open until those expire. */
int person_erase(struct ctx *, int64_t person_id);
/* Wraps every person's key by the newest master key; in chunks. */
int person_rewrap(struct ctx *, int64_t *count);

/* One-time code on a receipt that links an account with this person (180 days).
 * Read without case, blanks and hyphens; o counts as 0, i and l as 1. */
int claim_make(struct ctx *, int64_t person_id, const char **code);
/* In a transaction. An account has one person, a person one account. */
int claim_use(struct ctx *, const char *code, int64_t account_id, int64_t *person_id);
extern const struct reason claim_wrong, claim_used, already_linked;
extern const struct format format_claim;

#endif
