/* Any bytes as an address: pairs and path values hold what was sent, or it is refused. */
#include <stdint.h>
#include <string.h>

#include "http/edge.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena };
	char *address = arena_text(&arena, "%.*s", (int)size, (const char *)data);
	char *query = strchr(address, '?');
	struct pair *pairs = NULL, *values = NULL;

	if (query != NULL)
		*query++ = '\0';
	if (pairs_read(&c, query != NULL ? query : "", &pairs) != 0)
		must(c.reason == &invalid_input);
	for (; pairs != NULL; pairs = pairs->next)
		must(pairs->value.size <= size);
	if (path_match(&arena, "/api/till/{a}/x/{b}", address, &values)) {
		must(values != NULL && values->next != NULL && values->next->next == NULL);
		must(memchr(values->value.data, '/', values->value.size) == NULL);
	}
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}
