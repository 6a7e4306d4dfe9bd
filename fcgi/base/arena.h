#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/*
 * An arena owns every byte a request, job or command allocates.  Nothing is
 * freed one by one: arena_reset frees all of it, and keeps one block for the
 * next request.  Running out of memory ends the process, so no caller checks
 * for NULL.  What is not memory (a file, a library handle) is closed by
 * arena_defer, newest first.  An arena never runs code of its own.
 */
struct arena {
	struct block *block;
	struct cleanup *cleanup;
};

/* A place to go back to: everything allocated later is freed and closed. */
struct mark {
	struct block *block;
	size_t used;
	struct cleanup *cleanup;
};

/* Bytes of any content; not NUL-terminated. */
struct bytes {
	const void *data;
	size_t size;
};

void *arena_alloc(struct arena *, size_t size);	/* zeroed, aligned for any type */
void *arena_copy(struct arena *, const void *from, size_t size);
char *arena_string(struct arena *, const char *);	/* a copy; NULL stays NULL */
char *arena_text(struct arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void arena_defer(struct arena *, void (*close)(void *), void *resource);
struct mark arena_mark(const struct arena *);
void arena_rewind(struct arena *, struct mark);
void arena_reset(struct arena *);

/*
 * Process-lifetime memory (tables read once at the start).  Never freed;
 * counted by nobody; not for anything that grows with requests.
 */
void *arena_forever(size_t size);

#endif
