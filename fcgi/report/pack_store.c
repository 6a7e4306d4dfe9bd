#include "report/pack_store.h"

#include "base/clock.h"
#include "base/text.h"
#include "people/audit.h"

const struct reason pack_later = { 409, "pack_later" };
const struct reason pack_gone = { 409, "pack_gone" };

const char *const pack_states[] = { "waiting", "running", "made", "failed", "cancelled", "removed",
	NULL };
const char *const pack_orders[] = { "newest", "oldest", NULL };

struct pack_open { int64_t job_run_id; };
SHAPE(pack_open, "A pack that is being made", FIELD(pack_open, job_run_id, "Run"));
struct pack_run { struct maybe_int job_run_id; bool is_made; };
SHAPE(pack_run, "Who makes the pack",
    FIELD(pack_run, job_run_id, "Run", .optional = true),
    FIELD(pack_run, is_made, "The file was there"));
struct pack_there { struct instant pack_at; bool is_there; };
SHAPE(pack_there, "Whether the file can be had",
    FIELD(pack_there, pack_at, "Instant it is of"),
    FIELD(pack_there, is_there, "Made, and not removed"));

/* Once the file is there the run only tidies up. */
STMT(pack_find_open, "SELECT j.job_run_id FROM job_run j"
    " JOIN audit_pack p ON p.audit_pack_id = j.argument WHERE j.name = 'pack.make'"
    " AND j.state IN ('waiting', 'running') AND p.made_at IS NULL LIMIT 1");
STMT(pack_insert, "INSERT INTO audit_pack (pack_at, asked_by, asked_at) VALUES (?, ?, ?)");
STMT(pack_set_run, "UPDATE audit_pack SET job_run_id = ? WHERE audit_pack_id = ?");
STMT(pack_run_of, "SELECT job_run_id, made_at IS NOT NULL AS is_made FROM audit_pack"
    " WHERE audit_pack_id = ?");
STMT(pack_is_there, "SELECT pack_at, made_at IS NOT NULL AND removed_at IS NULL AS is_there"
    " FROM audit_pack WHERE audit_pack_id = ?");

struct pack_row {
	int64_t audit_pack_id;
	struct instant pack_at;
	const char *state;
	int64_t done, total;
	const char *asked_by_name;
	struct instant asked_at, made_at, kept_until_at;
	int64_t size_bytes;
	const char *hash;
};
SHAPE(pack_row, "An audit pack",
    FIELD(pack_row, audit_pack_id, "Pack"),
    FIELD(pack_row, pack_at, "Instant it is of"),
    FIELD(pack_row, state, "How it stands", .choices = pack_states, .words = "pack_state"),
    FIELD(pack_row, done, "Steps done"),
    FIELD(pack_row, total, "Steps in all, 0 when unknown"),
    FIELD(pack_row, asked_by_name, "Who asked for it", .optional = true),
    FIELD(pack_row, asked_at, "When"),
    FIELD(pack_row, made_at, "When it was there", .optional = true),
    FIELD(pack_row, kept_until_at, "How long the file is kept", .optional = true),
    FIELD(pack_row, size_bytes, "Of the ZIP file; 0: there is none"),
    FIELD(pack_row, hash, "SHA-256 of the ZIP file", .optional = true));

/* A run that is not known any more came to nothing, for a pack that is there says so itself. */
#define STATE "CASE WHEN p.removed_at IS NOT NULL THEN 'removed'"			\
	" WHEN p.made_at IS NOT NULL THEN 'made'"					\
	" WHEN j.state IN ('waiting', 'running', 'cancelled') THEN j.state ELSE 'failed' END"
const struct listing pack_listing = {
	.select = "SELECT p.audit_pack_id, p.pack_at, " STATE " AS state,"
	    " COALESCE(j.done, 0) AS done, COALESCE(j.total, 0) AS total,"
	    " a.name AS asked_by_name, p.asked_at, p.made_at,"
	    " p.made_at + INTERVAL 14 DAY AS kept_until_at,"
	    " COALESCE(p.size_bytes, 0) AS size_bytes, LOWER(HEX(p.hash)) AS hash"
	    " FROM audit_pack p LEFT JOIN job_run j ON j.job_run_id = p.job_run_id"
	    " LEFT JOIN account_label a ON a.account_id = p.asked_by WHERE 1 = 1",
	.filters = (const struct filter[]){ { "state", STATE " = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "p.audit_pack_id", true },
	    { "oldest", "p.audit_pack_id", false }, { 0 } },
	.key = "p.audit_pack_id", .row = &pack_row_shape, .export_name = "packs" };
_Static_assert(PACK_KEPT_DAYS == 14, "as the statement above says");

static int
record(struct ctx *c, const char *act, int64_t audit_pack_id, const char *note)
{
	return audit_write(c, &(struct audit){ act, "audit_pack", audit_pack_id, note });
}

int
pack_ask(struct ctx *c, struct instant at, int64_t *audit_pack_id)
{
	struct pack_open open;
	int64_t job_run_id;
	bool found;

	if (at.ms > c->now.ms)
		return fail(c, &pack_later, "at");
	if (at.ms == 0)
		at = c->now;
	if (db_maybe(c, &found, &pack_find_open, &pack_open_shape, &open) != 0)
		return -1;
	if (found)
		return fail(c, &job_running);
	if (db_run(c, &pack_insert, A(at), A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	*audit_pack_id = db_inserted(c);
	return job_start(c, "pack.make", *audit_pack_id, &job_run_id) != 0 ||
	        db_run(c, &pack_set_run, A(job_run_id), A(*audit_pack_id)) != 0 ||
	        record(c, "audit_pack.ask", *audit_pack_id, instant_text(c->arena, at)) != 0 ?
	    -1 : 0;
}

int
pack_cancel(struct ctx *c, int64_t audit_pack_id)
{
	struct pack_run run;

	if (db_one(c, &pack_run_of, &pack_run_shape, &run, A(audit_pack_id)) != 0)
		return -1;
	if (run.is_made)
		return fail(c, &job_ended);
	if (job_cancel(c, run.job_run_id.number) != 0)
		return -1;
	return record(c, "audit_pack.cancel", audit_pack_id, NULL);
}

int
pack_take(struct ctx *c, int64_t audit_pack_id, const char **file, const char **name)
{
	struct pack_there there;

	if (db_one(c, &pack_is_there, &pack_there_shape, &there, A(audit_pack_id)) != 0)
		return -1;
	if (!there.is_there)
		return fail(c, &pack_gone);
	*file = arena_text(c->arena, "pack-%lld.zip", (long long)audit_pack_id);
	*name = arena_text(c->arena, "kansa-%s-%lld.zip", tokyo_date(c->arena, there.pack_at),
	    (long long)audit_pack_id);
	return record(c, "audit_pack.take", audit_pack_id, NULL);
}
