#include "db/keyring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "db/inside.h"

enum { MASTERS_MAX = 16, KEYS_MAX = 64, NUMBER_SIZE = 4 };

const char *const keyring_purposes[] = { "session", "once", "mail_index", "poster", "pin",
	"code", "upload", "outbox", "shop", NULL };

STMT(key_list, "SELECT purpose, version, master_number, wrapped FROM data_key"
    " ORDER BY purpose, version LIMIT 1000");
STMT(key_list_lock, "SELECT purpose, version, master_number, wrapped FROM data_key"
    " WHERE master_number <> ? ORDER BY purpose, version LIMIT 1000 FOR UPDATE");
STMT(key_insert, "INSERT INTO data_key (purpose, version, master_number, wrapped, created_at)"
    " VALUES (?, ?, ?, ?, ?)");
STMT(key_rewrap, "UPDATE data_key SET master_number = ?, wrapped = ?"
    " WHERE purpose = ? AND version = ?");

struct data_key { const char *purpose; int64_t version, master_number; struct bytes wrapped; };
SHAPE(data_key, "A wrapped data key",
    FIELD(data_key, purpose, "What the key is for"),
    FIELD(data_key, version, "Counts from 1"),
    FIELD(data_key, master_number, "Master key that wraps it"),
    FIELD(data_key, wrapped, "The key, sealed"));

struct master { uint32_t number; struct key key; };
struct opened { char purpose[32]; int64_t version; struct key key; };

/* Read once per process; nothing here ever grows with requests. */
static struct {
	struct master masters[MASTERS_MAX];
	size_t master_count;
	struct opened keys[KEYS_MAX];
	size_t key_count;
} ring;

static _Noreturn void
stop(const char *what, const char *why)
{
	fprintf(stderr, "%s: keys: %s: %s\n", config_program(), what, why);
	exit(1);
}

/* "12 64-hex-digits" */
static bool
master_parse(const char *line, struct master *out)
{
	char *end;
	unsigned long number;

	errno = 0;
	number = strtoul(line, &end, 10);
	if (errno != 0 || end == line || *end != ' ' || number == 0 || number > UINT32_MAX)
		return false;
	out->number = (uint32_t)number;
	return strlen(end + 1) == 2 * KEY_SIZE && hex_read(end + 1, out->key.bytes, KEY_SIZE);
}

static void
masters_read(const struct config *config)
{
	FILE *file = fopen(config->master_key_file, "re");
	char line[200];

	if (file == NULL)
		stop(config->master_key_file, strerror(errno));
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		if (ring.master_count == MASTERS_MAX ||
		    !master_parse(line, &ring.masters[ring.master_count]))
			stop(config->master_key_file, "a line is no 'number 64-hex-digits'");
		ring.master_count++;
	}
	fclose(file);
	if (ring.master_count == 0)
		stop(config->master_key_file, "holds no key");
}

static const struct master *
master_newest(struct ctx *c)
{
	if (ring.master_count == 0)
		masters_read(c->config);
	return &ring.masters[ring.master_count - 1];
}

static const struct master *
master_numbered(struct ctx *c, uint32_t number)
{
	master_newest(c);
	for (size_t i = 0; i < ring.master_count; i++)
		if (ring.masters[i].number == number)
			return &ring.masters[i];
	return NULL;
}

/* The master's number in four bytes, high first, then the sealed key. */
struct bytes
keyring_wrap(struct ctx *c, const char *where, const struct key *key)
{
	const struct master *master = master_newest(c);
	struct bytes sealed = seal(c->arena, &master->key, where,
	    (struct bytes){ key->bytes, KEY_SIZE });
	unsigned char *all = arena_alloc(c->arena, NUMBER_SIZE + sealed.size);

	for (int i = 0; i < NUMBER_SIZE; i++)
		all[i] = (unsigned char)(master->number >> (24 - 8 * i));
	memcpy(all + NUMBER_SIZE, sealed.data, sealed.size);
	return (struct bytes){ all, NUMBER_SIZE + sealed.size };
}

bool
keyring_unwrap(struct ctx *c, const char *where, struct bytes wrapped, struct key *out)
{
	const unsigned char *all = wrapped.data;
	const struct master *master;
	struct bytes clear;

	if (all == NULL || wrapped.size < NUMBER_SIZE)
		return false;
	master = master_numbered(c, (uint32_t)all[0] << 24 | (uint32_t)all[1] << 16 |
	    (uint32_t)all[2] << 8 | all[3]);
	if (master == NULL || !seal_open(c->arena, &master->key, where,
	    (struct bytes){ all + NUMBER_SIZE, wrapped.size - NUMBER_SIZE }, &clear) ||
	    clear.size != KEY_SIZE)
		return false;
	memcpy(out->bytes, clear.data, KEY_SIZE);
	return true;
}

