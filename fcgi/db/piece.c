#include "db/piece.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum { PIECES_MAX = 1000000, EVENT_SIZE_MAX = 1 << 30, FIRST_POSITION = 4 };

static const char ending[] = ".sealed";

/* "000000000007-binlog.000003-4711.sealed" */
static bool
name_read(struct arena *a, const char *name, struct piece *out)
{
	size_t length = strlen(name);
	const char *dash, *file;
	char *end;

	if (length <= strlen(ending) || strcmp(name + length - strlen(ending), ending) != 0)
		return false;
	out->name = arena_text(a, "%.*s", (int)(length - strlen(ending)), name);
	out->number = strtoll(out->name, &end, 10);
	dash = strrchr(out->name, '-');
	if (out->number <= 0 || *end != '-' || dash == end)
		return false;
	file = end + 1;
	if ((size_t)(dash - file) >= sizeof out->from.file)
		return false;
	snprintf(out->from.file, sizeof out->from.file, "%.*s", (int)(dash - file), file);
	out->from.position = strtoll(dash + 1, &end, 10);
	return *end == '\0' && out->from.position >= FIRST_POSITION;
}

static int
by_number(const void *a, const void *b)
{
	const struct piece *p = a, *q = b;

	return p->number < q->number ? -1 : p->number > q->number;
}

int
piece_list(struct ctx *c, const char *folder, struct piece **out, size_t *count)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	size_t room = 64;

	if (dir == NULL)
		return fail_internal(c, "folder_missing: %s: %s", folder, strerror(errno));
	*out = arena_alloc(c->arena, room * sizeof **out);
	*count = 0;
	while ((entry = readdir(dir)) != NULL && *count < PIECES_MAX) {
		if (*count == room) {
			struct piece *more = arena_alloc(c->arena, 2 * room * sizeof *more);

			memcpy(more, *out, room * sizeof *more);
			*out = more;
			room *= 2;
		}
		if (name_read(c->arena, entry->d_name, *out + *count))
			++*count;
	}
	closedir(dir);
	qsort(*out, *count, sizeof **out, by_number);
	return 0;
}

/* The folder is synced too: a name that is gone after a crash would be a gap. */
int
piece_make(struct ctx *c, const char *folder, struct piece *p, int *file)
{
	const char *path;
	int dir;

	p->number++;
	p->name = arena_text(c->arena, "%012lld-%s-%lld", (long long)p->number, p->from.file,
	    (long long)p->from.position);
	path = arena_text(c->arena, "%s/%s%s", folder, p->name, ending);
	*file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (*file < 0)
		return fail_internal(c, "stream_failed: %s: %s", path, strerror(errno));
	dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0 || fsync(dir) != 0) {
		if (dir >= 0)
			close(dir);
		return fail_internal(c, "stream_failed: %s: %s", folder, strerror(errno));
	}
	close(dir);
	return 0;
}

/* Bytes of the stream that are no whole event yet. */
struct held { unsigned char *data; size_t size, room; };

static void
held_add(struct arena *a, struct held *h, struct bytes b)
{
	if (h->size + b.size > h->room) {
		size_t room = 2 * (h->size + b.size);
		unsigned char *data = arena_alloc(a, room);

		if (h->size > 0)
			memcpy(data, h->data, h->size);
		h->data = data;
		h->room = room;
	}
	if (b.size > 0)
		memcpy(h->data + h->size, b.data, b.size);
	h->size += b.size;
}

struct reading {
	struct ctx *c;
	const struct piece_visit *visit;
	const struct piece *piece;
	struct held held;
	struct piece_tail now;		/* behind the last event */
};

static int
damaged(struct reading *r, const char *what)
{
	return fail_internal(r->c, "%s: %s%s", what, r->piece->name, ending);
}

