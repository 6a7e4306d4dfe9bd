#include "out/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum { PIECE = 65536 };

struct zip {
	struct ctx *ctx;		/* of the call that is writing */
	struct made_file *to;
	struct instant at;
	struct archive *archive;	/* NULL: ended */
	char piece[PIECE];
};

static la_ssize_t
take_piece(struct archive *archive, void *arg, const void *data, size_t size)
{
	struct zip *z = arg;

	(void)archive;
	return made_file_add(z->ctx, z->to, (struct bytes){ data, size }) == 0 ?
	    (la_ssize_t)size : -1;
}

/* One that broke off is freed without its end being written. */
static void
zip_close(void *resource)
{
	struct zip *z = resource;

	if (z->archive == NULL)
		return;
	archive_write_fail(z->archive);
	archive_write_free(z->archive);
}

static int
refuse(struct ctx *c, const struct zip *z)
{
	const char *why = archive_error_string(z->archive);

	return c->reason != NULL ? -1 : fail_internal(c, "zip: %s", why != NULL ? why : "failed");
}

struct zip *
zip_begin(struct ctx *c, struct made_file *to, struct instant at)
{
	struct zip *z = arena_alloc(c->arena, sizeof *z);

	z->ctx = c;
	z->to = to;
	z->at = at;
	z->archive = archive_write_new();
	must(z->archive != NULL);
	arena_defer(c->arena, zip_close, z);
	if (archive_write_set_format_zip(z->archive) != ARCHIVE_OK ||
	    archive_write_zip_set_compression_deflate(z->archive) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(z->archive, 1) != ARCHIVE_OK ||
	    archive_write_open(z->archive, z, NULL, take_piece, NULL) != ARCHIVE_OK) {
		refuse(c, z);
		return NULL;
	}
	return z;
}

static int
write_head(struct ctx *c, struct zip *z, const char *name, off_t size)
{
	struct archive_entry *entry = archive_entry_new();
	int result;

	must(entry != NULL);
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, size);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, (time_t)(z->at.ms / 1000), 0);
	result = archive_write_header(z->archive, entry);
	archive_entry_free(entry);
	return result == ARCHIVE_OK ? 0 : refuse(c, z);
}

static int
write_pieces(struct ctx *c, struct zip *z, int file, const char *path)
{
	ssize_t got;

	while ((got = read(file, z->piece, sizeof z->piece)) > 0)
		if (archive_write_data(z->archive, z->piece, (size_t)got) != got)
			return refuse(c, z);
	return got == 0 ? 0 : fail_internal(c, "%s: %s", path, strerror(errno));
}

int
zip_add(struct ctx *c, struct zip *z, const char *path, const char *name)
{
	int file = open(path, O_RDONLY | O_CLOEXEC), status = -1;
	struct stat about;

	z->ctx = c;
	if (file < 0 || fstat(file, &about) != 0)
		fail_internal(c, "%s: %s", path, strerror(errno));
	else if (write_head(c, z, name, about.st_size) == 0)
		status = write_pieces(c, z, file, path);
	if (file >= 0)
		close(file);
	return status;
}

int
zip_end(struct ctx *c, struct zip *z)
{
	int result;

	z->ctx = c;
	if (archive_write_close(z->archive) != ARCHIVE_OK)
		return refuse(c, z);
	result = archive_write_free(z->archive);
	z->archive = NULL;
	return result == ARCHIVE_OK ? 0 : fail_internal(c, "zip: not ended");
}
