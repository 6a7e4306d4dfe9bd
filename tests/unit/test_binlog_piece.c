/* Goal: pieces of the binlog give back whole transactions in order, and tell what is missing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

#include "db/replay.h"

enum { FORMAT_SIZE = 60, GTID_SIZE = 42, XID_SIZE = 31, ROOM = 1 << 16, ALONE = 1 };

static struct arena arena;
static struct ctx ctx = { .arena = &arena };
static struct key key;
static char folder[100];

/* What is written into a piece: events as a server numbers them. */
static struct log {
	unsigned char data[ROOM];
	size_t size;
	int64_t position;
	uint64_t sequence;
} written;

static void
number_put(unsigned char *at, uint64_t n, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		at[i] = (unsigned char)(n >> 8 * i);
}

static unsigned char *
event(unsigned type, size_t size, bool in_file)
{
	unsigned char *at = written.data + written.size;

	memset(at, 0, size);
	if (in_file)
		written.position += (int64_t)size;
	number_put(at, 1700000000 + written.sequence, 4);
	at[4] = (unsigned char)type;
	number_put(at + 5, 1, 4);
	number_put(at + BINLOG_SIZE_AT, size, 4);
	number_put(at + 13, in_file ? (uint64_t)written.position : 0, 4);
	written.size += size;
	return at + BINLOG_HEAD_SIZE;
}

static void
gtid(unsigned flags)
{
	unsigned char *at = event(BINLOG_GTID, GTID_SIZE, true);

	number_put(at, ++written.sequence, 8);
	at[12] = (unsigned char)flags;
}

static void
query(const char *text)
{
	size_t size = BINLOG_HEAD_SIZE + 13 + 1 + strlen(text) + 4;
	unsigned char *at = event(BINLOG_QUERY, size, true);

	memcpy(at + 13 + 1, text, strlen(text));
}

static void
transaction(void)
{
	gtid(0);
	query("INSERT");
	event(BINLOG_XID, XID_SIZE, true);
}

static void
begin_piece(void)
{
	written.size = 0;
	event(BINLOG_FORMAT, FORMAT_SIZE, written.position == 4);
}

/* The piece with what was written; from is where it stands, mark how it is left. */
static void
piece(int64_t number, const char *file, int64_t from, enum sealed_mark mark)
{
	struct piece p = { .number = number - 1, .from.position = from };
	struct sealed *s;
	int out;

	snprintf(p.from.file, sizeof p.from.file, "%s", file);
	assert_int_equal(piece_make(&ctx, folder, &p, &out), 0);
	s = sealed_make(&arena, out, &key, arena_text(&arena, "binlog/%s", p.name));
	assert_true(sealed_put(s, (struct bytes){ written.data, written.size }, mark));
	close(out);
	begin_piece();
}

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "%s/piecesXXXXXX",
	    getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	written = (struct log){ .position = 4 };
	begin_piece();
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int
remove_folder(void **state)
{
	struct piece *pieces;
	size_t count;

	(void)state;
	piece_list(&ctx, folder, &pieces, &count);
	for (size_t i = 0; i < count; i++)
		remove(arena_text(&arena, "%s/%s.sealed", folder, pieces[i].name));
	rmdir(folder);
	fail_forget(&ctx);
	ctx.detail = NULL;
	arena_reset(&arena);
	return 0;
}

/* How many transactions come out behind the place, or -1 with the reason in ctx.detail. */
static int64_t
replayed(const char *file, int64_t position, const char *until, struct binlog_place *to)
{
	struct chain chain = { .folder = folder, .key = &key };
	struct replay replay = { .from.position = position, .until = until };
	struct binlog_follow follow;
	int64_t transactions = 0;
	unsigned char out[ROOM];
	ssize_t size;

	fail_forget(&ctx);
	ctx.detail = NULL;
	snprintf(replay.from.file, sizeof replay.from.file, "%s", file);
	replay.out = memfd_create("replay", MFD_CLOEXEC);
	if (chain_read(&ctx, &chain, &replay.from) != 0 ||
	    replay_write(&ctx, &chain, &replay, to, &follow) != 0) {
		close(replay.out);
		return -1;
	}
	size = pread(replay.out, out, sizeof out, 0);
	close(replay.out);
	assert_memory_equal(out, "\xfe" "bin", 4);
	for (ssize_t at = 4; at < size;) {
		struct binlog_event e;
		size_t length = (size_t)out[at + 9] | (size_t)out[at + 10] << 8;

		assert_true(binlog_event_read((struct bytes){ out + at, length }, &e));
		transactions += e.type == BINLOG_GTID;
		at += (ssize_t)length;
	}
	return transactions;
}

