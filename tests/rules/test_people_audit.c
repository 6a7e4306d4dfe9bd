/* Goal: every act is under a seal within seconds, and whoever touches a sealed
 * entry, even with all rights on the database, is found out and the entry named. */
#include <sys/wait.h>
#include <unistd.h>

#include "people_world.h"

#include "base/text.h"
#include "people/audit.h"
#include "people/chain_check.h"
#include "people/seal.h"

static struct db *jobs_db, *owner_db;

static int64_t
write_one(struct ctx *c, int64_t account_id, const char *note)
{
	c->actor.account_id = account_id;
	assert_done(c, audit_write(c, &(struct audit){ "test.act", "test", 7, note }));
	return db_inserted(c);
}

STMT(seal_of, "SELECT seal_no AS id FROM chain_seal WHERE chain = 1 AND last_id >= ? "
    "ORDER BY last_id LIMIT 1");

static int64_t
sealed_by(struct ctx *c, int64_t audit_id)
{
	struct id_item seal = { 0 };
	bool found;

	assert_done(c, db_maybe(c, &found, &seal_of, &id_item_shape, &seal, A(audit_id)));
	return seal.id;
}

/* As the job, round after round, three seconds apart, until the entry is sealed. */
static int64_t
seal_until(struct world *w, int64_t audit_id)
{
	struct world job;
	int64_t seal = 0, unused;

	world_begin(&job, jobs_db);
	for (int round = 0; round < 50 && seal == 0; round++) {
		later(&job, 3 * SECOND_MS);
		assert_done(&job.ctx, chain_seal(&job.ctx, &audit_chain, &unused));
		seal = sealed_by(&job.ctx, audit_id);
	}
	world_end(&job);
	(void)w;
	return seal;
}

static int
verify(struct ctx *c, struct misfits *f, struct chain_report *report)
{
	const struct signer *signer;
	struct trust trust = { .count = 1 };

	*f = (struct misfits){ 0 };
	if (chain_signer(c, &signer) != 0)
		return -1;
	trust.keys[0] = signer->public;
	return chain_check(c, &audit_chain, &trust, f, report);
}

static void
entries_are_sealed_soon(void **state)
{
	struct world *w = *state;
	int64_t first = write_one(&w->ctx, w->number, "one"), last = 0;

	for (int i = 0; i < 20; i++)
		last = write_one(&w->ctx, w->number, "more");
	assert_true(seal_until(w, last) > 0);
	assert_true(seal_until(w, first) > 0);
}

static void
what_is_right_has_no_findings(void **state)
{
	struct world *w = *state, owner;
	struct chain_report report;
	struct misfits f;

	seal_until(w, write_one(&w->ctx, w->number, NULL));
	world_begin(&owner, owner_db);
	assert_done(&owner.ctx, verify(&owner.ctx, &f, &report));
	for (size_t i = 0; f.wrong > 0 && i < f.count; i++)
		if (strcmp(f.items[i].what, "time") != 0)
			fail_test("%s %lld", f.items[i].what, (long long)f.items[i].first_id);
	assert_true(misfits_clean(&owner.ctx, &f) && report.rows > 0 && report.seals > 0);
	world_end(&owner);
}

/* ---- tampering, as the owner of the schema; taken back afterwards ---- */

struct tampering {
	struct arg id;
	const struct stmt *stmt;
	const char *what;
	int64_t named;		/* the finding must name this */
	bool seen;
	size_t findings;
};
static const struct reason taken_back = { 409, "taken_back" };

static int
tamper_work(struct ctx *c, void *arg)
{
	struct tampering *t = arg;
	struct chain_report report;
	struct misfits f;

	if (db_run(c, t->stmt, t->id) != 0 || verify(c, &f, &report) != 0)
		return -1;
	t->findings = f.count;
	for (size_t i = 0; i < f.count; i++)
		t->seen = t->seen || (text_same(f.items[i].what, t->what) &&
		    f.items[i].first_id <= t->named && f.items[i].last_id >= t->named);
	return fail(c, &taken_back, NULL);
}

static void
assert_found(struct tampering t)
{
	struct world owner;

	world_begin(&owner, owner_db);
	assert_refused(&owner.ctx, &taken_back, db_transact(&owner.ctx, tamper_work, &t));
	if (!t.seen)
		fail_test("%s: %s %lld not found among %zu findings", t.stmt->sql, t.what,
		    (long long)t.named, t.findings);
	world_end(&owner);
}

