#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

struct cleanup {
	struct cleanup *next;
	void (*close)(void *);
	void *resource;
};

enum { BLOCK_SIZE = 16 * 1024 - 64, ALIGN = sizeof(max_align_t) };

static size_t
rounded(size_t size)
{
	must(size < SIZE_MAX / 2);
	return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct block *b = a->block;
	void *at;

	size = rounded(size != 0 ? size : 1);
	if (b == NULL || b->size - b->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		b = malloc(sizeof *b + room);
		must(b != NULL);
		*b = (struct block){ .next = a->block, .size = room };
		a->block = b;
	}
	at = b->bytes + b->used;
	b->used += size;
	return memset(at, 0, size);
}

void *
arena_copy(struct arena *a, const void *from, size_t size)
{
	void *to = arena_alloc(a, size);

	return size != 0 ? memcpy(to, from, size) : to;
}

char *
arena_string(struct arena *a, const char *s)
{
	return s != NULL ? arena_copy(a, s, strlen(s) + 1) : NULL;
}

char *
arena_text(struct arena *a, const char *format, ...)
{
	va_list args, again;
	char *text;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	must(length >= 0);
	text = arena_alloc(a, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(args);
	return text;
}

void
arena_defer(struct arena *a, void (*close)(void *), void *resource)
{
	struct cleanup *c = arena_alloc(a, sizeof *c);

	*c = (struct cleanup){ a->cleanup, close, resource };
	a->cleanup = c;
}

struct mark
arena_mark(const struct arena *a)
{
	return (struct mark){ a->block, a->block != NULL ? a->block->used : 0, a->cleanup };
}

void
arena_rewind(struct arena *a, struct mark m)
{
	while (a->cleanup != m.cleanup) {
		struct cleanup *c = a->cleanup;

		a->cleanup = c->next;
		c->close(c->resource);
	}
	while (a->block != m.block) {
		struct block *b = a->block;

		a->block = b->next;
		free(b);
	}
	if (a->block != NULL)
		a->block->used = m.used;
}

void
arena_reset(struct arena *a)
{
	struct block *first = a->block;

	/* The oldest block is kept: the common request then allocates nothing. */
	while (first != NULL && first->next != NULL)
		first = first->next;
	arena_rewind(a, (struct mark){ first, 0, NULL });
}

/* Chained so that a leak checker sees that it is still held. */
static struct forever {
	struct forever *next;
	_Alignas(max_align_t) char bytes[];
} *held;

void *
arena_forever(size_t size)
{
	struct forever *f = calloc(1, sizeof *f + (size != 0 ? size : 1));

	must(f != NULL);
	f->next = held;
	held = f;
	return f->bytes;
}
