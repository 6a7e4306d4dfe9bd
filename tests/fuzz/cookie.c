/* Any bytes as a Cookie header: a value found stands in the header, after its name. */
#include <stdint.h>
#include <string.h>

#include "http/edge.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *header = arena_text(&arena, "%.*s", (int)size, (const char *)data);
	const char *value = cookie_find(&arena, header, "madoguchi_shop");

	if (value != NULL) {
		must(strstr(header, arena_text(&arena, "madoguchi_shop=%s", value)) != NULL);
		must(strchr(value, ';') == NULL);
	}
	must(language_choose(header, header) != NULL);
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}