static void
refused(const char *word)
{
	assert_non_null(ctx.detail);
	assert_memory_equal(ctx.detail, word, strlen(word));
}

/* Three pieces of two files with two transactions each: what the tests below damage. */
static int64_t third_from;
static void
three_pieces(enum sealed_mark second, enum sealed_mark last)
{
	int64_t from;

	transaction();
	transaction();
	from = written.position;
	piece(1, "binlog.000001", 4, SEALED_END);
	transaction();
	transaction();
	third_from = written.position;
	piece(2, "binlog.000001", from, second);
	written.position = 4;
	begin_piece();
	transaction();
	transaction();
	piece(3, "binlog.000002", 4, last);
}

static void
all_transactions_come_back(void **state)
{
	struct binlog_place to;

	(void)state;
	three_pieces(SEALED_END, SEALED_POINT);
	assert_int_equal(replayed("binlog.000001", 4, "", &to), 6);
	assert_string_equal(to.file, "binlog.000002");
	assert_int_equal(to.position, 4 + FORMAT_SIZE + 2 * (GTID_SIZE + XID_SIZE + 43));
}

static void
only_those_behind_the_place(void **state)
{
	struct binlog_place to;
	int64_t one = GTID_SIZE + XID_SIZE + 43;

	(void)state;
	three_pieces(SEALED_END, SEALED_END);
	assert_int_equal(replayed("binlog.000001", 4 + FORMAT_SIZE + one, "", &to), 5);
	assert_int_equal(replayed("binlog.000001", third_from, "", &to), 2);
	assert_int_equal(replayed("binlog.000002", 4, "", &to), 2);
}

static void
an_end_is_kept(void **state)
{
	struct binlog_place to;

	(void)state;
	three_pieces(SEALED_END, SEALED_END);
	assert_int_equal(replayed("binlog.000001", 4, "0-1-3", &to), 3);
	assert_int_equal(replayed("binlog.000001", 4, "binlog.000002:4", &to), 4);
	/* Transaction n began at 1700000000 + n - 1, as event() counts. */
	assert_int_equal(replayed("binlog.000001", 4, "2023-11-14T22:13:21Z", &to), 2);
	assert_int_equal(replayed("binlog.000001", 4, "0-1-99", &to), -1);
	refused("until_unknown");
	assert_int_equal(replayed("binlog.000002", 4, "binlog.000001:4", &to), -1);
	refused("until_unknown");
	assert_int_equal(replayed("binlog.000001", 4, "yesterday", &to), -1);
	refused("until_unknown");
}

static void
half_a_transaction_stays_away(void **state)
{
	struct binlog_place to;
	struct binlog_follow f = { 0 };
	struct binlog_event e;

	(void)state;
	transaction();
	gtid(0);
	query("INSERT");
	/* Never marked as whole: a stream that broke off. */
	piece(1, "binlog.000001", 4, SEALED_MORE);
	assert_int_equal(replayed("binlog.000001", 4, "", &to), 0);
	assert_true(binlog_event_read((struct bytes){ written.data, FORMAT_SIZE }, &e));
	assert_true(binlog_follow(&f, &e));
}

static void
groups_end_where_a_server_ends_them(void **state)
{
	static const struct { unsigned flags; const char *text; bool whole; } cases[] = {
		{ ALONE, "CREATE TABLE a (b INT)", true }, { 0, "COMMIT", true },
		{ 0, "ROLLBACK", true }, { 0, "ROLLBACK TO SAVEPOINT `a`", false },
		{ 0, "COMMITTED nothing", false }, { 0, "INSERT", false } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct binlog_follow f = { 0 };
		struct binlog_event e;
		size_t from;

		begin_piece();
		from = written.size;
		gtid(cases[i].flags);
		query(cases[i].text);
		assert_true(binlog_event_read(
		    (struct bytes){ written.data + from, GTID_SIZE }, &e));
		assert_false(binlog_follow(&f, &e));
		assert_true(binlog_event_read((struct bytes){ written.data + from + GTID_SIZE,
		    written.size - from - GTID_SIZE }, &e));
		assert_int_equal(binlog_follow(&f, &e), cases[i].whole);
	}
}

