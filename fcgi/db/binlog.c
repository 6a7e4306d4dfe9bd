#include "db/binlog.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "db/inside.h"

#include <mariadb_rpl.h>	/* knows nothing without mysql.h */

/* What the library gives in place of a size when the connection failed. */
static const unsigned long packet_failed = (unsigned)-1;

enum { SILENCE_S = 30, CONNECT_S = 5, SERVER_ID = 8210, SEMI_SYNC = 0xef, PACKET_ROOM = 300 };

struct binlog {
	MYSQL *mysql;
	MARIADB_RPL *dump;
};

static void
close_link(void *link)
{
	struct binlog *b = link;

	/* The link first: a server that still sends is not listened to. */
	mysql_close(b->mysql);
	if (b->dump != NULL)
		mariadb_rpl_close(b->dump);
}

static int
failed(struct ctx *c, struct binlog *b, const char *what)
{
	return fail_internal(c, "stream_failed: %s: %s", what, mysql_error(b->mysql));
}

static int
connect_server(struct ctx *c, struct binlog *b, const struct binlog_server *server)
{
	unsigned silence_s = SILENCE_S, connect_s = CONNECT_S;

	mysql_optionsv(b->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
	mysql_optionsv(b->mysql, MYSQL_OPT_READ_TIMEOUT, &silence_s);
	if (mysql_real_connect(b->mysql, NULL, server->account, server->password, NULL, 0,
	    server->socket, 0) == NULL)
		return failed(c, b, server->socket);
	return 0;
}

/* Events with their checksums, GTIDs as MariaDB writes them, a sign of life each second. */
static int
introduce(struct ctx *c, struct binlog *b)
{
	static const char text[] = "SET @master_binlog_checksum = @@global.binlog_checksum,"
	    " @mariadb_slave_capability = 4, @rpl_semi_sync_slave = 1,"
	    " @master_heartbeat_period = 1000000000";

	return mysql_real_query(b->mysql, text, sizeof text - 1) == 0 ? 0 :
	    failed(c, b, "session");
}

static int
first_file(struct ctx *c, struct binlog *b, struct binlog_place *place)
{
	static const char text[] = "SHOW BINARY LOGS";
	MYSQL_RES *rows;
	MYSQL_ROW row;

	if (mysql_real_query(b->mysql, text, sizeof text - 1) != 0 ||
	    (rows = mysql_store_result(b->mysql)) == NULL)
		return failed(c, b, text);
	row = mysql_fetch_row(rows);
	if (row != NULL)
		snprintf(place->file, sizeof place->file, "%s", row[0]);
	mysql_free_result(rows);
	place->position = 4;
	return row != NULL ? 0 : fail_internal(c, "stream_failed: the server writes no binlog");
}

static int
ask(struct ctx *c, struct binlog *b, const struct binlog_place *place)
{
	b->dump = mariadb_rpl_init(b->mysql);
	must(b->dump != NULL);
	mariadb_rpl_optionsv(b->dump, MARIADB_RPL_FILENAME, place->file, strlen(place->file));
	mariadb_rpl_optionsv(b->dump, MARIADB_RPL_START, (unsigned long)place->position);
	mariadb_rpl_optionsv(b->dump, MARIADB_RPL_SERVER_ID, (unsigned)SERVER_ID);
	mariadb_rpl_optionsv(b->dump, MARIADB_RPL_FLAGS,
	    (unsigned)MARIADB_RPL_BINLOG_SEND_ANNOTATE_ROWS);
	return mariadb_rpl_open(b->dump) == 0 ? 0 : failed(c, b, place->file);
}

struct binlog *
binlog_open(struct ctx *c, const struct binlog_server *server, struct binlog_place *place)
{
	struct binlog *b = arena_alloc(c->arena, sizeof *b);

	must(mysql_library_init(0, NULL, NULL) == 0);
	b->mysql = mysql_init(NULL);
	must(b->mysql != NULL);
	arena_defer(c->arena, close_link, b);
	if (connect_server(c, b, server) != 0 || introduce(c, b) != 0 ||
	    (place->file[0] == '\0' && first_file(c, b, place) != 0) || ask(c, b, place) != 0)
		return NULL;
	return b;
}

int
binlog_next(struct ctx *c, struct binlog *b, struct binlog_event *out)
{
	unsigned long size = mysql_net_read_packet(b->mysql);
	const unsigned char *at;
	bool answers, wants = false;

	if (size >= packet_failed)
		return failed(c, b, "reading");
	at = b->mysql->net.read_pos;
	/* A status byte; 0xef and what is wanted, when the server waits for replicas. */
	if (size < 3 || at[0] != 0)
		return fail_internal(c, "stream_failed: the server ended the stream");
	answers = at[1] == SEMI_SYNC && !binlog_event_read((struct bytes){ at + 1, size - 1 }, out);
	if (answers)
		wants = (at[2] & SEMI_SYNC_ACK_REQ) != 0;
	at += answers ? 3 : 1;
	size -= answers ? 3 : 1;
	if (!binlog_event_read((struct bytes){ at, size }, out))
		return fail_internal(c, "stream_failed: the server sent no event");
	out->wants_answer = wants;
	return 0;
}

bool
binlog_has_more(const struct binlog *b)
{
	struct pollfd link = { .fd = mysql_get_socket(b->mysql), .events = POLLIN };

	return poll(&link, 1, 0) > 0;
}

/* A packet of its own beside the stream: 3 bytes of size, number 0. */
int
binlog_answer(struct ctx *c, struct binlog *b, const struct binlog_place *place)
{
	unsigned char packet[PACKET_ROOM] = { 0 };
	size_t name = strlen(place->file), size = 1 + 8 + name;

	packet[0] = (unsigned char)size;
	packet[1] = (unsigned char)(size >> 8);
	packet[4] = SEMI_SYNC;
	for (unsigned i = 0; i < 8; i++)
		packet[5 + i] = (unsigned char)((uint64_t)place->position >> 8 * i);
	memcpy(packet + 13, place->file, name);
	if (send(mysql_get_socket(b->mysql), packet, 4 + size, MSG_NOSIGNAL) != (ssize_t)(4 + size))
		return fail_internal(c, "stream_failed: answering: %s", strerror(errno));
	return 0;
}
