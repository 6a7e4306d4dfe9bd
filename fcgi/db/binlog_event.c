#include <string.h>

#include "db/binlog.h"

enum {
	FLAG_ALONE = 1,			/* a GTID whose group has no COMMIT */
	GTID_SIZE = 13, ROTATE_AT = BINLOG_HEAD_SIZE + 8,
	QUERY_POST = 13, CHECKSUM = 4
};

static uint64_t
number(const unsigned char *at, unsigned size)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < size; i++)
		n |= (uint64_t)at[i] << 8 * i;
	return n;
}

bool
binlog_event_read(struct bytes b, struct binlog_event *out)
{
	const unsigned char *at = b.data;

	if (b.size < BINLOG_HEAD_SIZE || number(at + BINLOG_SIZE_AT, 4) != b.size)
		return false;
	*out = (struct binlog_event){ .bytes = b, .at_s = (int64_t)number(at, 4), .type = at[4],
	    .server = (unsigned)number(at + 5, 4), .next = (int64_t)number(at + 13, 4),
	    .flags = (unsigned)number(at + 17, 2) };
	return true;
}

/* It becomes part of the name of a piece. */
static bool
is_file_name(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~' || *s == '/')
			return false;
	return true;
}

/* A name ends in a dot and six to nine digits: four bytes more are a checksum. */
bool
binlog_rotate_read(const struct binlog_event *e, char *file, size_t size)
{
	const char *name = (const char *)e->bytes.data + ROTATE_AT, *dot;
	size_t length;

	if (e->type != BINLOG_ROTATE || e->bytes.size <= ROTATE_AT)
		return false;
	length = e->bytes.size - ROTATE_AT;
	dot = memchr(name, '.', length);
	if (dot == NULL)
		return false;
	if (length - (size_t)(dot - name) - 1 >= 6 + CHECKSUM)
		length -= CHECKSUM;
	if (length >= size)
		return false;
	memcpy(file, name, length);
	file[length] = '\0';
	return strlen(file) == length && is_file_name(file);
}

static bool
ends_group(const struct binlog_event *e)
{
	const unsigned char *at = e->bytes.data;
	size_t text;

	if (e->type != BINLOG_QUERY || e->bytes.size < BINLOG_HEAD_SIZE + QUERY_POST)
		return false;
	at += BINLOG_HEAD_SIZE;
	text = BINLOG_HEAD_SIZE + QUERY_POST + (size_t)at[8] + 1 + (size_t)number(at + 11, 2);
	if (text >= e->bytes.size)
		return false;
	at = (const unsigned char *)e->bytes.data + text;
	text = e->bytes.size - text;
	return (text >= 6 && text <= 6 + CHECKSUM && memcmp(at, "COMMIT", 6) == 0) ||
	    (text >= 8 && text <= 8 + CHECKSUM && memcmp(at, "ROLLBACK", 8) == 0);
}

bool
binlog_follow(struct binlog_follow *f, const struct binlog_event *e)
{
	const unsigned char *at = (const unsigned char *)e->bytes.data + BINLOG_HEAD_SIZE;

	if (e->type == BINLOG_GTID && e->bytes.size >= BINLOG_HEAD_SIZE + GTID_SIZE) {
		f->sequence = number(at, 8);
		f->domain = (uint32_t)number(at + 8, 4);
		f->server = e->server;
		f->alone = (at[12] & FLAG_ALONE) != 0;
		f->inside = true;
		f->at_s = e->at_s;
		return false;
	}
	if (!f->inside)
		return true;
	if (e->type == BINLOG_XID || e->type == BINLOG_XA_PREPARE || ends_group(e) ||
	    (f->alone && e->type == BINLOG_QUERY)) {
		f->inside = false;
		f->transactions++;
	}
	return !f->inside;
}
