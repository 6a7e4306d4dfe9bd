#include "db/receive.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"

enum { FORMAT_SIZE_MAX = 4096, FLAG_ARTIFICIAL = 0x20, FIRST_POSITION = 4 };

/* Under load transactions share a sync; nobody's COMMIT waits longer for it. */
static const int64_t burst_us = 100 * 1000, status_us = 1000 * 1000;
/* A piece is closed after so much: small enough to be read quickly, few enough to be kept. */
static const int64_t piece_us = 600LL * 1000 * 1000, piece_size = 64 << 20;

static volatile sig_atomic_t asked_to_stop;

struct receiver {
	struct ctx *c;
	const char *folder;
	const struct key *key;
	struct binlog *link;
	struct arena arena;		/* of the piece that is written */
	struct sealed *stream;		/* NULL: none is open yet */
	int file;
	struct piece piece;
	struct binlog_place place;	/* behind the last event */
	struct binlog_follow follow;
	unsigned char format[FORMAT_SIZE_MAX], held[SEALED_PART_SIZE];
	size_t format_size, held_size;
	int64_t written, unsynced;	/* bytes: of the piece; since the last sync */
	int64_t piece_at_us, burst_at_us, status_at_us;
};

static void
ask_to_stop(int number)
{
	(void)number;
	asked_to_stop = 1;
}

char *
backup_mac(struct arena *a, const struct key *key, struct bytes text)
{
	struct key mac = key_derive(key, "backup mac");

	return hex(a, hash(a, &mac, text));
}

static int
failed(struct receiver *r, const char *what)
{
	return fail_internal(r->c, "stream_failed: %s: %s", what, strerror(errno));
}

/* Whole or not at all: written beside and renamed. */
static int
status_write(struct receiver *r, const char *state)
{
	struct arena a = { 0 };
	const struct binlog_follow *f = &r->follow;
	const char *now = instant_text(&a, clock_now(&(const struct config){ 0 }));
	const char *then = instant_text(&a, (struct instant){ f->at_s * 1000 });
	char *text = arena_text(&a, "state = %s\nat = %s\nplace_file = %s\nplace_position = %lld\n"
	    "gtid = %u-%u-%llu\ntransaction_at = %s\npiece = %s\n", state, now, r->place.file,
	    (long long)r->place.position, f->domain, f->server,
	    (unsigned long long)f->sequence, then, r->piece.name);
	char *path = arena_text(&a, "%s/status", r->folder);
	char *beside = arena_text(&a, "%s.new", path);
	FILE *file = fopen(beside, "we");
	bool good = file != NULL;

	if (good) {
		good = fprintf(file, "%smac = %s\n", text, backup_mac(&a, r->key,
		    (struct bytes){ text, strlen(text) })) > 0;
		good = fclose(file) == 0 && good && rename(beside, path) == 0;
	}
	r->status_at_us = clock_monotonic_us();
	arena_rewind(&a, (struct mark){ 0 });
	return good ? 0 : failed(r, "status");
}

static int
put(struct receiver *r, enum sealed_mark mark)
{
	if (!sealed_put(r->stream, (struct bytes){ r->held, r->held_size }, mark))
		return failed(r, r->piece.name);
	r->held_size = 0;
	return 0;
}

static int
add(struct receiver *r, struct bytes b)
{
	const unsigned char *from = b.data;
	size_t left = b.size;

	while (left > 0) {
		size_t size = sizeof r->held - r->held_size;

		size = left < size ? left : size;
		memcpy(r->held + r->held_size, from, size);
		r->held_size += size;
		from += size;
		left -= size;
		if (r->held_size == sizeof r->held && put(r, SEALED_MORE) != 0)
			return -1;
	}
	if (r->unsynced == 0)
		r->burst_at_us = clock_monotonic_us();
	r->unsynced += (int64_t)b.size;
	r->written += (int64_t)b.size;
	return 0;
}

static int
sync_piece(struct receiver *r, enum sealed_mark mark)
{
	if (put(r, mark) != 0)
		return -1;
	if (fdatasync(r->file) != 0)
		return failed(r, r->piece.name);
	r->unsynced = 0;
	return 0;
}

static int
close_piece(struct receiver *r)
{
	if (r->stream == NULL)
		return 0;
	if (sync_piece(r, SEALED_END) != 0)
		return -1;
	close(r->file);
	r->stream = NULL;
	return 0;
}

static int
open_piece(struct receiver *r)
{
	r->piece.from = r->place;
	arena_reset(&r->arena);
	r->c->arena = &r->arena;
	if (piece_make(r->c, r->folder, &r->piece, &r->file) != 0)
		return -1;
	r->stream = sealed_make(&r->arena, r->file, r->key,
	    arena_text(&r->arena, "binlog/%s", r->piece.name));
	if (r->stream == NULL)
		return failed(r, r->piece.name);
	r->held_size = 0;
	r->written = r->unsynced = 0;
	r->piece_at_us = clock_monotonic_us();
	r->status_at_us = 0;	/* a piece that goes missing was told of */
	/* Behind the beginning of a file its format comes along, so that a piece stands alone. */
	if (r->place.position > FIRST_POSITION && r->format_size > 0)
		return add(r, (struct bytes){ r->format, r->format_size });
	return 0;
}

