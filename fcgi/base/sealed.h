#ifndef BASE_SEALED_H
#define BASE_SEALED_H

#include "base/crypto.h"

/*
 * A stream of bytes under a key, on a file or pipe, in parts of bounded size
 * (libsodium's secretstream, XChaCha20-Poly1305).  A part that was changed, left
 * out, repeated or moved does not open, nor does a stream under another name;
 * the end is part of the stream, so a shorter one is known to be cut off.
 * Memory does not grow with the stream.
 *
 * On disk: "MGSEAL1\n", 8 bytes that tell the key, 24 bytes of libsodium's header,
 * then for each part 4 bytes of size (little endian) and that many bytes.
 */
enum { SEALED_PART_SIZE = 65536 };

/* What a part says of the stream: it goes on; all so far belongs together; it ends. */
enum sealed_mark { SEALED_MORE, SEALED_POINT, SEALED_END };

struct sealed;
struct sealed_part {
	struct bytes bytes;	/* until the next part is taken */
	enum sealed_mark mark;
};

/* Begins a stream; NULL: could not be written, errno says why. */
struct sealed *sealed_make(struct arena *, int file, const struct key *, const char *name);
/* One part of up to SEALED_PART_SIZE bytes, with one write; false: errno. */
bool sealed_put(struct sealed *, struct bytes, enum sealed_mark);

/* Nothing is read before the first part is taken. */
struct sealed *sealed_open(struct arena *, int file, const struct key *, const char *name);
/*
 * The next part.  NULL: it is good.  Otherwise what is wrong with the stream:
 * "not_sealed", "other_key", "cut_off", "damaged" (also: under another name),
 * "unreadable" (errno).  After SEALED_END nothing may be taken.
 */
const char *sealed_take(struct sealed *, struct sealed_part *);

#endif