STMT(change_note, "UPDATE audit_entry SET note = 'twp' WHERE audit_id = ?");
STMT(change_who, "UPDATE audit_entry SET account_id = account_id + 1 WHERE audit_id = ?");
STMT(change_act, "UPDATE audit_entry SET act = 'test.ac', note = 'ttwo' WHERE audit_id = ?");
STMT(change_time,
    "UPDATE audit_entry SET happened_at = happened_at - INTERVAL 1 DAY WHERE audit_id = ?");
STMT(note_to_null, "UPDATE audit_entry SET note = NULL WHERE audit_id = ?");
STMT(delete_entry, "DELETE FROM audit_entry WHERE audit_id = ?");
STMT(delete_end, "DELETE FROM audit_entry WHERE audit_id >= ?");

static void
changed_and_missing_entries_are_named(void **state)
{
	struct world *w = *state;
	int64_t one = write_one(&w->ctx, w->number, "one");
	int64_t two = write_one(&w->ctx, w->number, "two");
	int64_t three = write_one(&w->ctx, w->number, "three");

	assert_true(seal_until(w, three) > 0);
	assert_found((struct tampering){ A(two), &change_note, "changed", two });
	assert_found((struct tampering){ A(two), &change_who, "changed", two });
	assert_found((struct tampering){ A(two), &change_act, "changed", two });
	assert_found((struct tampering){ A(two), &change_time, "changed", two });
	assert_found((struct tampering){ A(two), &note_to_null, "changed", two });
	assert_found((struct tampering){ A(one), &delete_entry, "missing", one });
	assert_found((struct tampering){ A(three), &delete_end, "missing", three });
}

STMT(change_seal, "UPDATE chain_seal SET sealed_at = sealed_at + INTERVAL 1 SECOND "
    "WHERE chain = 1 AND seal_no = ?");
STMT(change_kept, "UPDATE chain_seal SET kept = REVERSE(kept) WHERE chain = 1 AND seal_no = ?");
STMT(change_window, "UPDATE chain_seal SET from_at = NULL, hash = UNHEX(SHA2(hash, 256)) "
    "WHERE chain = 1 AND seal_no = ?");
STMT(change_signature, "UPDATE chain_seal SET signature = REVERSE(signature) "
    "WHERE chain = 1 AND seal_no = ?");
STMT(drop_one_seal, "DELETE FROM chain_seal WHERE chain = 1 AND seal_no = ?");
STMT(mark_back, "UPDATE chain_mark SET seen_id = seen_id - 1 WHERE chain_mark_id = ?");

static void
seals_hold_each_other(void **state)
{
	struct world *w = *state;
	int64_t one = write_one(&w->ctx, w->number, "one");
	int64_t seal = seal_until(w, one);

	assert_true(seal > 0);
	assert_true(seal_until(w, write_one(&w->ctx, w->number, "two")) > seal);
	assert_found((struct tampering){ A(seal), &change_seal, "seal", seal });
	assert_found((struct tampering){ A(seal), &change_kept, "seal", seal });
	assert_found((struct tampering){ A(seal), &change_window, "seal", seal });
	assert_found((struct tampering){ A(seal), &change_signature, "seal", seal });
	assert_found((struct tampering){ A(seal), &drop_one_seal, "seal", seal + 1 });
}

STMT(forge_below, "INSERT INTO audit_entry (audit_id, happened_at, account_id, act, object_id) "
    "VALUES (?, NOW(3), 1, 'test.forged', 0)");

STMT(insert_into_hole,
    "INSERT INTO audit_entry (audit_id, happened_at, account_id, act, object_id) "
    "VALUES (?, NOW(3), 1, 'test.forged', 0)");

static int
leave_hole(struct ctx *c, void *arg)
{
	*(int64_t *)arg = write_one(c, 1, "rolled back");
	return fail(c, &taken_back, NULL);
}

static void
inserted_entries_are_named(void **state)
{
	struct world *w = *state;
	int64_t hole, behind;

	assert_refused(&w->ctx, &taken_back, db_transact(&w->ctx, leave_hole, &hole));
	behind = write_one(&w->ctx, w->number, "behind the hole");
	assert_true(behind > hole);
	assert_true(seal_until(w, behind) > 0);
	assert_found((struct tampering){ A(hole), &insert_into_hole, "inserted", hole });
	assert_found((struct tampering){ A(-7), &forge_below, "inserted", -7 });
}

STMT(newest_seal,
    "SELECT seal_no AS id FROM chain_seal WHERE chain = 1 ORDER BY seal_no DESC LIMIT 1");
STMT(drop_seal, "DELETE FROM chain_seal WHERE chain = 1 AND seal_no = ?");
STMT(drop_entries, "DELETE FROM audit_entry WHERE audit_id > (SELECT MAX(last_id) "
    "FROM chain_seal WHERE chain = 1)");

struct cutting { struct misfits found; int64_t seal; };

