/* Pictures from outside: what is let in, what is left out, what is refused. */
#include <string.h>

#include "check.h"
#include "base/text.h"
#include "out/picture.h"

static struct arena arena;

#define BYTES(s) { s, sizeof s - 1 }

static const char soi[] = "\xff\xd8";
static const char jfif[] = "\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0";
static const char exif[] = "\xff\xe1\x00\x0e" "Exif\0\0GPS!!!";
static const char comment[] = "\xff\xfe\x00\x08" "secret";
static const char frame[] = "\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00";
static const char scan[] = "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" "data\xff\xd9";

static struct bytes
joined(const struct bytes *parts, size_t count)
{
	struct text_buffer b = { .arena = &arena };

	for (size_t i = 0; i < count; i++)
		buffer_add(&b, parts[i].data, parts[i].size);
	return (struct bytes){ b.data, b.size };
}
#define JOIN(...) joined((struct bytes[]){ __VA_ARGS__ },			\
	sizeof(struct bytes[]){ __VA_ARGS__ } / sizeof(struct bytes))

static void
jpeg_comes_back_without_its_notes(void **state)
{
	struct bytes in = JOIN(BYTES(soi), BYTES(jfif), BYTES(exif), BYTES(comment),
	    BYTES(frame), BYTES(scan));
	struct bytes want = JOIN(BYTES(soi), BYTES(jfif), BYTES(frame), BYTES(scan));
	struct picture p;

	(void)state;
	assert_true(picture_read(&arena, in, &p));
	assert_int_equal(p.kind, PICTURE_JPEG);
	assert_int_equal(p.width, 3);
	assert_int_equal(p.height, 2);
	assert_int_equal(p.data.size, want.size);
	assert_memory_equal(p.data.data, want.data, want.size);
}

static void
jpeg_cut_anywhere_before_its_data_is_refused(void **state)
{
	struct bytes in = JOIN(BYTES(soi), BYTES(jfif), BYTES(exif), BYTES(frame), BYTES(scan));
	struct picture p;

	(void)state;
	for (size_t size = 0; size <= in.size - 6; size++) {
		/* A copy of exactly that size lets the sanitizer see a step too far. */
		struct bytes cut = { arena_copy(&arena, in.data, size), size };

		assert_false(picture_read(&arena, cut, &p));
	}
	assert_true(picture_read(&arena, in, &p));
}

static void
refuse_frame(const char *changed, size_t size)
{
	struct picture p;

	assert_false(picture_read(&arena, JOIN(BYTES(soi), { changed, size }, BYTES(scan)), &p));
}

static void
jpeg_of_another_sort_is_refused(void **state)
{
	static const unsigned char lossless = 0xc3, arithmetic = 0xc9, twelve_bits = 12,
	    cmyk = 4, zero = 0, huge = 0xff;
	const struct { size_t at; unsigned char value; } changes[] = {
		{ 1, lossless }, { 1, arithmetic }, { 4, twelve_bits }, { 9, cmyk },
		{ 9, zero }, { 6, zero }, { 5, huge }, { 7, huge }, { 3, zero } };
	char changed[sizeof frame];
	struct picture p;

	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		memcpy(changed, frame, sizeof frame);
		changed[changes[i].at] = (char)changes[i].value;
		refuse_frame(changed, sizeof frame - 1);
	}
	assert_true(picture_read(&arena, JOIN(BYTES(soi), BYTES(frame), BYTES(scan)), &p));
	assert_false(picture_read(&arena, JOIN(BYTES(soi), BYTES(frame), BYTES(frame),
	    BYTES(scan)), &p));
	assert_false(picture_read(&arena, JOIN(BYTES(soi), BYTES(scan)), &p));
}

static void
png_size_comes_from_its_header(void **state)
{
	char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\1\2\0\0\0\5\x08\2\0\0\0crc4";
	struct picture p;

	(void)state;
	assert_true(picture_read(&arena, (struct bytes){ png, sizeof png - 1 }, &p));
	assert_int_equal(p.kind, PICTURE_PNG);
	assert_int_equal(p.width, 258);
	assert_int_equal(p.height, 5);
	assert_false(picture_read(&arena, (struct bytes){ png, sizeof png - 2 }, &p));
	png[16] = 1;	/* sixteen million wide */
	assert_false(picture_read(&arena, (struct bytes){ png, sizeof png - 1 }, &p));
}

static void
many_pixels_are_refused_even_when_each_side_is_fit(void **state)
{
	char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x2e\xe0\0\0\x2e\xe0\x08\2\0\0\0crc4";
	struct picture p;

	(void)state;
	assert_false(picture_read(&arena, (struct bytes){ png, sizeof png - 1 }, &p));
}

static void
anything_else_is_refused(void **state)
{
	static const struct bytes others[] = { BYTES(""), BYTES("GIF89a\1\0\1\0"),
		BYTES("<svg xmlns='http://www.w3.org/2000/svg'/>"), BYTES("\xff\xff\xff\xff"),
		BYTES("\xff\xd8\xff\xd8\xff\xd8") };
	struct picture p;

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(picture_read(&arena, others[i], &p));
	assert_false(picture_read(&arena, (struct bytes){ NULL, 0 }, &p));
}

static int
empty_arena(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(jpeg_comes_back_without_its_notes, empty_arena),
		cmocka_unit_test_teardown(jpeg_cut_anywhere_before_its_data_is_refused,
		    empty_arena),
		cmocka_unit_test_teardown(jpeg_of_another_sort_is_refused, empty_arena),
		cmocka_unit_test_teardown(png_size_comes_from_its_header, empty_arena),
		cmocka_unit_test_teardown(many_pixels_are_refused_even_when_each_side_is_fit,
		    empty_arena),
		cmocka_unit_test_teardown(anything_else_is_refused, empty_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
