/* Goal: a root closes each Tokyo day, over everything that happened in it, and
 * follows the root before; what was published is never taken back. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "people_world.h"

#include "base/text.h"
#include "ledger/root.h"
#include "ledger/seal.h"
#include "ledger/witness.h"
#include "people/seal.h"

static struct db *jobs_db, *proof_db;
static const struct reason taken_back = { 409, "taken_back" };

/* ---- roots, as the job of later days; taken back afterwards ---- */

struct day { struct proof_root early, closing, again, next; bool is_new[4]; };

/* What other tests make up for the days to come is not waited for. */
static int
seal_all(struct ctx *c, const struct chain *chain)
{
	bool waits = true;
	int64_t rows;

	for (int i = 0; i < 100 && waits; i++) {
		c->now.ms += 3 * SECOND_MS;
		if (chain_seal(c, chain, &rows) != 0 || chain_waits(c, chain, c->now, &waits) != 0)
			return -1;
	}
	return 0;
}

static int
day_work(struct ctx *c, void *arg)
{
	struct day *d = arg;
	struct instant midnight = tokyo_midnight(date_add_days(c->arena,
	    tokyo_date(c->arena, c->now), 30));

	c->now.ms = midnight.ms - HOUR_MS;
	if (seal_all(c, &audit_chain) != 0 || seal_all(c, &ledger_chain) != 0 ||
	    root_make(c, &d->early, &d->is_new[0]) != 0)
		return -1;
	c->now.ms = midnight.ms + 2 * MINUTE_MS;
	if (root_make(c, &d->closing, &d->is_new[1]) != 0 ||
	    root_make(c, &d->again, &d->is_new[2]) != 0)
		return -1;
	c->now.ms += 24 * (int64_t)HOUR_MS;
	if (root_make(c, &d->next, &d->is_new[3]) != 0)
		return -1;
	return fail(c, &taken_back, NULL);
}

static void
each_day_is_closed_by_a_root(void **state)
{
	struct world job;
	struct day d;

	(void)state;
	world_begin(&job, jobs_db);
	assert_refused(&job.ctx, &taken_back, db_transact(&job.ctx, day_work, &d));
	assert_true(d.is_new[0] && d.is_new[1] && !d.is_new[2] && d.is_new[3]);
	assert_string_equal(d.closing.on_date,
	    date_add_days(&job.arena, tokyo_date(&job.arena, d.closing.made_at), -1));
	assert_int_equal(d.closing.proof_root_id, d.early.proof_root_id + 1);
	assert_string_equal(d.closing.prev_hash, d.early.hash);
	assert_int_equal(d.again.proof_root_id, d.closing.proof_root_id);
	assert_string_equal(d.next.on_date, date_add_days(&job.arena, d.closing.on_date, 1));
	assert_string_equal(d.next.prev_hash, d.closing.hash);
	world_end(&job);
}

static void
a_root_is_signed_as_it_is_written(void **state)
{
	struct world job;
	struct proof_root r = { .proof_root_id = 12, .made_at = { 1795237380000 },
		.on_date = "2026-11-20", .audit_seal_no = 3, .audit_hash = "aa",
		.ledger_seal_no = 4,
		.ledger_hash = "bb", .prev_hash = "cc", .hash = "dd", .signature = "ee",
		.public_key = "ff" };
	struct bytes b;

	(void)state;
	world_begin(&job, jobs_db);
	b = root_text(&job.ctx, &r);
	assert_string_equal(arena_text(&job.arena, "%.*s", (int)b.size, (const char *)b.data),
	    "madoguchi root 1\nproof_root_id 12\nmade_at 2026-11-21T05:03:00.000Z\n"
	    "on_date 2026-11-20\naudit_seal_no 3\naudit_hash aa\nledger_seal_no 4\n"
	    "ledger_hash bb\nprev_hash cc\n");
	b = root_line(&job.ctx, &r);
	assert_string_equal(arena_text(&job.arena, "%.*s", (int)b.size, (const char *)b.data),
	    "{\"proof_root_id\":12,\"made_at\":\"2026-11-21T05:03:00.000Z\","
	    "\"on_date\":\"2026-11-20\",\"audit_seal_no\":3,\"audit_hash\":\"aa\","
	    "\"ledger_seal_no\":4,\"ledger_hash\":\"bb\",\"prev_hash\":\"cc\",\"hash\":\"dd\","
	    "\"signature\":\"ee\",\"public_key\":\"ff\"}\n");
	world_end(&job);
}

