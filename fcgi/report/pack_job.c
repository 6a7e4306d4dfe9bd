#include "report/pack_store.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "db/db.h"
#include "out/lane.h"
#include "people/audit.h"
#include "report/pack.h"
#include "settlement/hold.h"

/* An act is committed at most so long after the instant it bears, but for those that hold
 * the settlement gate. */
enum { QUIET_MS = 2000 };
static const char draft_mark[] = ".making-";

struct pack_asked { struct instant pack_at; bool is_made; };
SHAPE(pack_asked, "A pack to be made",
    FIELD(pack_asked, pack_at, "Instant it is of"),
    FIELD(pack_asked, is_made, "An earlier run has made it"));
static const struct shape pack_any = { "pack_any", "Only whether there is a row", 1,
	(const struct field[]){ { 0 } } };

STMT(pack_asked_select, "SELECT pack_at, made_at IS NOT NULL AS is_made FROM audit_pack"
    " WHERE audit_pack_id = ?");
STMT(pack_made, "UPDATE audit_pack SET made_at = ?, size_bytes = ?, hash = ?"
    " WHERE audit_pack_id = ?");
STMT(pack_removed, "UPDATE audit_pack SET removed_at = ? WHERE made_at < ?"
    " AND removed_at IS NULL");
STMT(pack_kept, "SELECT 1 FROM audit_pack WHERE audit_pack_id = ? AND made_at IS NOT NULL"
    " AND removed_at IS NULL");

struct making {
	int64_t audit_pack_id;
	struct instant at;
	const char *draft, *zip, *path;
	const struct made_file *file;
};

static const char *
place(struct ctx *c, const char *name)
{
	return arena_text(c->arena, "%s/%s", c->config->pack_folder, name);
}

static struct making
making_of(struct ctx *c, int64_t id)
{
	return (struct making){ .audit_pack_id = id,
		.draft = place(c, arena_text(c->arena, "%s%lld", draft_mark, (long long)id)),
		.zip = place(c, arena_text(c->arena, "%s%lld.zip", draft_mark, (long long)id)),
		.path = place(c, arena_text(c->arena, "pack-%lld.zip", (long long)id)) };
}

static int
file_remove(struct ctx *c, const char *path)
{
	return unlink(path) == 0 || errno == ENOENT ? 0 :
	    fail_internal(c, "%s: %s", path, strerror(errno));
}

static int
drop_drafts(struct ctx *c, const struct making *m)
{
	return folder_remove(c, m->draft) != 0 || file_remove(c, m->zip) != 0 ? -1 : 0;
}

static int
pass_gate(struct ctx *c, void *arg)
{
	(void)arg;
	return settlement_gate(c);
}

/* What bears an earlier instant must have been committed, or the same pack made later
 * would hold more. */
static int
wait_for_acts(struct ctx *c, struct instant at)
{
	int64_t left_ms = at.ms + QUIET_MS - c->now.ms;

	if (left_ms > 0)
		lane_sleep(left_ms);
	return job_progress(c, 0, 0) != 0 ? -1 : db_transact(c, pass_gate, NULL);
}

static int
note_made(struct ctx *c, void *arg)
{
	const struct making *m = arg;

	if (db_run(c, &pack_made, A(c->now), A(m->file->size), A(m->file->hash),
	        A(m->audit_pack_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "audit_pack.make", "audit_pack",
	    m->audit_pack_id, hex(c->arena, m->file->hash) });
}

/* The final name is given to a file that is whole and on disk. */
static int
make_file(struct ctx *c, struct making *m)
{
	if (pack_write(c, m->draft, m->at) != 0)
		return -1;
	m->file = pack_zip(c, m->draft, m->zip, m->at);
	if (m->file == NULL)
		return -1;
	if (rename(m->zip, m->path) != 0)
		return fail_internal(c, "%s: %s", m->path, strerror(errno));
	return folder_sync(c, c->config->pack_folder);
}

static int
make(struct ctx *c, struct making *m)
{
	if (wait_for_acts(c, m->at) != 0 || make_file(c, m) != 0)
		return -1;
	c->now = clock_now(c->config);
	return db_transact(c, note_made, m);
}

static int
pack_make(struct ctx *c, int64_t audit_pack_id)
{
	struct making m = making_of(c, audit_pack_id);
	struct pack_asked asked;
	int status;

	if (db_one(c, &pack_asked_select, &pack_asked_shape, &asked, A(audit_pack_id)) != 0)
		return -1;
	m.at = asked.pack_at;
	if (drop_drafts(c, &m) != 0 || asked.is_made)
		return asked.is_made ? 0 : -1;
	status = make(c, &m);
	if (status != 0) {
		/* The reason is why it failed, whatever becomes of the drafts. */
		struct ctx apart = { .arena = c->arena, .config = c->config };

		drop_drafts(&apart, &m);
		return -1;
	}
	return drop_drafts(c, &m);
}

/* ---- what is old, and what a run that was killed left ---- */

static int
sweep_one(struct ctx *c, const char *name)
{
	static const char before[] = "pack-", after[] = ".zip";
	bool is_kept = false;
	char *end;
	int64_t id;

	if (strncmp(name, draft_mark, sizeof draft_mark - 1) == 0)
		return strstr(name, after) != NULL ? file_remove(c, place(c, name)) :
		    folder_remove(c, place(c, name));
	if (strncmp(name, before, sizeof before - 1) != 0)
		return 0;
	id = strtoll(name + sizeof before - 1, &end, 10);
	if (strcmp(end, after) != 0)
		return 0;
	if (db_maybe(c, &is_kept, &pack_kept, &pack_any, &(char){ 0 }, A(id)) != 0)
		return -1;
	return is_kept ? 0 : file_remove(c, place(c, name));
}

static int
sweep_folder(struct ctx *c, DIR *folder)
{
	const struct dirent *entry;
	int64_t done = 0;

	while ((entry = readdir(folder)) != NULL)
		if (sweep_one(c, entry->d_name) != 0 || job_progress(c, ++done, 0) != 0)
			return -1;
	return 0;
}

/* The row says first that the file is gone: none is offered that is not there. */
static int
pack_sweep(struct ctx *c, int64_t argument)
{
	const struct instant before = { c->now.ms - PACK_KEPT_DAYS * INT64_C(86400000) };
	DIR *folder;
	int status;

	(void)argument;
	if (db_run(c, &pack_removed, A(c->now), A(before)) != 0)
		return -1;
	folder = opendir(c->config->pack_folder);
	if (folder == NULL)
		return fail_internal(c, "%s: %s", c->config->pack_folder, strerror(errno));
	status = sweep_folder(c, folder);
	closedir(folder);
	return status;
}

const struct job pack_jobs[] = {
	{ "pack.make", "report", 0, "Makes an audit pack as one file", pack_make },
	{ "pack.sweep", "report", 3600, "Removes audit packs after two weeks", pack_sweep },
	{ 0 }
};
