/* Goal: what was sealed opens as it was, and in no other way: not changed, cut, moved or mixed. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

#include "base/sealed.h"

enum { HEAD_SIZE = 40, PART_EXTRA = 4 + 17, ROOM = 1 << 20 };

static struct arena arena;
static struct key key;

static int
clean(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

/* A file in memory with this content, to be read from its beginning. */
static int
file_of(const void *data, size_t size)
{
	int file = memfd_create("sealed", MFD_CLOEXEC);

	assert_true(file >= 0);
	assert_int_equal(write(file, data, size), (ssize_t)size);
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	return file;
}

/* The parts sealed under the name "a"; the last one ends it. */
static struct bytes
sealed(const char *const parts[], size_t count)
{
	int file = file_of("", 0);
	struct sealed *s = sealed_make(&arena, file, &key, "a");
	unsigned char *out = arena_alloc(&arena, ROOM);
	ssize_t size;

	for (size_t i = 0; i < count; i++)
		assert_true(sealed_put(s, (struct bytes){ parts[i], strlen(parts[i]) },
		    i + 1 == count ? SEALED_END : i == 0 ? SEALED_POINT : SEALED_MORE));
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	size = read(file, out, ROOM);
	close(file);
	return (struct bytes){ out, (size_t)size };
}

/* What is said of it, and the text that came before; NULL: good to its end. */
static const char *
opened(struct bytes b, const char *name, const struct key *with, char *text)
{
	int file = file_of(b.data, b.size);
	struct sealed *s = sealed_open(&arena, file, with, name);
	struct sealed_part part = { .mark = SEALED_MORE };
	const char *wrong = NULL;

	text[0] = '\0';
	while (part.mark != SEALED_END && (wrong = sealed_take(s, &part)) == NULL)
		strncat(text, part.bytes.data, part.bytes.size);
	close(file);
	return wrong;
}

static const char *const three[] = { "one ", "two ", "three" };

static void
what_was_sealed_opens(void **state)
{
	struct bytes b = sealed(three, 3);
	char text[100];

	(void)state;
	assert_null(opened(b, "a", &key, text));
	assert_string_equal(text, "one two three");
	assert_int_equal(b.size, HEAD_SIZE + 3 * PART_EXTRA + strlen("one two three"));
	assert_null(memmem(b.data, b.size, "two", 3));
}

static void
parts_say_where_they_stand(void **state)
{
	struct bytes b = sealed(three, 3);
	int file = file_of(b.data, b.size);
	struct sealed *s = sealed_open(&arena, file, &key, "a");
	enum sealed_mark marks[] = { SEALED_POINT, SEALED_MORE, SEALED_END };
	struct sealed_part part;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_null(sealed_take(s, &part));
		assert_int_equal(part.mark, marks[i]);
	}
	close(file);
}

static void
every_size_comes_back(void **state)
{
	static const size_t sizes[] = { 0, 1, SEALED_PART_SIZE - 1, SEALED_PART_SIZE };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		unsigned char *clear = arena_alloc(&arena, SEALED_PART_SIZE);
		int file = file_of("", 0);
		struct sealed *s = sealed_make(&arena, file, &key, "size");
		struct sealed_part part;

		random_fill(clear, sizes[i]);
		assert_true(sealed_put(s, (struct bytes){ clear, sizes[i] }, SEALED_END));
		assert_int_equal(lseek(file, 0, SEEK_SET), 0);
		assert_null(sealed_take(s = sealed_open(&arena, file, &key, "size"), &part));
		assert_int_equal(part.bytes.size, sizes[i]);
		assert_memory_equal(part.bytes.data, clear, sizes[i]);
		close(file);
	}
}

static void
each_changed_byte_is_noticed(void **state)
{
	struct bytes b = sealed(three, 3);
	char text[100];

	(void)state;
	for (size_t at = 0; at < b.size; at++) {
		unsigned char *copy = arena_copy(&arena, b.data, b.size);

		copy[at] ^= 1;
		assert_non_null(opened((struct bytes){ copy, b.size }, "a", &key, text));
		/* Whatever came out before it was noticed is what was put in. */
		assert_memory_equal(text, "one two three", strlen(text));
	}
}

static void
each_shorter_one_is_cut_off(void **state)
{
	struct bytes b = sealed(three, 3);
	char text[100];

	(void)state;
	for (size_t size = 0; size < b.size; size++)
		assert_string_equal(opened((struct bytes){ b.data, size }, "a", &key, text),
		    "cut_off");
}

static void
zeros_at_the_end_are_cut_off(void **state)
{
	struct bytes b = sealed(three, 3);
	unsigned char *copy = arena_alloc(&arena, b.size + 100);
	size_t kept = HEAD_SIZE + PART_EXTRA + strlen("one ");
	char text[100];

	(void)state;
	memcpy(copy, b.data, kept);
	assert_string_equal(opened((struct bytes){ copy, b.size + 100 }, "a", &key, text),
	    "cut_off");
	assert_string_equal(text, "one ");
}

static void
bytes_behind_the_end_are_noticed(void **state)
{
	struct bytes b = sealed(three, 3);
	unsigned char *copy = arena_alloc(&arena, b.size + 1);
	char text[100];

	(void)state;
	memcpy(copy, b.data, b.size);
	assert_string_equal(opened((struct bytes){ copy, b.size + 1 }, "a", &key, text), "damaged");
}

static void
another_name_key_or_file_is_named(void **state)
{
	struct bytes b = sealed(three, 3);
	struct key other = random_key();
	char text[100];

	(void)state;
	assert_string_equal(opened(b, "b", &key, text), "damaged");
	assert_string_equal(opened(b, "a", &other, text), "other_key");
	assert_string_equal(opened((struct bytes){ "PK\3\4 and so on", 14 }, "a", &key, text),
	    "not_sealed");
}

static void
parts_of_two_streams_do_not_mix(void **state)
{
	struct bytes a = sealed(three, 3), b = sealed(three, 3);
	unsigned char *mixed = arena_copy(&arena, a.data, a.size);
	size_t second = HEAD_SIZE + PART_EXTRA + strlen("one ");
	char text[100];

	(void)state;
	memcpy(mixed + second, (const unsigned char *)b.data + second, b.size - second);
	assert_string_equal(opened((struct bytes){ mixed, a.size }, "a", &key, text), "damaged");
	assert_string_equal(text, "one ");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(what_was_sealed_opens, clean),
		cmocka_unit_test_teardown(parts_say_where_they_stand, clean),
		cmocka_unit_test_teardown(every_size_comes_back, clean),
		cmocka_unit_test_teardown(each_changed_byte_is_noticed, clean),
		cmocka_unit_test_teardown(each_shorter_one_is_cut_off, clean),
		cmocka_unit_test_teardown(zeros_at_the_end_are_cut_off, clean),
		cmocka_unit_test_teardown(bytes_behind_the_end_are_noticed, clean),
		cmocka_unit_test_teardown(another_name_key_or_file_is_named, clean),
		cmocka_unit_test_teardown(parts_of_two_streams_do_not_mix, clean),
	};

	crypto_start();
	key = random_key();
	return cmocka_run_group_tests_name("sealed", tests, NULL, NULL);
}
