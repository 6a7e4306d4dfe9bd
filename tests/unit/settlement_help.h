#ifndef TESTS_UNIT_SETTLEMENT_HELP_H
#define TESTS_UNIT_SETTLEMENT_HELP_H

#include <stdio.h>
#include <string.h>

#include "check.h"

#include "base/text.h"
#include "settlement/fixed.h"

/* A file of tests/golden/zengin, whole. */
static inline struct bytes
golden(struct arena *a, const char *name)
{
	char path[200], *data = arena_alloc(a, 1 << 16);
	FILE *file;
	size_t size;

	snprintf(path, sizeof path, "tests/golden/zengin/%s", name);
	file = fopen(path, "r");
	assert_non_null(file);
	size = fread(data, 1, 1 << 16, file);
	assert_true(size > 0 && size < 1 << 16);
	fclose(file);
	return (struct bytes){ data, size };
}

/* The same bytes, to be changed. */
static inline char *
copy(struct arena *a, struct bytes b)
{
	return arena_copy(a, b.data, b.size);
}

/* UTF-8 with half-width kana as the bytes of a bank: written without the product's tables. */
static inline const char *
one_byte(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, strlen(text) + 1);
	size_t size = 0;

	for (uint32_t p = text_next(&text); p != 0; p = text_next(&text))
		out[size++] = (char)(p < 0x80 ? p : p - 0xff61 + 0xa1);
	return out;
}

static inline const struct bank_finding *
found(const struct bank_findings *f, int64_t record, const char *code)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].record == record && strcmp(f->items[i].code, code) == 0)
			return &f->items[i];
	return NULL;
}

/* Whether a finding stands at this record and column. */
static inline bool
found_at(const struct bank_findings *f, int64_t record, int from, int to)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].record == record && f->items[i].column >= from &&
		    f->items[i].column <= to && !f->items[i].is_warning)
			return true;
	return false;
}

/* Every column belongs to one field, and every member holds its field. */
static inline void
assert_tiles(const struct fixed_format *format)
{
	for (const struct fixed_record *r = format->records; r->letter != '\0'; r++) {
		bool taken[256] = { false };
		int columns = 0;

		for (const struct fixed_field *f = r->fields; f->width != 0; f++) {
			for (int i = f->column; i < f->column + f->width; i++) {
				assert_false(taken[i]);
				taken[i] = true;
				columns++;
			}
			if (f->class >= FIXED_COUNT && f->class <= FIXED_YEN_10_OR_12)
				assert_int_equal(f->size, sizeof(int64_t));
			else if (f->class == FIXED_MADE_ON || f->class == FIXED_DATE)
				assert_int_equal(f->size, 11);
			else
				assert_true(f->size == 0 || f->size > (size_t)f->width);
			if (f->class == FIXED_IS)
				assert_int_equal(strlen(f->is), f->width);
		}
		assert_int_equal(columns, format->length);
	}
}

#endif
