#include "db/migrate.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/crypto.h"
#include "db/inside.h"

enum { FILE_SIZE_MAX = 4 * 1024 * 1024, FILES_MAX = 2000 };

STMT(migration_make, "CREATE TABLE IF NOT EXISTS migration ("
    " file VARCHAR(100) NOT NULL COMMENT 'Name of the file in sql/',"
    " hash BINARY(32) NOT NULL COMMENT 'BLAKE2b of the file as it ran',"
    " started_at DATETIME(3) NOT NULL COMMENT 'UTC',"
    " applied_at DATETIME(3) NULL COMMENT 'UTC; NULL: broke off half way',"
    " PRIMARY KEY (file))"
    " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"
    " COMMENT='Steps the schema has taken'");
STMT(migration_list, "SELECT file, hash, applied_at FROM migration ORDER BY file LIMIT 10000");
STMT(migration_begin, "INSERT INTO migration (file, hash, started_at) VALUES (?, ?, ?)");
STMT(migration_end, "UPDATE migration SET applied_at = ? WHERE file = ?");

struct migration { const char *file; struct bytes hash; struct instant applied_at; };
SHAPE(migration, "A step the schema has taken",
    FIELD(migration, file, "Name of the file"),
    FIELD(migration, hash, "Hash of the file as it ran"),
    FIELD(migration, applied_at, "When it had run", .optional = true));

struct file { const char *name; struct bytes content; };

static int
file_read(struct ctx *c, const char *path, struct bytes *out)
{
	FILE *file = fopen(path, "re");
	struct stat about;
	char *data;

	if (file == NULL || fstat(fileno(file), &about) != 0 || about.st_size > FILE_SIZE_MAX) {
		if (file != NULL)
			fclose(file);
		return fail_internal(c, "%s: cannot be read", path);
	}
	data = arena_alloc(c->arena, (size_t)about.st_size + 1);
	*out = (struct bytes){ data, fread(data, 1, (size_t)about.st_size, file) };
	fclose(file);
	return out->size == (size_t)about.st_size ? 0 : fail_internal(c, "%s: cut short", path);
}

static bool
is_sql(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, ".sql") == 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* Names alone, in their order.  A folder that is not there is empty. */
static void
names_read(struct ctx *c, const char *folder, struct list *out)
{
	DIR *dir = opendir(folder);
	struct file *files = arena_alloc(c->arena, FILES_MAX * sizeof *files);
	const struct dirent *entry;

	*out = (struct list){ 0, files };
	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		if (!is_sql(entry->d_name))
			continue;
		must(out->count < FILES_MAX);
		files[out->count++].name = arena_string(c->arena, entry->d_name);
	}
	closedir(dir);
	qsort(files, out->count, sizeof *files, by_name);
}

static int
files_read(struct ctx *c, const char *folder, struct list *out)
{
	struct file *files;

	names_read(c, folder, out);
	files = out->items;
	for (size_t i = 0; i < out->count; i++)
		if (file_read(c, arena_text(c->arena, "%s/%s", folder, files[i].name),
		    &files[i].content) != 0)
			return -1;
	return 0;
}

/* Every statement of the text, one after the other, until one fails. */
static int
run_text(struct ctx *c, const struct file *file)
{
	MYSQL *mysql = c->db->mysql;
	int statement = 1, more;

	more = mysql_real_query(mysql, file->content.data, file->content.size);
	while (more == 0) {
		MYSQL_RES *rows = mysql_use_result(mysql);

		if (rows != NULL)
			mysql_free_result(rows);
		more = mysql_next_result(mysql);
		statement++;
	}
	if (more > 0 && mysql_errno(mysql) != 0)
		return fail_internal(c, "%s: statement %d: error %u: %s", file->name, statement,
		    mysql_errno(mysql), mysql_error(mysql));
	return 0;
}

static int
run_file(struct ctx *c, const struct file *file)
{
	int result;

	if (db_link(c) != 0)
		return -1;
	mysql_set_server_option(c->db->mysql, MYSQL_OPTION_MULTI_STATEMENTS_ON);
	result = run_text(c, file);
	mysql_set_server_option(c->db->mysql, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
	/* A file may have changed the session; the next statement gets a new one. */
	c->db->lost = true;
	return result;
}

static const struct file *
file_named(const struct list *files, const char *name)
{
	const struct file *all = files->items;

	for (size_t i = 0; i < files->count; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

static struct bytes
file_hash(struct ctx *c, const struct file *file)
{
	return hash(c->arena, NULL, file->content);
}

/* What ran is what is there, all of it. */
static int
check_taken(struct ctx *c, const struct list *files, const struct list *taken)
{
	const struct migration *steps = taken->items;

	for (size_t i = 0; i < taken->count; i++) {
		const struct file *file = file_named(files, steps[i].file);

		if (file == NULL)
			return fail_internal(c, "%s: was applied but is gone", steps[i].file);
		if (!same_bytes(file_hash(c, file), steps[i].hash))
			return fail_internal(c, "%s: changed after it was applied", steps[i].file);
		if (steps[i].applied_at.ms == 0)
			return fail_internal(c, "%s: broke off half way, or is running now; "
			    "mend the schema by hand, then set migration.applied_at",
			    steps[i].file);
	}
	return 0;
}

static bool
is_taken(const struct list *taken, const char *name)
{
	const struct migration *steps = taken->items;

	for (size_t i = 0; i < taken->count; i++)
		if (strcmp(steps[i].file, name) == 0)
			return true;
	return false;
}

/*
 * MariaDB commits with each change of a table, so a step is no transaction.
 * Its row is there before it begins: a second migrator stops at the key, and
 * a step that broke off is seen by the next.
 */
static int
take_step(struct ctx *c, const struct file *file)
{
	if (db_run(c, &migration_begin, A(file->name), A(file_hash(c, file)), A(c->now)) != 0)
		return -1;
	if (run_file(c, file) != 0)
		return -1;
	return db_run(c, &migration_end, A(c->now), A(file->name));
}

int
migrate(struct ctx *c, const char *folder, int64_t *applied)
{
	struct list files, grants, taken;
	const struct file *file;

	*applied = 0;
	if (files_read(c, folder, &files) != 0 ||
	    files_read(c, arena_text(c->arena, "%s/grants", folder), &grants) != 0)
		return -1;
	if (files.count == 0)
		return fail_internal(c, "%s: holds no .sql file", folder);
	if (db_run(c, &migration_make) != 0 ||
	    db_list(c, &migration_list, &migration_shape, &taken) != 0 ||
	    check_taken(c, &files, &taken) != 0)
		return -1;
	file = files.items;
	for (size_t i = 0; i < files.count; i++) {
		if (is_taken(&taken, file[i].name))
			continue;
		if (take_step(c, &file[i]) != 0)
			return -1;
		++*applied;
	}
	file = grants.items;
	for (size_t i = 0; i < grants.count; i++)
		if (run_file(c, &file[i]) != 0)
			return -1;
	return 0;
}
