/* Any bytes as events of a binlog, and as a sealed stream: nothing is read beyond its end. */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sealed.h"
#include "db/binlog.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Sizes are made to fit, or hardly an input would get past the first check. */
static void
read_events(struct arena *a, const uint8_t *data, size_t size)
{
	struct binlog_follow follow = { 0 };
	char file[64];

	while (size > BINLOG_HEAD_SIZE) {
		size_t length = BINLOG_HEAD_SIZE + data[0] % (size - BINLOG_HEAD_SIZE + 1);
		unsigned char *copy = arena_copy(a, data, length);
		struct binlog_event e;

		for (unsigned i = 0; i < 4; i++)
			copy[BINLOG_SIZE_AT + i] = (unsigned char)(length >> 8 * i);
		must(binlog_event_read((struct bytes){ copy, length }, &e));
		binlog_follow(&follow, &e);
		if (binlog_rotate_read(&e, file, sizeof file))
			must(strchr(file, '.') != NULL);
		data += length;
		size -= length;
	}
}

static void
read_sealed(struct arena *a, const uint8_t *data, size_t size)
{
	static const struct key key;
	int file = memfd_create("fuzz", MFD_CLOEXEC);
	struct sealed *s = sealed_open(a, file, &key, "fuzz");
	struct sealed_part part;

	must(write(file, data, size) == (ssize_t)size && lseek(file, 0, SEEK_SET) == 0);
	while (sealed_take(s, &part) == NULL)
		if (part.mark == SEALED_END)
			break;
	close(file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };

	crypto_start();
	read_events(&arena, data, size);
	read_sealed(&arena, data, size);
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}
