#include "report/pack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/text.h"
#include "db/page.h"
#include "out/jobs.h"
#include "out/pdf_list.h"
#include "out/xlsx.h"
#include "out/zip.h"
#include "shape/say.h"
#include "shape/write.h"

/* Rows of a long table between two looks at whether to go on; bytes held back until they
 * are written. */
enum { ROWS_A_STEP = 5000, HELD_BYTES = 1 << 16 };
static const struct file_format *const papers[] = { &file_xlsx, &file_pdf, NULL };
enum { PAPERS = 2 };

struct pack {
	const char *folder;
	struct instant at;
	struct arena kept;		/* what outlives a table: that of ctx is given back */
	struct text_buffer manifest, line;
	int64_t done, total;
};

/* A table while its files are made. */
struct packing {
	struct pack *pack;
	const struct pack_table *table;
	const struct field *sum;	/* NULL: nothing is added up */
	struct listing listing;
	struct made_file *csv;
	void *papers[PAPERS];
	size_t paper_count;
	int64_t rows, yen;
};

static const struct pack_table *
table_at(size_t i)
{
	size_t first = 0;

	while (pack_tables[first].name != NULL)
		first++;
	return i < first ? &pack_tables[i] : &pack_control_tables[i - first];
}

static const char *
path_of(struct ctx *c, const char *folder, const char *name)
{
	return arena_text(c->arena, "%s/%s", folder, name);
}

/* Whether to go on; papers and sheets say the instant, the same each time. */
static int
go_on(struct ctx *c, struct pack *pack)
{
	int result = job_progress(c, pack->done, pack->total);

	c->now = pack->at;
	return result;
}

static int
file_write(struct ctx *c, const struct pack *pack, const char *name, struct bytes b,
    struct made_file **out)
{
	struct made_file *file = made_file_begin(c, path_of(c, pack->folder, name), 0600);

	if (out != NULL)
		*out = file;
	return file == NULL || made_file_add(c, file, b) != 0 ? -1 : made_file_end(c, file);
}

static int
csv_flush(struct ctx *c, struct packing *p)
{
	struct text_buffer *line = &p->pack->line;
	struct bytes held = { line->data, line->size };

	line->size = 0;
	return held.size == 0 ? 0 : made_file_add(c, p->csv, held);
}

static int
take_row(struct ctx *c, const void *row, void *arg)
{
	struct packing *p = arg;
	struct mark mark = arena_mark(c->arena);

	p->rows++;
	if (p->sum != NULL)
		p->yen += *(const int64_t *)field_of(p->sum, row);
	csv_line(c, &p->pack->line, p->table->row, row);
	arena_rewind(c->arena, mark);
	if (p->pack->line.size > HELD_BYTES && csv_flush(c, p) != 0)
		return -1;
	for (size_t i = 0; i < p->paper_count; i++)
		if (papers[i]->row(c, p->papers[i], row) != 0)
			return -1;
	return p->rows % ROWS_A_STEP == 0 ? go_on(c, p->pack) : 0;
}

