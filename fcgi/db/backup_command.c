#include "db/backup_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "db/receive.h"
#include "db/replay.h"

enum { MAC_SIZE_MAX = 1 << 20 };

static int
line_read(struct ctx *c, const char *path, char *line, size_t size)
{
	FILE *file = fopen(path, "re");

	if (file == NULL || fgets(line, (int)size, file) == NULL) {
		if (file != NULL)
			fclose(file);
		return fail_internal(c, "key_missing: %s: %s", path, strerror(errno));
	}
	fclose(file);
	line[strcspn(line, "\r\n")] = '\0';
	return 0;
}

static int
key_read(struct ctx *c, const char *path, struct key *out)
{
	char line[200];

	if (line_read(c, path, line, sizeof line) != 0)
		return -1;
	if (!hex_read(line, out->bytes, KEY_SIZE))
		return fail_internal(c, "key_missing: %s holds no 64 hexadecimal digits", path);
	return 0;
}

/* Fills the buffer unless the input ends before. */
static ssize_t
input(struct ctx *c, unsigned char *buffer, size_t size)
{
	size_t have = 0;

	while (have < size) {
		ssize_t got = read(STDIN_FILENO, buffer + have, size - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_internal(c, "unreadable: %s", strerror(errno));
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static int
run_seal(struct ctx *c, int count, char **words)
{
	unsigned char *buffer = arena_alloc(c->arena, SEALED_PART_SIZE);
	struct key key;
	struct sealed *s;
	ssize_t got;

	if (count != 2)
		return fail_internal(c, "usage: needs the key's file and a name");
	if (key_read(c, words[0], &key) != 0)
		return -1;
	s = sealed_make(c->arena, STDOUT_FILENO, &key, words[1]);
	do {
		if ((got = input(c, buffer, SEALED_PART_SIZE)) < 0)
			return -1;
		if (s == NULL || !sealed_put(s, (struct bytes){ buffer, (size_t)got },
		    got < SEALED_PART_SIZE ? SEALED_END : SEALED_MORE))
			return fail_internal(c, "unwritable: %s", strerror(errno));
	} while (got == SEALED_PART_SIZE);
	return 0;
}

static int
run_open(struct ctx *c, int count, char **words)
{
	struct sealed_part part = { .mark = SEALED_MORE };
	const char *wrong;
	struct sealed *s;
	struct key key;

	if (count != 2)
		return fail_internal(c, "usage: needs the key's file and the name");
	if (key_read(c, words[0], &key) != 0)
		return -1;
	s = sealed_open(c->arena, STDIN_FILENO, &key, words[1]);
	while (part.mark != SEALED_END) {
		if ((wrong = sealed_take(s, &part)) != NULL)
			return fail_internal(c, "%s: %s", wrong, words[1]);
		if (fwrite(part.bytes.data, 1, part.bytes.size, stdout) != part.bytes.size)
			return fail_internal(c, "unwritable: %s", strerror(errno));
	}
	return fflush(stdout) == 0 ? 0 : fail_internal(c, "unwritable: %s", strerror(errno));
}

static int
run_mac(struct ctx *c, int count, char **words)
{
	unsigned char *text = arena_alloc(c->arena, MAC_SIZE_MAX);
	struct key key;
	ssize_t got;

	if (count != 1)
		return fail_internal(c, "usage: needs the key's file");
	if (key_read(c, words[0], &key) != 0 || (got = input(c, text, MAC_SIZE_MAX)) < 0)
		return -1;
	if (got == MAC_SIZE_MAX)
		return fail_internal(c, "usage: the text is too long");
	puts(backup_mac(c->arena, &key, (struct bytes){ text, (size_t)got }));
	return 0;
}

static int
run_receive(struct ctx *c, int count, char **words)
{
	struct binlog_server server;
	char password[200];
	struct key key;

	if (count != 5)
		return fail_internal(c, "usage: key, folder, socket, account, password's file");
	if (key_read(c, words[0], &key) != 0 ||
	    line_read(c, words[4], password, sizeof password) != 0)
		return -1;
	server = (struct binlog_server){ words[2], words[3], password };
	return receive_binlog(c, words[1], &key, &server);
}

static int
place_read(struct ctx *c, char **words, struct binlog_place *out)
{
	char *end;

	if (strlen(words[0]) >= sizeof out->file)
		return fail_internal(c, "usage: %s is no binlog file", words[0]);
	snprintf(out->file, sizeof out->file, "%s", words[0]);
	out->position = strtoll(words[1], &end, 10);
	return *end == '\0' ? 0 : fail_internal(c, "usage: %s is no position", words[1]);
}

static void
print_end(FILE *to, struct arena *a, const struct binlog_place *place,
    const struct binlog_follow *f)
{
	fprintf(to, "%s %lld %u-%u-%llu %s\n", place->file, (long long)place->position, f->domain,
	    f->server, (unsigned long long)f->sequence,
	    f->at_s != 0 ? instant_text(a, (struct instant){ f->at_s * 1000 }) : "-");
}

static int
run_pieces(struct ctx *c, int count, char **words)
{
	struct chain chain = { 0 };
	struct binlog_place from = { .position = 0 };
	struct key key;

	if (count != 2 && count != 4)
		return fail_internal(c, "usage: key and folder, perhaps file and position");
	if (key_read(c, words[0], &key) != 0 ||
	    (count == 4 && place_read(c, words + 2, &from) != 0))
		return -1;
	chain.folder = words[1];
	chain.key = &key;
	if (chain_read(c, &chain, &from) != 0)
		return -1;
	for (size_t i = 0; i < chain.count; i++) {
		const struct piece_tail *tail = &chain.tails[i];

		printf("%s %s %lld ", chain.pieces[i].name, tail->ended ? "whole" : "open",
		    (long long)tail->follow.transactions);
		print_end(stdout, c->arena, &tail->to, &tail->follow);
	}
	return 0;
}

static int
run_replay(struct ctx *c, int count, char **words)
{
	struct chain chain = { 0 };
	struct replay replay = { .until = count == 5 ? words[4] : "", .out = STDOUT_FILENO };
	struct binlog_place to;
	struct binlog_follow follow;
	struct key key;

	if (count != 4 && count != 5)
		return fail_internal(c, "usage: key, folder, file, position, perhaps an end");
	if (key_read(c, words[0], &key) != 0 || place_read(c, words + 2, &replay.from) != 0)
		return -1;
	chain.folder = words[1];
	chain.key = &key;
	if (chain_read(c, &chain, &replay.from) != 0 ||
	    replay_write(c, &chain, &replay, &to, &follow) != 0)
		return -1;
	fprintf(stderr, "replayed %lld ", (long long)follow.transactions);
	print_end(stderr, c->arena, &to, &follow);
	return 0;
}

const struct command backup_commands[] = {
	{ "backup seal", "KEY NAME", "Seals what it reads, as part of a backup", run_seal },
	{ "backup open", "KEY NAME", "Opens what was sealed under this name", run_open },
	{ "backup mac", "KEY", "The MAC of what it reads", run_mac },
	{ "backup receive", "KEY FOLDER SOCKET ACCOUNT PASSWORD",
	  "Receives the binlog into sealed pieces", run_receive },
	{ "backup pieces", "KEY FOLDER [FILE POSITION]",
	  "Checks the pieces, and that none is missing", run_pieces },
	{ "backup replay", "KEY FOLDER FILE POSITION [END]",
	  "Writes what the pieces hold behind a place", run_replay },
	{ 0 }
};