static int
take_event(struct reading *r, struct bytes b)
{
	struct piece_tail *now = &r->now;
	struct binlog_event e;

	if (!binlog_event_read(b, &e))
		return damaged(r, "damaged");
	now->clear_size += (int64_t)b.size;
	binlog_follow(&now->follow, &e);
	/* A format repeated at the head of a later piece is not the place it is from. */
	if (e.next > 0 && (e.type != BINLOG_FORMAT || now->to.position == FIRST_POSITION)) {
		if (e.next <= now->to.position)
			return damaged(r, "damaged");
		now->to.position = e.next;
	}
	if (r->visit->each == NULL || now->clear_size > r->visit->limit)
		return 0;
	return r->visit->each(r->c, r->visit->with, &e);
}

/* Whole events of what is held go on; the rest moves to the front. */
static int
take_events(struct reading *r)
{
	struct held *h = &r->held;
	size_t at = 0;

	while (h->size - at >= BINLOG_HEAD_SIZE) {
		const unsigned char *size_at = h->data + at + BINLOG_SIZE_AT;
		size_t size = (size_t)size_at[0] | (size_t)size_at[1] << 8 |
		    (size_t)size_at[2] << 16 | (size_t)size_at[3] << 24;

		if (size < BINLOG_HEAD_SIZE || size > EVENT_SIZE_MAX)
			return damaged(r, "damaged");
		if (size > h->size - at)
			break;
		if (take_event(r, (struct bytes){ h->data + at, size }) != 0)
			return -1;
		at += size;
	}
	memmove(h->data, h->data + at, h->size - at);
	h->size -= at;
	return 0;
}

static int
read_parts(struct reading *r, struct sealed *stream, struct piece_tail *out)
{
	struct sealed_part part = { .mark = SEALED_MORE };
	const char *wrong = NULL;

	while (part.mark != SEALED_END && (wrong = sealed_take(stream, &part)) == NULL) {
		held_add(r->c->arena, &r->held, part.bytes);
		if (take_events(r) != 0)
			return -1;
		if (part.mark == SEALED_MORE)
			continue;
		if (r->held.size != 0)
			return damaged(r, "damaged");
		*out = r->now;
		out->ended = part.mark == SEALED_END;
		if (r->visit->each != NULL && out->clear_size >= r->visit->limit)
			return 0;
	}
	return wrong == NULL || strcmp(wrong, "cut_off") == 0 ? 0 : damaged(r, wrong);
}

int
piece_read(struct ctx *c, const struct piece_visit *visit, const struct piece *piece,
    struct piece_tail *out)
{
	const char *path = arena_text(c->arena, "%s/%s%s", visit->folder, piece->name, ending);
	struct mark mark = arena_mark(c->arena);
	struct reading r = { .c = c, .visit = visit, .piece = piece, .now.to = piece->from };
	int file = open(path, O_RDONLY | O_CLOEXEC), result;

	*out = r.now;
	if (file < 0)
		return fail_internal(c, "unreadable: %s: %s", path, strerror(errno));
	result = read_parts(&r, sealed_open(c->arena, file, visit->key,
	    arena_text(c->arena, "binlog/%s", piece->name)), out);
	close(file);
	if (result == 0)
		arena_rewind(c->arena, mark);
	return result;
}

static int64_t
file_number(const char *file)
{
	const char *dot = strrchr(file, '.');

	return dot != NULL ? strtoll(dot + 1, NULL, 10) : 0;
}

int
place_compare(const struct binlog_place *a, const struct binlog_place *b)
{
	int64_t x = file_number(a->file), y = file_number(b->file);

	if (x == y) {
		x = a->position;
		y = b->position;
	}
	return x < y ? -1 : x > y;
}

bool
piece_follows(const struct piece *before, const struct piece_tail *tail, const struct piece *p)
{
	if (p->number != before->number + 1)
		return false;
	if (place_compare(&tail->to, &p->from) == 0)
		return true;
	/* A finished file: its piece has its end, and the next one begins the next. */
	return tail->ended && p->from.position == FIRST_POSITION &&
	    file_number(p->from.file) == file_number(tail->to.file) + 1;
}
