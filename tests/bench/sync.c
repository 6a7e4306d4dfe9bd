/*
 * LD_PRELOAD for mariadbd: each sync takes one millisecond more, as on a disk
 * that keeps its promises.  The machine of the benchmark often has none.
 */
#include <dlfcn.h>
#include <time.h>

#define EXPORTED __attribute__((visibility("default")))

static int
slow(const char *name, int descriptor)
{
	struct timespec wait = { 0, 1000000 };
	int (*real)(int) = (int (*)(int))(__UINTPTR_TYPE__)dlsym(RTLD_NEXT, name);

	nanosleep(&wait, NULL);
	return real(descriptor);
}

EXPORTED int fsync(int descriptor);
EXPORTED int fdatasync(int descriptor);

int
fsync(int descriptor)
{
	return slow("fsync", descriptor);
}

int
fdatasync(int descriptor)
{
	return slow("fdatasync", descriptor);
}
