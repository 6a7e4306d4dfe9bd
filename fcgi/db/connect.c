#include <errno.h>
#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "db/inside.h"

/*
 * Waits are short: a person stands at the counter, and db_transact tries
 * again.  Strict mode turns every silent cut or rounding into an error.
 */
static const char session_set_up[] =
    "SET NAMES utf8mb4 COLLATE utf8mb4_bin, time_zone = '+00:00',"
    " sql_mode = 'TRADITIONAL,NO_ENGINE_SUBSTITUTION',"
    " tx_isolation = 'READ-COMMITTED', autocommit = 1,"
    " innodb_lock_wait_timeout = 3, lock_wait_timeout = 10";

static const unsigned connect_wait_s = 5;

static _Noreturn void
settings_wrong(const char *program, const char *what, const char *why)
{
	fprintf(stderr, "%s: database: %s: %s\n", program, what, why);
	exit(1);
}

/* "DIR/%s.password" with the program's name in place of %s. */
static const char *
password_path(struct arena *a, const char *pattern, const char *program)
{
	const char *at = strstr(pattern, "%s");

	if (at == NULL)
		return pattern;
	return arena_text(a, "%.*s%s%s", (int)(at - pattern), pattern, program, at + 2);
}

static const char *
password_read(struct arena *a, const char *pattern, const char *program)
{
	const char *path = password_path(a, pattern, program);
	char line[200];
	FILE *file;

	if (pattern[0] == '\0')
		return NULL;
	file = fopen(path, "re");
	if (file == NULL)
		settings_wrong(program, path, strerror(errno));
	if (fgets(line, sizeof line, file) == NULL)
		line[0] = '\0';
	fclose(file);
	line[strcspn(line, "\r\n")] = '\0';
	if (line[0] == '\0')
		settings_wrong(program, path, "holds no password");
	return arena_string(a, line);
}

bool
error_is_lost(unsigned number)
{
	switch (number) {
	case CR_CONNECTION_ERROR:
	case CR_CONN_HOST_ERROR:
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
	case CR_SERVER_LOST_EXTENDED:
	case ER_UNKNOWN_COM_ERROR:	/* Galera: the node has lost its group */
	case ER_SERVER_SHUTDOWN:
	case ER_CONNECTION_KILLED:
	case ER_CON_COUNT_ERROR:
	case ER_TOO_MANY_USER_CONNECTIONS:
	case ER_USER_LIMIT_REACHED:
		return true;
	default:
		return false;
	}
}

static void
disconnect(struct db *db)
{
	must(!db->open && db->iterating == 0);
	/* The link first: statements then close without sending anything. */
	if (db->mysql != NULL)
		mysql_close(db->mysql);
	slots_drop(db);
	arena_rewind(&db->memory, db->start);
	db->mysql = NULL;
	db->lost = false;
}

/* 0, or the number of the error. */
static unsigned
connect_once(struct db *db)
{
	const struct config *set = db->config;
	unsigned number = 0;

	disconnect(db);
	db->links++;
	db->mysql = mysql_init(NULL);
	must(db->mysql != NULL);
	mysql_optionsv(db->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_optionsv(db->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_wait_s);
	/* CLIENT_FOUND_ROWS: an UPDATE counts the rows its WHERE found. */
	if (mysql_real_connect(db->mysql, NULL, db->program, db->password, set->database_name,
	    0, set->database_socket, CLIENT_FOUND_ROWS) == NULL ||
	    mysql_real_query(db->mysql, session_set_up, sizeof session_set_up - 1) != 0) {
		number = mysql_errno(db->mysql);
		log_write(LOG_ERROR, "db_connect", L(number, (int64_t)number),
		    L(message, mysql_error(db->mysql)));
		db->lost = true;
	}
	return number;
}

struct db *
db_open(const struct config *config, const char *program)
{
	struct arena memory = { 0 };
	struct db *db = arena_alloc(&memory, sizeof *db);
	unsigned number;

	must(mysql_library_init(0, NULL, NULL) == 0);
	*db = (struct db){ .config = config, .record = -1,
	    .program = arena_string(&memory, program),
	    .password = password_read(&memory, config->database_password_file, program) };
	db->memory = memory;
	db->start = arena_mark(&db->memory);
	number = connect_once(db);
	if (number != 0 && !error_is_lost(number))
		settings_wrong(program, config->database_socket, mysql_error(db->mysql));
	return db;
}

void
db_close(struct db *db)
{
	struct arena memory;

	if (db == NULL)
		return;
	db->open = false;
	disconnect(db);
	memory = db->memory;
	arena_rewind(&memory, (struct mark){ 0 });
}

/*
 * Between acts the server sends nothing.  Whatever is there to read is its
 * farewell or the end of the stream: the link is gone, though nobody told us.
 */
static bool
is_alive(struct db *db)
{
	char byte;

	return db->mysql != NULL && !db->lost &&
	    recv(mysql_get_socket(db->mysql), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
	    (errno == EAGAIN || errno == EWOULDBLOCK);
}

int
db_link(struct ctx *c)
{
	struct db *db = c->db;

	if (db->open && !db->lost)
		return 0;
	if (!db->open && is_alive(db))
		return 0;
	db->lost = true;
	/* A new link knows nothing of the transaction or the cursors. */
	if (db->open || db->iterating != 0 || connect_once(db) != 0)
		return fail(c, &database_busy);
	return 0;
}

int
db_ping(struct ctx *c)
{
	if (db_link(c) != 0)
		return -1;
	if (c->db->open || mysql_ping(c->db->mysql) == 0)
		return 0;
	c->db->lost = true;
	return db_link(c);
}

int64_t
db_links(const struct ctx *c)
{
	return c->db->links;
}

void
db_cut(struct db *db)
{
	shutdown(mysql_get_socket(db->mysql), SHUT_RDWR);
}

int
db_command(struct db *db, const char *text)
{
	unsigned number;

	if (db->lost)
		return CR_SERVER_LOST;
	if (mysql_real_query(db->mysql, text, strlen(text)) == 0)
		return 0;
	number = mysql_errno(db->mysql);
	if (error_is_lost(number))
		db->lost = true;
	return (int)number;
}
