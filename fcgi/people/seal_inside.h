#ifndef PEOPLE_SEAL_INSIDE_H
#define PEOPLE_SEAL_INSIDE_H

#include "base/crypto.h"
#include "db/db.h"
#include "people/seal.h"

/* What the sealer and the proof share: how rows become bytes and hashes. */
enum { SEAL_ENTRIES_MAX = 1000 };

struct entry_row {
	int64_t audit_id;
	struct instant happened_at;
	int64_t account_id;
	const char *act;
	const char *object;	/* NULL: none */
	int64_t object_id;
	const char *note;	/* NULL: none */
};
extern const struct shape entry_row_shape;

struct seal_row {
	int64_t audit_seal_id, first_id, last_id, entries;
	struct instant sealed_at;
	struct bytes prev_hash, hash;
};
extern const struct shape seal_row_shape;

struct mark_row {
	int64_t seen_id;
	struct instant seen_at;
	int64_t last_seal_id;
	struct bytes check_hash;
};
extern const struct shape mark_row_shape;

struct root_row {
	int64_t audit_root_id;
	const char *on_date;
	int64_t audit_seal_id;
	struct bytes hash;
};
extern const struct shape root_row_shape;

struct bytes entry_hash(struct ctx *, const struct entry_row *);
/* entries: the hashes of its entries one behind the other. */
struct bytes seal_hash(struct ctx *, const struct seal_row *, struct bytes entries);
struct bytes mark_hash(struct ctx *, const struct mark_row *);
struct bytes root_hash(struct ctx *, struct bytes before, const char *on_date,
    struct bytes seal_hash);
struct bytes zero_hash(struct ctx *);

#endif
