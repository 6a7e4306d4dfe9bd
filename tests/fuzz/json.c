#include <string.h>

#include <cjson/cJSON.h>

#include "base/log.h"
#include "shape/json.h"
#include "shape/read.h"
#include "shape/write.h"

/*
 * Any bytes as a body: read or refused with a problem that can be told, never
 * a crash.  What was read is written and read again as the same bytes, and
 * what our gate lets in another parser takes too.
 */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct part { const char *name; int64_t n; };
SHAPE(part, "Part",
    FIELD(part, name, "Name", .min = 1, .max = 5),
    FIELD(part, n, "N", .min = -5, .max = 5, .optional = true, .otherwise = 2));

struct body {
	const char *text, *day, *kind, *mail;
	int64_t number, any;
	bool yes;
	struct instant at;
	struct bytes photo;
	struct maybe_text maybe;
	struct maybe_int maybe_n;
	struct list parts, words;
	const void *part;
};
SHAPE(body, "Body",
    FIELD(body, text, "Text", .max = 30, .lines = true, .optional = true),
    FIELD(body, day, "Day", .format = &format_date, .optional = true),
    FIELD(body, kind, "Kind", .choices = CHOICES("a", "b"), .optional = true),
    FIELD(body, mail, "Mail", .format = &format_mail, .optional = true),
    FIELD(body, number, "Number", .min = 1, .max = 1000),
    FIELD(body, any, "Any", .optional = true),
    FIELD(body, yes, "Yes", .optional = true, .otherwise = true),
    FIELD(body, at, "At", .optional = true),
    FIELD(body, photo, "Photo", .max = 10, .optional = true),
    FIELD(body, maybe, "Maybe", .format = &format_kana, .max = 5, .optional = true),
    FIELD(body, maybe_n, "Maybe N", .max = 5, .optional = true),
    FIELD(body, parts, "Parts", .of = &part_shape, .max = 5, .optional = true),
    FIELD(body, words, "Words", .max = 5, .optional = true),
    FIELD(body, part, "Part", .of = &part_shape, .optional = true));

/* The other parser cuts numbers at 63 characters. */
static bool
has_long_number(struct bytes in)
{
	const char *s = in.data;
	int run = 0;

	for (size_t i = 0; i < in.size; i++) {
		run = memchr("0123456789+-.eE", s[i], 15) != NULL ? run + 1 : 0;
		if (run > 60)
			return true;
	}
	return false;
}

static void
compare(struct bytes in)
{
	cJSON *tree;

	if (json_check(in) != JSON_FINE || has_long_number(in))
		return;
	tree = cJSON_ParseWithLength(in.data, in.size);
	must(tree != NULL);
	cJSON_Delete(tree);
}

static void
write_and_read(struct ctx *c, const struct body *read)
{
	struct bytes first = shape_write_json(c, &body_shape, read), second;
	struct body again;

	must(json_check(first) == JSON_FINE);
	must(shape_read_json(c, &body_shape, first, &again) == 0);
	second = shape_write_json(c, &body_shape, &again);
	must(first.size == second.size && memcmp(first.data, second.data, first.size) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena };
	struct bytes in = { data, size };
	struct body body;

	compare(in);
	if (shape_read_json(&c, &body_shape, in, &body) == 0) {
		must(c.reason == NULL && c.problems == NULL);
		write_and_read(&c, &body);
	} else {
		must(c.reason == &invalid_input && c.problems != NULL);
		must(json_check(problem_json(&c)) == JSON_FINE);
	}
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}