static void
a_name_is_read_with_and_without_checksum(void **state)
{
	static const char names[][20] = { "binlog.000012", "binlog.0000121234" };
	char file[64];

	(void)state;
	for (int i = 0; i < 2; i++) {
		size_t size = BINLOG_HEAD_SIZE + 8 + strlen(names[i]);
		struct binlog_event e;

		begin_piece();
		memcpy(event(BINLOG_ROTATE, size, false) + 8, names[i], strlen(names[i]));
		assert_true(binlog_event_read(
		    (struct bytes){ written.data + FORMAT_SIZE, size }, &e));
		assert_true(binlog_rotate_read(&e, file, sizeof file));
		assert_string_equal(file, "binlog.000012");
		assert_false(binlog_rotate_read(&e, file, 8));
	}
}

static void
a_missing_piece_is_named(void **state)
{
	struct binlog_place to;

	(void)state;
	three_pieces(SEALED_END, SEALED_END);
	remove(arena_text(&arena, "%s/000000000002-binlog.000001-%d.sealed", folder,
	    4 + FORMAT_SIZE + 2 * (GTID_SIZE + XID_SIZE + 43)));
	assert_int_equal(replayed("binlog.000001", 4, "", &to), -1);
	refused("piece_missing: number 2,");
	assert_int_equal(replayed("binlog.000001", 2, "", &to), -1);
	refused("piece_missing: binlog.000001:2 is before the first piece");
	/* What is not needed may be gone. */
	assert_int_equal(replayed("binlog.000002", 4, "", &to), 2);
	assert_int_equal(replayed("binlog.000002", 5000, "", &to), -1);
	refused("cut_off: ");
}

static void
a_piece_without_its_end_is_followed_by_none_of_the_next_file(void **state)
{
	struct binlog_place to;

	(void)state;
	three_pieces(SEALED_POINT, SEALED_END);
	assert_int_equal(replayed("binlog.000001", 4, "", &to), -1);
	refused("cut_off: 000000000002-");
}

static void
a_receiver_that_broke_off_goes_on_in_the_next_piece(void **state)
{
	struct binlog_place to;
	int64_t from;

	(void)state;
	transaction();
	from = written.position;
	piece(1, "binlog.000001", 4, SEALED_POINT);
	transaction();
	piece(2, "binlog.000001", from, SEALED_POINT);
	assert_int_equal(replayed("binlog.000001", 4, "", &to), 2);
}

static void
a_piece_under_another_name_is_damaged(void **state)
{
	struct binlog_place to;
	const char *from;

	(void)state;
	three_pieces(SEALED_END, SEALED_END);
	from = arena_text(&arena, "%s/000000000003-binlog.000002-4.sealed", folder);
	assert_int_equal(rename(from, arena_text(&arena,
	    "%s/000000000003-binlog.000003-4.sealed", folder)), 0);
	assert_int_equal(replayed("binlog.000001", 4, "", &to), -1);
	refused("damaged: 000000000003-");
}

static void
an_empty_folder_is_no_chain(void **state)
{
	struct binlog_place to;

	(void)state;
	assert_int_equal(replayed("binlog.000001", 4, "", &to), -1);
	refused("piece_missing: ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(all_transactions_come_back),
		TEST(only_those_behind_the_place),
		TEST(an_end_is_kept),
		TEST(half_a_transaction_stays_away),
		TEST(groups_end_where_a_server_ends_them),
		TEST(a_name_is_read_with_and_without_checksum),
		TEST(a_missing_piece_is_named),
		TEST(a_piece_without_its_end_is_followed_by_none_of_the_next_file),
		TEST(a_receiver_that_broke_off_goes_on_in_the_next_piece),
		TEST(a_piece_under_another_name_is_damaged),
		TEST(an_empty_folder_is_no_chain),
	};

	crypto_start();
	key = random_key();
	return cmocka_run_group_tests_name("pieces of the binlog", tests, NULL, NULL);
}