/* The server says which file comes: at the start, and behind the last event of each. */
static int
take_file(struct receiver *r, const struct binlog_event *e)
{
	char file[sizeof r->place.file];

	if (!binlog_rotate_read(e, file, sizeof file))
		return fail_internal(r->c, "stream_failed: a file without a name");
	if (r->stream != NULL && strcmp(file, r->place.file) == 0)
		return 0;
	if (strcmp(file, r->place.file) != 0) {
		if (close_piece(r) != 0)
			return -1;
		snprintf(r->place.file, sizeof r->place.file, "%s", file);
		r->place.position = FIRST_POSITION;
	}
	/* In the middle of a file its format is sent next, and belongs at the head. */
	r->format_size = 0;
	return open_piece(r);
}

static int
take_format(struct receiver *r, const struct binlog_event *e)
{
	must(e->bytes.size <= sizeof r->format);
	memcpy(r->format, e->bytes.data, e->bytes.size);
	r->format_size = e->bytes.size;
	if (r->place.position == FIRST_POSITION && e->next > 0)
		r->place.position = e->next;
	return add(r, e->bytes);
}

static int
at_boundary(struct receiver *r, bool wants_answer)
{
	int64_t now = clock_monotonic_us();

	if (r->unsynced > 0 && (wants_answer || asked_to_stop || !binlog_has_more(r->link) ||
	    now - r->burst_at_us >= burst_us) && sync_piece(r, SEALED_POINT) != 0)
		return -1;
	if (wants_answer && binlog_answer(r->c, r->link, &r->place) != 0)
		return -1;
	if (r->unsynced == 0 && (r->status_at_us == 0 || now - r->status_at_us >= status_us) &&
	    status_write(r, "receiving") != 0)
		return -1;
	if (now - r->piece_at_us < piece_us && r->written < piece_size)
		return 0;
	return r->unsynced > 0 ? 0 : close_piece(r) != 0 ? -1 : open_piece(r);
}

static int
take(struct receiver *r, const struct binlog_event *e)
{
	if (e->type == BINLOG_ROTATE && (e->next == 0 || (e->flags & FLAG_ARTIFICIAL) != 0))
		return take_file(r, e);
	if (e->type == BINLOG_HEARTBEAT)
		return r->follow.inside || r->stream == NULL ? 0 : at_boundary(r, false);
	if (r->stream == NULL)
		return fail_internal(r->c, "stream_failed: events of no file");
	if (e->type == BINLOG_FORMAT)
		return take_format(r, e);
	if (e->next == 0)
		return 0;
	if (add(r, e->bytes) != 0)
		return -1;
	r->place.position = e->next;
	return binlog_follow(&r->follow, e) ? at_boundary(r, e->wants_answer) : 0;
}

/* Behind the last whole transaction of the newest piece; without any, at the first file. */
static int
find_place(struct receiver *r)
{
	struct piece *pieces;
	struct piece_tail tail;
	size_t count;

	if (piece_list(r->c, r->folder, &pieces, &count) != 0)
		return -1;
	if (count == 0)
		return 0;
	r->piece = pieces[count - 1];
	if (piece_read(r->c, &(struct piece_visit){ .folder = r->folder, .key = r->key },
	    &r->piece, &tail) != 0)
		return -1;
	r->place = tail.to;
	r->follow = tail.follow;
	return 0;
}

static int
claim(struct receiver *r)
{
	const char *path = arena_text(r->c->arena, "%s/lock", r->folder);
	int lock = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (lock < 0)
		return failed(r, path);
	if (flock(lock, LOCK_EX | LOCK_NB) != 0)
		return fail_internal(r->c, "stream_failed: another receives into %s", r->folder);
	return 0;
}

static int
run(struct receiver *r)
{
	struct binlog_event e;

	while (!(asked_to_stop && !r->follow.inside && r->unsynced == 0))
		if (binlog_next(r->c, r->link, &e) != 0 || take(r, &e) != 0)
			return -1;
	return close_piece(r) != 0 ? -1 : status_write(r, "stopped");
}

int
receive_binlog(struct ctx *c, const char *folder, const struct key *key,
    const struct binlog_server *server)
{
	struct arena *whole = c->arena;
	struct receiver *r = arena_alloc(whole, sizeof *r);
	struct sigaction stop = { .sa_handler = ask_to_stop };
	int result = -1;

	*r = (struct receiver){ .c = c, .folder = folder, .key = key };
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	if (claim(r) == 0 && find_place(r) == 0 &&
	    (r->link = binlog_open(c, server, &r->place)) != NULL)
		result = run(r);
	/* What was said is kept beyond the piece's memory. */
	c->detail = arena_string(whole, c->detail);
	c->arena = whole;
	arena_rewind(&r->arena, (struct mark){ 0 });
	return result;
}
