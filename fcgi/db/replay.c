#include "db/replay.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum until { UNTIL_END, UNTIL_PLACE, UNTIL_GTID, UNTIL_TIME };

/* The piece that holds the place, or where it would go on. */
static size_t
first_piece(const struct chain *ch, const struct binlog_place *from)
{
	size_t first = 0;

	while (first + 1 < ch->count &&
	    place_compare(&ch->pieces[first + 1].from, from) <= 0)
		first++;
	return first;
}

static int
broken(struct ctx *c, const struct chain *ch, size_t at)
{
	const struct piece *before = &ch->pieces[at - 1], *p = &ch->pieces[at];
	const struct piece_tail *tail = &ch->tails[at - 1];

	if (p->number != before->number + 1)
		return fail_internal(c, "piece_missing: number %lld, between %s and %s",
		    (long long)before->number + 1, before->name, p->name);
	return fail_internal(c, "%s: %s ends at %s:%lld, %s begins at %s:%lld",
	    tail->ended ? "piece_missing" : "cut_off", before->name, tail->to.file,
	    (long long)tail->to.position, p->name, p->from.file, (long long)p->from.position);
}

int
chain_read(struct ctx *c, struct chain *ch, const struct binlog_place *from)
{
	struct piece_visit visit = { .folder = ch->folder, .key = ch->key };
	size_t first;

	if (piece_list(c, ch->folder, &ch->pieces, &ch->count) != 0)
		return -1;
	if (ch->count == 0)
		return fail_internal(c, "piece_missing: %s holds no piece", ch->folder);
	first = from->file[0] != '\0' ? first_piece(ch, from) : 0;
	if (from->file[0] != '\0' && place_compare(&ch->pieces[first].from, from) > 0)
		return fail_internal(c, "piece_missing: %s:%lld is before the first piece, %s",
		    from->file, (long long)from->position, ch->pieces[first].name);
	ch->pieces += first;
	ch->count -= first;
	ch->tails = arena_alloc(c->arena, ch->count * sizeof *ch->tails);
	for (size_t i = 0; i < ch->count; i++) {
		if (piece_read(c, &visit, &ch->pieces[i], &ch->tails[i]) != 0)
			return -1;
		if (i > 0 && !piece_follows(&ch->pieces[i - 1], &ch->tails[i - 1], &ch->pieces[i]))
			return broken(c, ch, i);
	}
	if (place_compare(&ch->tails[ch->count - 1].to, from) < 0)
		return fail_internal(c, "cut_off: %s ends at %s:%lld, %s:%lld was to be reached",
		    ch->pieces[ch->count - 1].name, ch->tails[ch->count - 1].to.file,
		    (long long)ch->tails[ch->count - 1].to.position, from->file,
		    (long long)from->position);
	return 0;
}

struct writing {
	const struct replay *replay;
	enum until until;
	struct binlog_place end, place;		/* where to stop; behind the last event */
	unsigned domain;			/* the GTID to stop with */
	unsigned long long sequence;
	int64_t end_s;
	struct binlog_follow follow, written;
	bool skipping, over;
	struct binlog_place to;
};

static int
until_read(struct ctx *c, struct writing *w)
{
	const char *text = w->replay->until, *colon = strrchr(text, ':');
	struct binlog_place *end = &w->end;
	struct instant at;
	char extra;

	w->until = UNTIL_END;
	if (text[0] == '\0')
		return 0;
	if (instant_parse(text, &at)) {
		w->until = UNTIL_TIME;
		w->end_s = at.ms / 1000;
	} else if (sscanf(text, "%u-%*u-%llu%c", &w->domain, &w->sequence, &extra) == 2) {
		w->until = UNTIL_GTID;
	} else if (colon != NULL && strchr(text, '.') != NULL &&
	    (size_t)(colon - text) < sizeof end->file) {
		w->until = UNTIL_PLACE;
		snprintf(end->file, sizeof end->file, "%.*s", (int)(colon - text), text);
		end->position = strtoll(colon + 1, NULL, 10);
		if (place_compare(end, &w->replay->from) < 0)
			return fail_internal(c, "until_unknown: %s is before the backup", text);
	} else {
		return fail_internal(c, "until_unknown: %s: no time, GTID or FILE:POSITION", text);
	}
	return 0;
}

static int
out(struct ctx *c, const struct writing *w, struct bytes b)
{
	const unsigned char *at = b.data;

	for (size_t left = b.size; left > 0;) {
		ssize_t wrote = write(w->replay->out, at, left);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return fail_internal(c, "unwritable: %s", strerror(errno));
		at += wrote;
		left -= (size_t)wrote;
	}
	return 0;
}

/* Is this transaction, of which the GTID just came, behind the end asked for? */
static bool
is_behind(const struct writing *w, const struct binlog_event *e)
{
	if (w->until == UNTIL_TIME)
		return e->at_s > w->end_s;
	if (w->until == UNTIL_PLACE)
		return place_compare(&w->place, &w->end) >= 0;
	return w->until == UNTIL_GTID && w->written.domain == w->domain &&
	    w->written.sequence >= w->sequence;
}

/* Only transactions: what a server writes of its own files means nothing to another. */
static int
take_transaction(struct ctx *c, struct writing *w, const struct binlog_event *e)
{
	bool whole;

	if (e->type == BINLOG_GTID) {
		w->over = w->over || is_behind(w, e);
		w->skipping = w->over || place_compare(&w->place, &w->replay->from) < 0;
	}
	whole = binlog_follow(&w->follow, e);
	if (w->skipping)
		return 0;
	if (out(c, w, e->bytes) != 0)
		return -1;
	if (whole) {
		int64_t before = w->written.transactions;

		w->written = w->follow;
		w->written.transactions = before + 1;
		w->to = w->place;
		w->to.position = e->next;
	}
	return 0;
}

static int
take(struct ctx *c, void *with, const struct binlog_event *e)
{
	struct writing *w = with;
	int64_t size = (int64_t)e->bytes.size;

	if (e->type == BINLOG_FORMAT)
		return out(c, w, e->bytes);
	/* Where it stood in its file: what a server keeps to itself leaves holes. */
	if (e->next > 0)
		w->place.position = e->next - size;
	return e->type == BINLOG_GTID || w->follow.inside ? take_transaction(c, w, e) : 0;
}

int
replay_write(struct ctx *c, const struct chain *ch, const struct replay *replay,
    struct binlog_place *to, struct binlog_follow *follow)
{
	struct writing w = { .replay = replay, .to = replay->from };

	if (until_read(c, &w) != 0 || out(c, &w, (struct bytes){ "\xfe" "bin", 4 }) != 0)
		return -1;
	for (size_t i = 0; i < ch->count && !w.over; i++) {
		struct piece_visit visit = { .folder = ch->folder, .key = ch->key,
			.limit = ch->tails[i].clear_size, .each = take, .with = &w };
		struct piece_tail tail;
		w.place = ch->pieces[i].from;
		w.follow = (struct binlog_follow){ 0 };
		if (piece_read(c, &visit, &ch->pieces[i], &tail) != 0)
			return -1;
	}
	if (w.until == UNTIL_GTID && w.written.sequence != w.sequence)
		return fail_internal(c, "until_unknown: no transaction %s behind the backup",
		    replay->until);
	*to = w.to;
	*follow = w.written;
	return 0;
}