static int
take_rows(struct ctx *c, struct packing *p)
{
	const struct pack_table *t = p->table;
	struct query query = { .stmt = t->stmt, .shape = t->row };
	struct list rows = { 0 };
	struct instant at = p->pack->at;

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
manifest_line(struct ctx *c, const struct packing *p, const struct made_file *file,
    const char *name)
{
	buffer_format(&p->pack->manifest, "%s,%s,%lld,%s,%lld,%s,%s\r\n", name,
	    say(c, arena_text(c->arena, "pack.%s", p->table->name), NULL), (long long)p->rows,
	    p->sum != NULL ? arena_text(c->arena, "%lld", (long long)p->yen) : "",
	    (long long)file->size, hex(c->arena, file->hash),
	    p->table->is_present ? "present" : "instant");
}

static const char *
name_of(struct ctx *c, const struct pack_table *t, const char *ending)
{
	return arena_text(c->arena, "%s.%s", t->name, ending);
}

static int
csv_begin(struct ctx *c, struct packing *p)
{
	struct text_buffer *line = &p->pack->line;

	p->csv = made_file_begin(c, path_of(c, p->pack->folder, name_of(c, p->table, "csv")),
	    0600);
	buffer_text(line, "\xEF\xBB\xBF");
	csv_heading(c, line, p->table->row);
	return p->csv == NULL ? -1 : csv_flush(c, p);
}

static int
csv_end(struct ctx *c, struct packing *p)
{
	if (csv_flush(c, p) != 0 || made_file_end(c, p->csv) != 0)
		return -1;
	manifest_line(c, p, p->csv, name_of(c, p->table, "csv"));
	return 0;
}

static int
paper_end(struct ctx *c, struct packing *p, size_t i)
{
	const char *name = name_of(c, p->table, papers[i]->name);
	struct made_file *file;
	struct bytes body;

	if (papers[i]->end(c, p->papers[i], &body) != 0 ||
	    file_write(c, p->pack, name, body, &file) != 0)
		return -1;
	manifest_line(c, p, file, name);
	return 0;
}

static int
table_write(struct ctx *c, struct pack *pack, const struct pack_table *t)
{
	struct packing p = { .pack = pack, .table = t,
		.listing = { .row = t->row, .export_name = t->name },
		.paper_count = t->is_long ? 0 : PAPERS };

	if (t->sum != NULL)
		p.sum = shape_field(t->row, t->sum);
	if (csv_begin(c, &p) != 0)
		return -1;
	for (size_t i = 0; i < p.paper_count; i++)
		p.papers[i] = papers[i]->begin(c, &p.listing);
	if (take_rows(c, &p) != 0 || csv_end(c, &p) != 0)
		return -1;
	for (size_t i = 0; i < p.paper_count; i++)
		if (paper_end(c, &p, i) != 0)
			return -1;
	return 0;
}

static int
tables_write(struct ctx *c, struct pack *pack)
{
	const struct pack_table *t;

	for (size_t i = 0; (t = table_at(i))->name != NULL; i++) {
		struct mark mark = arena_mark(c->arena);

		pack->done = (int64_t)i;
		if (go_on(c, pack) != 0 || table_write(c, pack, t) != 0)
			return -1;
		arena_rewind(c->arena, mark);
	}
	return 0;
}

static int
readme_write(struct ctx *c, const struct pack *pack)
{
	struct text_buffer b = { .arena = c->arena };
	const struct pack_table *t;

	buffer_format(&b, "%s\r\n\r\n", SAY(c, "paper.pack_title",
	    P(municipality, c->config->municipality), P(at, instant_text(c->arena, pack->at))));
	buffer_format(&b, "%s\r\n\r\n%s\r\n", say(c, "paper.pack_text", NULL),
	    say(c, "paper.pack_deliverables", NULL));
	for (size_t i = 0; (t = table_at(i))->name != NULL; i++)
		buffer_format(&b, "  %s.csv%s  %s%s\r\n", t->name, t->is_long ? "" : " .xlsx .pdf",
		    say(c, arena_text(c->arena, "pack.%s", t->name), NULL),
		    t->is_present ? say(c, "paper.pack_present", NULL) : "");
	buffer_format(&b, "\r\n%s\r\n", say(c, "paper.pack_missing", NULL));
	return file_write(c, pack, "README.txt", (struct bytes){ b.data, b.size }, NULL);
}

/* The tables, and one step each for the two papers about them and for the ZIP file. */
static int64_t
step_count(void)
{
	int64_t count = 0;

	while (table_at((size_t)count)->name != NULL)
		count++;
	return count + 2;
}

int
pack_write(struct ctx *c, const char *folder, struct instant at)
{
	struct pack pack = { .folder = folder, .at = at, .total = step_count() };
	int status;

	if (at.ms > c->now.ms)
		return fail_internal(c, "the instant has not come yet");
	if (mkdir(folder, 0700) != 0)
		return fail_internal(c, "%s: %s", folder, strerror(errno));
	c->now = at;
	pack.manifest.arena = pack.line.arena = &pack.kept;
	buffer_text(&pack.manifest, "\xEF\xBB\xBF" "file,what,rows,sum_yen,bytes,sha256,as_of\r\n");
	status = tables_write(c, &pack);
	if (status == 0)
		status = readme_write(c, &pack);
	if (status == 0)
		status = file_write(c, &pack, "manifest.csv",
		    (struct bytes){ pack.manifest.data, pack.manifest.size }, NULL);
	arena_rewind(&pack.kept, (struct mark){ 0 });
	return status;
}

/* ---- one file of them all ---- */

static int
zip_one(struct ctx *c, struct zip *zip, const char *folder, const char *name)
{
	return zip_add(c, zip, path_of(c, folder, name), name);
}

static int
zip_table(struct ctx *c, struct zip *zip, const char *folder, const struct pack_table *t)
{
	if (zip_one(c, zip, folder, name_of(c, t, "csv")) != 0)
		return -1;
	for (size_t i = 0; !t->is_long && papers[i] != NULL; i++)
		if (zip_one(c, zip, folder, name_of(c, t, papers[i]->name)) != 0)
			return -1;
	return 0;
}

struct made_file *
pack_zip(struct ctx *c, const char *folder, const char *path, struct instant at)
{
	const int64_t total = step_count();
	struct made_file *file = made_file_begin(c, path, 0640);
	struct zip *zip = file == NULL ? NULL : zip_begin(c, file, at);
	const struct pack_table *t;

	if (zip == NULL || zip_one(c, zip, folder, "README.txt") != 0 ||
	    zip_one(c, zip, folder, "manifest.csv") != 0)
		return NULL;
	for (size_t i = 0; (t = table_at(i))->name != NULL; i++)
		if (job_progress(c, total - 1, total) != 0 ||
		    zip_table(c, zip, folder, t) != 0)
			return NULL;
	return zip_end(c, zip) != 0 || made_file_end(c, file) != 0 ||
	        job_progress(c, total, total) != 0 ? NULL : file;
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
