/* Any bytes as a session token: without the key none opens. */
#include <stdint.h>
#include <string.h>

#include "http/edge.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct key key = { "a key no seed was signed with" };
	struct arena arena = { 0 };
	const char *token = arena_text(&arena, "%.*s", (int)size, (const char *)data);

	must(token_read(&arena, &key, "resident", 0, token).data == NULL);
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}