static const char *
place_of(struct ctx *c, const char *purpose, int64_t version)
{
	return arena_text(c->arena, "data_key.%s.%lld", purpose, (long long)version);
}

static void
open_key(struct ctx *c, const struct data_key *row)
{
	struct opened *key = &ring.keys[ring.key_count];

	if (ring.key_count == KEYS_MAX || strlen(row->purpose) >= sizeof key->purpose)
		stop(row->purpose, "too many keys, or its name is too long");
	if (!keyring_unwrap(c, place_of(c, row->purpose, row->version), row->wrapped, &key->key))
		stop(row->purpose, "no master key in the file opens it");
	memcpy(key->purpose, row->purpose, strlen(row->purpose) + 1);
	key->version = row->version;
	ring.key_count++;
}

int
keyring_load(struct ctx *c)
{
	/* Tests count the statements of acts; this one runs once per process. */
	int64_t left = c->db->fault_left;
	const struct data_key *rows;
	struct list list;
	int result;

	c->db->fault_left = 0;
	result = db_list(c, &key_list, &data_key_shape, &list);
	c->db->fault_left = left;
	if (result != 0)
		return -1;
	rows = list.items;
	ring.key_count = 0;
	for (size_t i = 0; i < list.count; i++)
		open_key(c, &rows[i]);
	return 0;
}

static const struct opened *
find(const char *purpose, int64_t version)
{
	const struct opened *newest = NULL;

	for (size_t i = 0; i < ring.key_count; i++) {
		const struct opened *k = &ring.keys[i];

		if (strcmp(k->purpose, purpose) == 0 && (version == 0 || k->version == version) &&
		    (newest == NULL || k->version > newest->version))
			newest = k;
	}
	return newest;
}

/* version 0: the newest. */
static const struct opened *
find_or_load(struct ctx *c, const char *purpose, int64_t version)
{
	const struct opened *key = find(purpose, version);

	if (key == NULL) {
		if (keyring_load(c) != 0)
			stop(purpose, "the database could not be read");
		key = find(purpose, version);
	}
	return key;
}

const struct key *
keyring_key(struct ctx *c, const char *purpose)
{
	const struct opened *key = find_or_load(c, purpose, 0);

	if (key == NULL)
		stop(purpose, "no such key; run: madoctl keys create");
	return &key->key;
}

const struct key *
keyring_version(struct ctx *c, const char *purpose, int64_t version)
{
	const struct opened *key = version > 0 ? find_or_load(c, purpose, version) : NULL;

	return key != NULL ? &key->key : NULL;
}

int64_t
keyring_newest(struct ctx *c, const char *purpose)
{
	const struct opened *key = find_or_load(c, purpose, 0);

	if (key == NULL)
		stop(purpose, "no such key; run: madoctl keys create");
	return key->version;
}

static int
create_missing(struct ctx *c, void *arg)
{
	const char *const *purposes = arg;

	for (; *purposes != NULL; purposes++) {
		struct key key = random_key();

		if (find(*purposes, 0) != NULL)
			continue;
		if (db_run(c, &key_insert, A(*purposes), A(1),
		    A((int64_t)master_newest(c)->number),
		    A(keyring_wrap(c, place_of(c, *purposes, 1), &key)), A(c->now)) != 0)
			return -1;
	}
	return 0;
}

int
keyring_create(struct ctx *c, const char *const *purposes)
{
	void *arg = (void *)(uintptr_t)purposes;	/* only read */

	if (keyring_load(c) != 0 || db_transact(c, create_missing, arg) != 0)
		return -1;
	return keyring_load(c);
}

static int
rotate(struct ctx *c, void *arg)
{
	int64_t *rewrapped = arg, number = (int64_t)master_newest(c)->number;
	const struct data_key *rows;
	struct list list;

	*rewrapped = 0;
	if (db_list(c, &key_list_lock, &data_key_shape, &list, A(number)) != 0)
		return -1;
	rows = list.items;
	for (size_t i = 0; i < list.count; i++, ++*rewrapped) {
		const char *place = place_of(c, rows[i].purpose, rows[i].version);
		struct key key;

		if (!keyring_unwrap(c, place, rows[i].wrapped, &key))
			return fail_internal(c, "key %s does not open", place);
		if (db_run(c, &key_rewrap, A(number), A(keyring_wrap(c, place, &key)),
		    A(rows[i].purpose), A(rows[i].version)) != 0)
			return -1;
	}
	return 0;
}

int
keyring_rotate(struct ctx *c, int64_t *rewrapped)
{
	return db_transact(c, rotate, rewrapped);
}
