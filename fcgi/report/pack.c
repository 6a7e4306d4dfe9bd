#include "report/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/text.h"
#include "db/page.h"
#include "out/pdf_list.h"
#include "out/xlsx.h"
#include "shape/say.h"
#include "shape/write.h"

enum { FORMATS = 3 };
static const struct file_format *const formats[FORMATS] = { &file_csv, &file_xlsx, &file_pdf };

/* A table while its files are made. */
struct packing {
	const struct pack_table *table;
	const struct field *sum;	/* NULL: nothing is added up */
	struct listing listing;
	void *files[FORMATS];
	size_t formats;
	int64_t rows, yen;
};

struct pack {
	const char *folder;
	struct text_buffer manifest;	/* in an arena of its own: that of ctx is given back */
	struct arena kept;
};

static int
file_write(struct ctx *c, const struct pack *pack, const char *name, struct bytes b)
{
	const char *path = arena_text(c->arena, "%s/%s", pack->folder, name);
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool is_whole = file >= 0;

	for (size_t at = 0; is_whole && at < b.size;) {
		ssize_t wrote = write(file, (const char *)b.data + at, b.size - at);

		is_whole = wrote > 0;
		at += is_whole ? (size_t)wrote : 0;
	}
	if (file >= 0 && (fsync(file) != 0 || close(file) != 0))
		is_whole = false;
	return is_whole ? 0 : fail_internal(c, "%s: %s", path, strerror(errno));
}

static int
take_row(struct ctx *c, const void *row, void *arg)
{
	struct packing *p = arg;

	p->rows++;
	if (p->sum != NULL)
		p->yen += *(const int64_t *)field_of(p->sum, row);
	for (size_t i = 0; i < p->formats; i++)
		if (formats[i]->row(c, p->files[i], row) != 0)
			return -1;
	return 0;
}

static int
take_rows(struct ctx *c, struct packing *p, struct instant at)
{
	const struct pack_table *t = p->table;
	struct query query = { .stmt = t->stmt, .shape = t->row };
	struct list rows = { 0 };

	if (t->stmt != NULL) {
		for (int i = 0; i < t->instants; i++)
			query.args[i] = A(at);
		return db_each_query(c, take_row, p, &query);
	}
	if (t->read(c, at, &rows) != 0)
		return -1;
	for (size_t i = 0; i < rows.count; i++)
		if (take_row(c, (const char *)rows.items + i * t->row->size, p) != 0)
			return -1;
	return 0;
}

static void
manifest_line(struct ctx *c, struct pack *pack, const struct packing *p, const char *name,
    struct bytes body)
{
	buffer_format(&pack->manifest, "%s,%s,%lld,%s,%zu,%s,%s\r\n", name,
	    say(c, arena_text(c->arena, "pack.%s", p->table->name), NULL), (long long)p->rows,
	    p->sum != NULL ? arena_text(c->arena, "%lld", (long long)p->yen) : "", body.size,
	    hex(c->arena, hash_public(c->arena, body)),
	    p->table->is_present ? "present" : "instant");
}

static int
table_write(struct ctx *c, struct pack *pack, const struct pack_table *t, struct instant at)
{
	struct packing p = { .table = t, .listing = { .row = t->row, .export_name = t->name },
		.formats = t->is_long ? 1 : FORMATS };

	if (t->sum != NULL)
		p.sum = shape_field(t->row, t->sum);
	for (size_t i = 0; i < p.formats; i++)
		p.files[i] = formats[i]->begin(c, &p.listing);
	if (take_rows(c, &p, at) != 0)
		return -1;
	for (size_t i = 0; i < p.formats; i++) {
		const char *name = arena_text(c->arena, "%s.%s", t->name, formats[i]->name);
		struct bytes body;

		if (formats[i]->end(c, p.files[i], &body) != 0 ||
		    file_write(c, pack, name, body) != 0)
			return -1;
		manifest_line(c, pack, &p, name, body);
	}
	return 0;
}

static int
readme_write(struct ctx *c, const struct pack *pack, struct instant at)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_format(&b, "%s\r\n\r\n", SAY(c, "paper.pack_title",
	    P(municipality, c->config->municipality), P(at, instant_text(c->arena, at))));
	buffer_format(&b, "%s\r\n\r\n%s\r\n", say(c, "paper.pack_text", NULL),
	    say(c, "paper.pack_deliverables", NULL));
	for (const struct pack_table *t = pack_tables; t->name != NULL; t++)
		buffer_format(&b, "  %s.csv%s  %s%s\r\n", t->name, t->is_long ? "" : " .xlsx .pdf",
		    say(c, arena_text(c->arena, "pack.%s", t->name), NULL),
		    t->is_present ? say(c, "paper.pack_present", NULL) : "");
	buffer_format(&b, "\r\n%s\r\n", say(c, "paper.pack_missing", NULL));
	return file_write(c, pack, "README.txt", (struct bytes){ b.data, b.size });
}

int
pack_write(struct ctx *c, const char *folder, struct instant at)
{
	struct pack pack = { .folder = folder };
	int status = 0;

	if (at.ms > c->now.ms)
		return fail_internal(c, "the instant has not come yet");
	if (mkdir(folder, 0700) != 0)
		return fail_internal(c, "%s: %s", folder, strerror(errno));
	c->now = at;		/* what papers and sheets say of when: the same each time */
	pack.manifest.arena = &pack.kept;
	buffer_text(&pack.manifest, "\xEF\xBB\xBF" "file,what,rows,sum_yen,bytes,sha256,as_of\r\n");
	for (const struct pack_table *t = pack_tables; status == 0 && t->name != NULL; t++) {
		struct mark mark = arena_mark(c->arena);

		status = table_write(c, &pack, t, at);
		if (status == 0)
			arena_rewind(c->arena, mark);
	}
	if (status == 0)
		status = readme_write(c, &pack, at);
	if (status == 0)
		status = file_write(c, &pack, "manifest.csv",
		    (struct bytes){ pack.manifest.data, pack.manifest.size });
	arena_rewind(&pack.kept, (struct mark){ 0 });
	return status;
}

static int
command_pack(struct ctx *c, int count, char **words)
{
	struct instant at = c->now;

	if (count < 1 || count > 2 || (count == 2 && !instant_parse(words[1], &at)))
		return fail_internal(c, "needs FOLDER [INSTANT], like 2026-03-31T15:00:00.000Z");
	if (pack_write(c, words[0], at) != 0)
		return -1;
	printf("%s as of %s\n", words[0], instant_text(c->arena, at));
	return 0;
}

const struct command pack_commands[] = {
	{ "audit-pack", "FOLDER [INSTANT]", "Everything an auditor asks for, with hashes",
	  command_pack },
	{ 0 }
};
