#include "out/made_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
file_fault(struct ctx *c, const char *path)
{
	return fail_internal(c, "%s: %s", path, strerror(errno));
}

static void
let_go(void *resource)
{
	struct made_file *f = resource;

	if (f->descriptor >= 0)
		close(f->descriptor);
	f->descriptor = -1;
}

struct made_file *
made_file_begin(struct ctx *c, const char *path, unsigned mode)
{
	struct made_file *f = arena_alloc(c->arena, sizeof *f);

	f->path = arena_string(c->arena, path);
	f->descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (f->descriptor < 0) {
		file_fault(c, path);
		return NULL;
	}
	arena_defer(c->arena, let_go, f);
	if (fchmod(f->descriptor, mode) != 0) {
		file_fault(c, path);
		return NULL;
	}
	hashing_begin(&f->hashing);
	return f;
}

int
made_file_add(struct ctx *c, struct made_file *f, struct bytes b)
{
	for (size_t at = 0; at < b.size;) {
		ssize_t wrote = write(f->descriptor, (const char *)b.data + at, b.size - at);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return file_fault(c, f->path);
		at += (size_t)wrote;
	}
	hashing_add(&f->hashing, b);
	f->size += (int64_t)b.size;
	return 0;
}

int
made_file_end(struct ctx *c, struct made_file *f)
{
	int descriptor = f->descriptor;

	if (fsync(descriptor) != 0)
		return file_fault(c, f->path);
	f->descriptor = -1;
	if (close(descriptor) != 0)
		return file_fault(c, f->path);
	f->hash = hashing_end(c->arena, &f->hashing);
	return 0;
}

int
folder_remove(struct ctx *c, const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	int status = 0;

	if (folder == NULL)
		return errno == ENOENT ? 0 : file_fault(c, path);
	while (status == 0 && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			status = unlinkat(dirfd(folder), entry->d_name, 0);
	if (status != 0)
		file_fault(c, path);
	closedir(folder);
	if (status == 0 && rmdir(path) != 0)
		status = file_fault(c, path);
	return status;
}

int
folder_sync(struct ctx *c, const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = folder >= 0 && fsync(folder) == 0;

	if (!done)
		file_fault(c, path);
	if (folder >= 0)
		close(folder);
	return done ? 0 : -1;
}
