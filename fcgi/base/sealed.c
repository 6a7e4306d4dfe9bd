#include "base/sealed.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "base/log.h"

enum {
	MARK_SIZE = 8,
	HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
	LENGTH = 4,
	START_SIZE = 2 * MARK_SIZE + HEADER
};

_Static_assert(KEY_SIZE == crypto_secretstream_xchacha20poly1305_KEYBYTES, "stream key");

static const unsigned char magic[] = "MGSEAL1\n";

struct sealed {
	int file;
	bool begun;
	struct key key;
	unsigned char key_mark[MARK_SIZE];
	const unsigned char *name;
	size_t name_size;
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char clear[SEALED_PART_SIZE];
	unsigned char cipher[LENGTH + SEALED_PART_SIZE + EXTRA];
};

static bool
write_all(int file, const unsigned char *at, size_t size)
{
	while (size > 0) {
		ssize_t wrote = write(file, at, size);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		at += wrote;
		size -= (size_t)wrote;
	}
	return true;
}

/* How much came before the end of the file; -1: errno. */
static ssize_t
read_all(int file, unsigned char *at, size_t size)
{
	size_t have = 0;

	while (have < size) {
		ssize_t got = read(file, at + have, size - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static void
wipe(void *stream)
{
	sodium_memzero(stream, sizeof(struct sealed));
}

/* The key in the file only wraps this use; what tells it apart gives nothing of it away. */
static struct sealed *
prepare(struct arena *a, int file, const struct key *key, const char *name)
{
	struct sealed *s = arena_alloc(a, sizeof *s);
	struct key mark = key_derive(key, "sealed stream mark");

	arena_defer(a, wipe, s);
	*s = (struct sealed){ .file = file, .key = key_derive(key, "sealed stream"),
	    .name = (const unsigned char *)arena_string(a, name), .name_size = strlen(name) };
	memcpy(s->key_mark, mark.bytes, MARK_SIZE);
	return s;
}

struct sealed *
sealed_make(struct arena *a, int file, const struct key *key, const char *name)
{
	struct sealed *s = prepare(a, file, key, name);
	unsigned char start[START_SIZE];

	memcpy(start, magic, MARK_SIZE);
	memcpy(start + MARK_SIZE, s->key_mark, MARK_SIZE);
	must(crypto_secretstream_xchacha20poly1305_init_push(&s->state, start + 2 * MARK_SIZE,
	    s->key.bytes) == 0);
	return write_all(file, start, sizeof start) ? s : NULL;
}

bool
sealed_put(struct sealed *s, struct bytes clear, enum sealed_mark mark)
{
	static const unsigned char tags[] = {
		[SEALED_MORE] = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
		[SEALED_POINT] = crypto_secretstream_xchacha20poly1305_TAG_PUSH,
		[SEALED_END] = crypto_secretstream_xchacha20poly1305_TAG_FINAL,
	};
	size_t size = clear.size + EXTRA;

	must(clear.size <= SEALED_PART_SIZE);
	for (unsigned i = 0; i < LENGTH; i++)
		s->cipher[i] = (unsigned char)(size >> 8 * i);
	must(crypto_secretstream_xchacha20poly1305_push(&s->state, s->cipher + LENGTH, NULL,
	    clear.data, clear.size, s->name, s->name_size, tags[mark]) == 0);
	return write_all(s->file, s->cipher, LENGTH + size);
}

struct sealed *
sealed_open(struct arena *a, int file, const struct key *key, const char *name)
{
	return prepare(a, file, key, name);
}

static const char *
begin(struct sealed *s)
{
	unsigned char start[START_SIZE];
	ssize_t got = read_all(s->file, start, sizeof start);

	if (got < 0)
		return "unreadable";
	if (got < MARK_SIZE ? memcmp(start, magic, (size_t)got) != 0 :
	    memcmp(start, magic, MARK_SIZE) != 0)
		return "not_sealed";
	if (got < START_SIZE)
		return "cut_off";
	if (memcmp(start + MARK_SIZE, s->key_mark, MARK_SIZE) != 0)
		return "other_key";
	if (crypto_secretstream_xchacha20poly1305_init_pull(&s->state, start + 2 * MARK_SIZE,
	    s->key.bytes) != 0)
		return "damaged";
	s->begun = true;
	return NULL;
}

/* Zeros where a size should be: the file grew, but its bytes never came (a lost machine). */
static const char *
fetch(struct sealed *s, size_t *size)
{
	ssize_t got = read_all(s->file, s->cipher, LENGTH);

	if (got < 0)
		return "unreadable";
	*size = 0;
	for (unsigned i = 0; i < LENGTH; i++)
		*size |= (size_t)s->cipher[i] << 8 * i;
	if (got < LENGTH || *size == 0)
		return "cut_off";
	if (*size < EXTRA || *size > SEALED_PART_SIZE + EXTRA)
		return "damaged";
	got = read_all(s->file, s->cipher, *size);
	if (got < 0)
		return "unreadable";
	return (size_t)got == *size ? NULL : "cut_off";
}

const char *
sealed_take(struct sealed *s, struct sealed_part *out)
{
	const char *wrong = s->begun ? NULL : begin(s);
	unsigned long long clear_size;
	unsigned char tag, byte;
	size_t size;

	if (wrong == NULL)
		wrong = fetch(s, &size);
	if (wrong != NULL)
		return wrong;
	if (crypto_secretstream_xchacha20poly1305_pull(&s->state, s->clear, &clear_size, &tag,
	    s->cipher, size, s->name, s->name_size) != 0)
		return "damaged";
	out->bytes = (struct bytes){ s->clear, (size_t)clear_size };
	out->mark = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL ? SEALED_END :
	    tag == crypto_secretstream_xchacha20poly1305_TAG_PUSH ? SEALED_POINT : SEALED_MORE;
	if (out->mark == SEALED_END && read_all(s->file, &byte, 1) != 0)
		return "damaged";
	return NULL;
}
