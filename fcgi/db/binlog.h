#ifndef DB_BINLOG_H
#define DB_BINLOG_H

#include "base/ctx.h"

/*
 * The binlog as a replica receives it: events over the connection of an account
 * that may replicate, decrypted by the server, never on a disk.  With the
 * server's semi-synchronous replication a COMMIT waits for binlog_answer.
 */
struct binlog_place {
	char file[64];		/* "binlog.000003" */
	int64_t position;
};

/* The fixed beginning of each event, and the event with it. */
struct binlog_event {
	struct bytes bytes;	/* as in the file; until the next one is read */
	int64_t at_s;		/* when the statement began, by the server's clock */
	unsigned type, server, flags;
	int64_t next;		/* position behind it; 0: not in the file */
	bool wants_answer;
};
enum { BINLOG_HEAD_SIZE = 19, BINLOG_SIZE_AT = 9 };
enum binlog_type { BINLOG_QUERY = 2, BINLOG_STOP = 3, BINLOG_ROTATE = 4, BINLOG_FORMAT = 15,
	BINLOG_XID = 16, BINLOG_HEARTBEAT = 27, BINLOG_XA_PREPARE = 38, BINLOG_CHECKPOINT = 161,
	BINLOG_GTID = 162, BINLOG_GTID_LIST = 163, BINLOG_ENCRYPTION = 164 };

/* Reads the head; false: these bytes are no event. */
bool binlog_event_read(struct bytes, struct binlog_event *);
/* The file named by an event BINLOG_ROTATE; false: it is none. */
bool binlog_rotate_read(const struct binlog_event *, char *file, size_t size);

/* Follows the events and knows where a transaction is whole. */
struct binlog_follow {
	bool inside, alone;
	uint32_t domain, server;
	uint64_t sequence;	/* of the newest transaction; 0: none seen */
	int64_t at_s;
	int64_t transactions;
};
/* After this event: is everything so far whole? */
bool binlog_follow(struct binlog_follow *, const struct binlog_event *);

struct binlog_server { const char *socket, *account, *password; };
struct binlog;
/* Begins at the place; an empty file is the server's first.  Closed with the arena. */
struct binlog *binlog_open(struct ctx *, const struct binlog_server *, struct binlog_place *);
/* The next event; something comes at least every second, if only a heartbeat. */
int binlog_next(struct ctx *, struct binlog *, struct binlog_event *);
bool binlog_has_more(const struct binlog *);	/* the server has already sent more */
/* Tells a waiting COMMIT that everything up to there is kept. */
int binlog_answer(struct ctx *, struct binlog *, const struct binlog_place *);

#endif
