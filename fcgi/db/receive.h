#ifndef DB_RECEIVE_H
#define DB_RECEIVE_H

#include "db/piece.h"

/*
 * Receives the binlog into a folder of pieces (db/piece.h) until a signal asks to
 * stop or the stream breaks: -1, and whoever runs it starts it again.  It goes on behind the
 * last whole transaction that the folder holds.  A transaction counts as received
 * once it is sealed and synced; only then is a waiting COMMIT answered.
 *
 * FOLDER/status says each second how far it came, "name = value" a line, the last
 * one a MAC of the others: state, at, place_file, place_position, gtid, transaction_at, piece.
 */
int receive_binlog(struct ctx *, const char *folder, const struct key *,
    const struct binlog_server *);

/* The MAC of a text beside sealed files, as hexadecimal digits. */
char *backup_mac(struct arena *, const struct key *, struct bytes);

#endif