/* ---- publishing, into a folder of the test's own ---- */

static void
published_is_never_taken_back(void **state)
{
	struct world job;
	struct config config = *rules_config;
	struct proof_root root;
	char folder[] = "/tmp/madoguchi-proof-XXXXXX";
	const char *path, *newest;
	struct stat before, after;
	bool is_new;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	world_begin(&job, jobs_db);
	config.proof_folder = folder;
	job.ctx.config = &config;
	assert_done(&job.ctx, root_make(&job.ctx, &root, &is_new));
	assert_done(&job.ctx, root_publish(&job.ctx, true));
	path = arena_text(&job.arena, "%s/roots-%.7s.jsonl", folder,
	    tokyo_date(&job.arena, root.made_at));
	newest = arena_text(&job.arena, "%s/newest.json", folder);
	assert_int_equal(stat(newest, &before), 0);
	assert_int_equal(before.st_mode & 0777, 0644);
	file = fopen(path, "ae");
	assert_non_null(file);
	fputs("{\"proof_root_id\":999999999}\n", file);
	fclose(file);
	assert_int_equal(stat(path, &before), 0);
	assert_refused(&job.ctx, &internal_error, root_publish(&job.ctx, true));
	assert_int_equal(stat(path, &after), 0);
	assert_true(before.st_ino == after.st_ino && before.st_size == after.st_size);
	unlink(path);
	unlink(newest);
	assert_int_equal(rmdir(folder), 0);
	world_end(&job);
}

/* ---- who may do what ---- */

STMT(proof_change, "UPDATE entry SET yen = yen + 1 WHERE entry_id = ?");
STMT(proof_insert, "INSERT INTO chain_mark (chain_mark_id, seen_id, seen_at, last_seal_no, "
    "signature) VALUES (?, 0, NOW(3), 0, '')");
STMT(proof_keys, "SELECT purpose AS id FROM data_key WHERE version = ? LIMIT 1");
STMT(seal_change, "UPDATE chain_seal SET seal_no = seal_no WHERE seal_no = ?");
STMT(root_remove, "DELETE FROM proof_root WHERE proof_root_id = ?");

static void
the_proof_only_reads_and_the_sealer_only_adds(void **state)
{
	struct world proof, job;
	struct id_item row;

	(void)state;
	world_begin(&proof, proof_db);
	world_begin(&job, jobs_db);
	assert_refused(&proof.ctx, &internal_error, db_run(&proof.ctx, &proof_change, A(1)));
	assert_refused(&proof.ctx, &internal_error, db_run(&proof.ctx, &proof_insert, A(9)));
	assert_refused(&proof.ctx, &internal_error,
	    db_one(&proof.ctx, &proof_keys, &id_item_shape, &row, A(1)));
	assert_refused(&job.ctx, &internal_error, db_run(&job.ctx, &seal_change, A(1)));
	assert_refused(&job.ctx, &internal_error, db_run(&job.ctx, &root_remove, A(1)));
	world_end(&proof);
	world_end(&job);
}

STMT(other_clock, "SET timestamp = 1000000000");

/* secure_timestamp: whatever NOW() gives to a row came from the server's clock. */
static void
nobody_moves_the_clock_of_the_database(void **state)
{
	struct world owner;
	struct db *owner_db = db_open(rules_config, "migrate");

	(void)state;
	world_begin(&owner, owner_db);
	assert_refused(&owner.ctx, &internal_error, db_run(&owner.ctx, &other_clock));
	world_end(&owner);
	db_close(owner_db);
}

static int
setup(void **state)
{
	if (jobs_db == NULL) {
		jobs_db = db_open(rules_config, "jobd");
		proof_db = db_open(rules_config, "proof");
	}
	return world_setup(state);
}

#define proof_test(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int
main(void)
{
	return RULES("jobd", proof_test(each_day_is_closed_by_a_root),
	    proof_test(a_root_is_signed_as_it_is_written),
	    proof_test(published_is_never_taken_back),
	    proof_test(the_proof_only_reads_and_the_sealer_only_adds),
	    proof_test(nobody_moves_the_clock_of_the_database));
}