static int
cut_work(struct ctx *c, void *arg)
{
	struct cutting *cut = arg;
	struct chain_report report;
	struct id_item seal;

	if (db_one(c, &newest_seal, &id_item_shape, &seal) != 0 ||
	    db_run(c, &drop_seal, A(seal.id)) != 0 || db_run(c, &drop_entries) != 0 ||
	    verify(c, &cut->found, &report) != 0)
		return -1;
	cut->seal = seal.id;
	return fail(c, &taken_back, NULL);
}

/* The newest seal with all that hangs on it: only the mark still knows. */
static void
a_cut_off_end_shows(void **state)
{
	struct world *w = *state, owner;
	struct cutting cut;
	bool seen = false;

	seal_until(w, write_one(&w->ctx, w->number, "the last"));
	world_begin(&owner, owner_db);
	assert_refused(&owner.ctx, &taken_back, db_transact(&owner.ctx, cut_work, &cut));
	for (size_t i = 0; i < cut.found.count; i++)
		seen = seen || (text_same(cut.found.items[i].what, "mark") &&
		    cut.found.items[i].first_id >= cut.seal);
	assert_true(seen);
	world_end(&owner);
	assert_found((struct tampering){ A(1), &mark_back, "mark", cut.seal });
}

/* ---- an act that ends late ---- */

struct lating { int64_t early, late; pid_t sealer; };

static void
sealer_run(int64_t late)
{
	struct world job;
	int64_t unused;

	world_begin(&job, db_open(rules_config, "jobd"));
	for (int round = 0; round < 50 && sealed_by(&job.ctx, late) == 0; round++) {
		later(&job, 3 * SECOND_MS);
		if (chain_seal(&job.ctx, &audit_chain, &unused) != 0)
			fail_forget(&job.ctx);
	}
	_exit(sealed_by(&job.ctx, late) != 0 ? 0 : 1);
}

/* The entry with the lower id is written first and committed last, while the
 * sealer is already at work above it. */
static int
late_work(struct ctx *c, void *arg)
{
	struct lating *l = arg;
	struct world other;

	l->early = write_one(c, 1, "committed last");
	world_begin(&other, db_open(rules_config, "till"));
	other.ctx.actor.account_id = 2;
	assert_done(&other.ctx, audit_write(&other.ctx,
	    &(struct audit){ "test.act", "test", 8, "committed first" }));
	l->late = db_inserted(&other.ctx);
	db_close(other.ctx.db);
	world_end(&other);
	l->sealer = fork();
	if (l->sealer == 0)
		sealer_run(l->late);
	usleep(500000);
	return 0;
}

static void
late_commits_are_not_passed_over(void **state)
{
	struct world *w = *state;
	struct lating l = { 0 };
	int status;

	assert_done(&w->ctx, db_transact(&w->ctx, late_work, &l));
	assert_true(l.early < l.late);
	assert_int_equal(waitpid(l.sealer, &status, 0), l.sealer);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(seal_until(w, l.early) > 0);
	what_is_right_has_no_findings(state);
}

/* ---- who may write ---- */

STMT(try_change, "UPDATE audit_entry SET note = 'x' WHERE audit_id = ?");
STMT(try_delete, "DELETE FROM audit_entry WHERE audit_id = ?");

static void
programs_cannot_change_entries(void **state)
{
	static const char *const programs[] = { "people", "sales", "till", "office", "jobd" };
	struct world *w = *state;
	int64_t id = write_one(&w->ctx, w->number, "kept");

	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		struct world p;

		world_begin(&p, db_open(rules_config, programs[i]));
		assert_refused(&p.ctx, &internal_error, db_run(&p.ctx, &try_change, A(id)));
		assert_refused(&p.ctx, &internal_error, db_run(&p.ctx, &try_delete, A(id)));
		p.ctx.actor.account_id = 3;
		assert_done(&p.ctx, audit_write(&p.ctx,
		    &(struct audit){ "test.act", NULL, 0, NULL }));
		db_close(p.ctx.db);
		world_end(&p);
	}
}

static int
setup(void **state)
{
	if (jobs_db == NULL) {
		jobs_db = db_open(rules_config, "jobd");
		owner_db = db_open(rules_config, "migrate");
	}
	return world_setup(state);
}

#define audit_test(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int
main(void)
{
	return RULES("people", audit_test(entries_are_sealed_soon),
	    audit_test(what_is_right_has_no_findings),
	    audit_test(changed_and_missing_entries_are_named),
	    audit_test(seals_hold_each_other),
	    audit_test(inserted_entries_are_named), audit_test(a_cut_off_end_shows),
	    audit_test(late_commits_are_not_passed_over),
	    audit_test(programs_cannot_change_entries));
}
