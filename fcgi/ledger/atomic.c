#include "ledger/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int
atomic_begin(struct ctx *c, const char *path, struct atomic *a)
{
	a->path = path;
	a->fresh = arena_text(c->arena, "%s.%ld", path, (long)getpid());
	a->stream = fopen(a->fresh, "w+e");
	if (a->stream == NULL)
		return fail_internal(c, "%s: %s", a->fresh, strerror(errno));
	/* Whatever the umask of a service: these are for the world. */
	if (fchmod(fileno(a->stream), 0644) != 0) {
		atomic_drop(a);
		return fail_internal(c, "%s: %s", path, strerror(errno));
	}
	return 0;
}

void
atomic_drop(struct atomic *a)
{
	fclose(a->stream);
	a->stream = NULL;
	unlink(a->fresh);
}

/* The name is safe once its folder is. */
static int
folder_sync(struct ctx *c, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash == NULL ? "." :
	    arena_text(c->arena, "%.*s", (int)(slash - path), path);
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result;

	if (descriptor < 0)
		return fail_internal(c, "%s: %s", folder, strerror(errno));
	result = fsync(descriptor);
	close(descriptor);
	return result == 0 ? 0 : fail_internal(c, "%s: %s", folder, strerror(errno));
}

int
atomic_end(struct ctx *c, struct atomic *a)
{
	if (fflush(a->stream) != 0 || fsync(fileno(a->stream)) != 0 ||
	    rename(a->fresh, a->path) != 0) {
		atomic_drop(a);
		return fail_internal(c, "%s: %s", a->path, strerror(errno));
	}
	fclose(a->stream);
	a->stream = NULL;
	return folder_sync(c, a->path);
}

int
atomic_write(struct ctx *c, const char *path, struct bytes content)
{
	struct atomic a;

	if (atomic_begin(c, path, &a) != 0)
		return -1;
	if (fwrite(content.data, 1, content.size, a.stream) != content.size) {
		atomic_drop(&a);
		return fail_internal(c, "%s: %s", path, strerror(errno));
	}
	return atomic_end(c, &a);
}
