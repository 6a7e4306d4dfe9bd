#include "ledger/seen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/config.h"
#include "ledger/seal.h"
#include "people/seal.h"

static const char root_begin[] = "{\"proof_root_id\":";

/* 0 and a stream, or 0 and NULL when there is no such file. */
static int
open_maybe(struct ctx *c, const char *path, FILE **out)
{
	*out = fopen(path, "re");
	if (*out == NULL && errno != ENOENT)
		return fail_internal(c, "%s: %s", path, strerror(errno));
	return 0;
}

int
root_file_open(struct ctx *c, const char *path, struct root_file *f)
{
	f->number = 0;
	if (open_maybe(c, path, &f->stream) != 0)
		return -1;
	return f->stream != NULL ? root_file_next(c, f) : 0;
}

int
root_file_next(struct ctx *c, struct root_file *f)
{
	f->number = 0;
	if (f->stream == NULL)
		return 0;
	if (fgets(f->line, sizeof f->line, f->stream) == NULL) {
		fclose(f->stream);
		f->stream = NULL;
		return 0;
	}
	if (strncmp(f->line, root_begin, strlen(root_begin)) == 0)
		f->number = strtoll(f->line + strlen(root_begin), NULL, 10);
	if (f->number <= 0) {
		fclose(f->stream);
		f->stream = NULL;
		return fail_internal(c, "a file of roots holds a line that is none: %.40s",
		    f->line);
	}
	return 0;
}

const char *
seen_path(struct ctx *c, const char *name)
{
	return arena_text(c->arena, "%s/%s", c->config->proof_seen_folder, name);
}

/* Root by hand leaves nothing that the proof's own user could not go on with. */
static int
give_to_owner(struct ctx *c, int descriptor)
{
	struct stat folder;

	if (geteuid() != 0)
		return 0;
	if (stat(c->config->proof_seen_folder, &folder) != 0 ||
	    fchown(descriptor, folder.st_uid, folder.st_gid) != 0)
		return fail_internal(c, "%s: %s", c->config->proof_seen_folder, strerror(errno));
	return 0;
}

int
seen_lock(struct ctx *c, int *descriptor)
{
	const char *path = seen_path(c, "lock");

	*descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*descriptor < 0)
		return fail_internal(c, "%s: %s", path, strerror(errno));
	if (give_to_owner(c, *descriptor) == 0 && flock(*descriptor, LOCK_EX) == 0)
		return 0;
	close(*descriptor);
	return c->reason != NULL ? -1 : fail_internal(c, "%s: %s", path, strerror(errno));
}

int
seen_append(struct ctx *c, const char *name, struct bytes lines)
{
	const char *path = seen_path(c, name);
	FILE *file;
	bool is_written;

	if (lines.size == 0)
		return 0;
	file = fopen(path, "ae");
	if (file == NULL)
		return fail_internal(c, "%s: %s", path, strerror(errno));
	if (give_to_owner(c, fileno(file)) != 0) {
		fclose(file);
		return -1;
	}
	is_written = fwrite(lines.data, 1, lines.size, file) == lines.size &&
	    fflush(file) == 0 && fsync(fileno(file)) == 0;
	fclose(file);
	return is_written ? 0 : fail_internal(c, "%s: %s", path, strerror(errno));
}

int
seen_keys(struct ctx *c, struct trust *trust)
{
	const char *path = seen_path(c, "public-keys");
	char line[SEEN_LINE];
	FILE *file;

	*trust = (struct trust){ 0 };
	if (open_maybe(c, path, &file) != 0)
		return -1;
	if (file == NULL)
		return 0;
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		if (trust->count == KEYS_TRUSTED_MAX || strlen(line) != 2 * KEY_SIZE ||
		    !hex_read(line, trust->keys[trust->count].bytes, KEY_SIZE)) {
			fclose(file);
			return fail_internal(c, "%s: a line is no 64 hex digits", path);
		}
		trust->count++;
	}
	fclose(file);
	return 0;
}

static int
head_check(struct ctx *c, const char *line, struct misfits *f)
{
	static const struct chain *const chains[] = { &audit_chain, &ledger_chain };
	struct mark mark = arena_mark(c->arena);
	char name[16], text[2 * HASH_SIZE + 1];
	const struct chain *chain;
	struct bytes now;
	long long number;

	if (sscanf(line, "%15s %lld %64s", name, &number, text) != 3)
		return fail_internal(c, "heads holds a line that is none");
	chain = chains[strcmp(name, ledger_chain.name) == 0];
	if (chain_seal_hash(c, chain->number, number, &now) != 0)
		return -1;
	if (now.data == NULL || strcmp(hex(c->arena, now), text) != 0)
		misfit_add(f, &(struct misfit){ .what = "seal_other", .chain = chain->name,
		    .row = "seal", .first_id = number });
	arena_rewind(c->arena, mark);
	return 0;
}

int
seen_heads_check(struct ctx *c, struct misfits *f)
{
	char line[SEEN_LINE];
	FILE *file;
	int result = 0;

	misfits_break(f);
	if (open_maybe(c, seen_path(c, "heads"), &file) != 0)
		return -1;
	if (file == NULL)
		return 0;
	while (result == 0 && fgets(line, sizeof line, file) != NULL) {
		misfits_break(f);
		result = head_check(c, line, f);
	}
	fclose(file);
	return result;
}
