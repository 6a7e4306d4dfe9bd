#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"
#include "ledger/atomic.h"
#include "ledger/root.h"
#include "shape/write.h"

enum { NEWEST_ROOTS = 40 };

STMT(roots_from, "SELECT " ROOT_COLUMNS " FROM proof_root WHERE made_at >= ? "
    "ORDER BY proof_root_id");
STMT(newest_roots, "SELECT " ROOT_COLUMNS " FROM proof_root ORDER BY proof_root_id DESC LIMIT 40");
STMT(root_months, "SELECT DISTINCT DATE_FORMAT(made_at + INTERVAL 9 HOUR, '%Y-%m') AS month "
    "FROM proof_root ORDER BY month LIMIT 1200");

struct month_row { const char *month; };
SHAPE(month_row, "A month", FIELD(month_row, month, "YYYY-MM"));

struct newest_file { struct list roots, months; };
SHAPE(newest_file, "What the public page reads",
    FIELD(newest_file, roots, "Newest first", .of = &proof_root_shape),
    FIELD(newest_file, months, "Months with a file: roots-MONTH.jsonl"));

/* ---- a month ---- */

struct month_file { char month[8]; struct atomic file; };

static const char *
month_path(struct ctx *c, const char *month)
{
	return arena_text(c->arena, "%s/roots-%s.jsonl", c->config->proof_folder, month);
}

/* What was published must be the beginning of what will be. */
static int
published_kept(struct ctx *c, struct month_file *m)
{
	FILE *old = fopen(m->file.path, "re");
	int byte = EOF;

	if (old == NULL)
		return errno == ENOENT ? 0 : fail_internal(c, "%s: %s", m->file.path,
		    strerror(errno));
	rewind(m->file.stream);
	while ((byte = fgetc(old)) != EOF && byte == fgetc(m->file.stream))
		;
	fclose(old);
	if (byte != EOF)
		return fail_internal(c, "%s: holds roots that the database has not", m->file.path);
	fseek(m->file.stream, 0, SEEK_END);
	return 0;
}

static int
month_end(struct ctx *c, struct month_file *m)
{
	if (m->file.stream == NULL)
		return 0;
	if (published_kept(c, m) != 0) {
		atomic_drop(&m->file);
		return -1;
	}
	return atomic_end(c, &m->file);
}

static int
month_root(struct ctx *c, const void *row, void *arg)
{
	const struct proof_root *r = row;
	struct month_file *m = arg;
	struct mark mark = arena_mark(c->arena);
	const char *day = tokyo_date(c->arena, r->made_at);
	struct bytes line;

	if (strncmp(day, m->month, 7) != 0) {
		if (month_end(c, m) != 0)
			return -1;
		memcpy(m->month, day, 7);
		/* Its path lives until the file is done: not let go below. */
		if (atomic_begin(c, month_path(c, m->month), &m->file) != 0)
			return -1;
		mark = arena_mark(c->arena);
	}
	line = root_line(c, r);
	if (fwrite(line.data, 1, line.size, m->file.stream) != line.size)
		return fail_internal(c, "%s: %s", m->file.path, strerror(errno));
	arena_rewind(c->arena, mark);
	return 0;
}

/* ---- the newest ---- */

static int
newest_write(struct ctx *c)
{
	struct newest_file f;
	struct list months;
	const struct month_row *row;
	const char **names;

	if (db_list(c, &newest_roots, &proof_root_shape, &f.roots) != 0 ||
	    db_list(c, &root_months, &month_row_shape, &months) != 0)
		return -1;
	row = months.items;
	names = arena_alloc(c->arena, (months.count + 1) * sizeof *names);
	for (size_t i = 0; i < months.count; i++)
		names[i] = row[i].month;
	f.months = (struct list){ months.count, names };
	return atomic_write(c,
	    arena_text(c->arena, "%s/newest.json", c->config->proof_folder),
	    shape_write_json(c, &newest_file_shape, &f));
}

int
root_publish(struct ctx *c, bool everything)
{
	struct month_file m = { 0 };
	struct instant from = { 1 };
	struct proof_root newest;
	int result;

	if (c->config->proof_folder[0] == '\0')
		return fail_internal(c, "proof_folder is not set");
	if (root_newest(c, &newest) != 0)
		return -1;
	if (newest.proof_root_id == 0)
		return 0;
	if (!everything)
		from = tokyo_midnight(arena_text(c->arena, "%.7s-01",
		    tokyo_date(c->arena, newest.made_at)));
	result = db_each(c, month_root, &m, &roots_from, &proof_root_shape, NULL, A(from));
	if (result == 0)
		result = month_end(c, &m);
	else if (m.file.stream != NULL)
		atomic_drop(&m.file);
	return result == 0 ? newest_write(c) : -1;
}
