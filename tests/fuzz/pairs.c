#include <string.h>

#include "base/log.h"
#include "shape/json.h"
#include "shape/read.h"
#include "shape/write.h"

/* Any bytes as the query of an address: read, or refused with a problem that can be told. */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct query {
	const char *text, *day, *kind, *pin, *after;
	int64_t number;
	bool yes;
	struct instant at;
	struct bytes photo;
	struct maybe_text maybe;
	struct maybe_int maybe_n;
	struct list words;
};
SHAPE(query, "Query",
    FIELD(query, text, "Text", .max = 30, .optional = true),
    FIELD(query, day, "Day", .format = &format_date, .optional = true),
    FIELD(query, kind, "Kind", .choices = CHOICES("a", "b"), .optional = true),
    FIELD(query, pin, "PIN", .max = 4, .secret = true, .optional = true),
    FIELD(query, after, "After", .format = &format_cursor, .max = 40, .optional = true),
    FIELD(query, number, "Number", .min = -100, .max = 1000, .optional = true),
    FIELD(query, yes, "Yes", .optional = true),
    FIELD(query, at, "At", .optional = true),
    FIELD(query, photo, "Photo", .max = 10, .optional = true),
    FIELD(query, maybe, "Maybe", .max = 5, .optional = true),
    FIELD(query, maybe_n, "Maybe N", .max = 5, .optional = true),
    FIELD(query, words, "Words", .max = 5, .optional = true));

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena };
	char *text = arena_alloc(&arena, size + 1);
	struct source source = { 0 };
	struct pair *pairs;
	struct query query;

	if (size != 0)
		memcpy(text, data, size);
	if (pairs_read(&c, text, &pairs) == 0) {
		source.query = pairs;
		if (shape_read(&c, &query_shape, &source, &query) == 0) {
			must(query.pin == NULL);
			must(json_check(shape_write_json(&c, &query_shape, &query)) == JSON_FINE);
		}
	}
	if (c.reason != NULL)
		must(c.problems != NULL && json_check(problem_json(&c)) == JSON_FINE);
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}
