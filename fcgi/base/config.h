#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The settings of one installation, read once at the start of a program from
 * one file of "name = value" lines ('#' begins a comment line).  An unknown,
 * doubled or malformed line ends the program with file, line and name.
 * A production configuration (sample = no) with any sample_ setting is
 * refused: nothing of the sample set-up can run in production by mistake.
 * A file given as credential:NAME is $CREDENTIALS_DIRECTORY/NAME (systemd), or
 * /etc/madoguchi/NAME for a program started by hand.
 */
struct config {
	const char *municipality;	/* 見本市: shown on pages and documents */
	const char *origin;		/* https://host[:port], no trailing slash */
	const char *database_socket;	/* path of MariaDB's socket */
	const char *database_name;
	/* File with the password of this program's database account, or empty:
	 * unix_socket authentication.  %s stands for the program's name. */
	const char *database_password_file;
	const char *master_key_file;	/* lines "number 64-hex-digits"; the last wraps */
	/* Proof of the books (ledger/root.h, ledger/witness.h). */
	const char *proof_key_file;	/* 64 hex digits; only jobd reads it */
	const char *proof_folder;	/* published roots; only jobd writes there */
	const char *proof_seen_folder;	/* roots seen; only `madoctl proof` writes there */
	const char *pack_folder;	/* audit packs made by a button; only jobd writes there */
	const char *text_folder;	/* the catalogue: ja.json, en.json ... */
	const char *push_socket;	/* nginx's local socket that takes events */
	const char *mail_url;		/* smtp://host:port or smtps://...; empty: none */
	const char *mail_from;
	const char *mail_password_file;	/* "user:password", or empty */
	/* Who is told when the books differ: addresses parted by blanks; empty: nobody. */
	const char *alarm_mail;
	int64_t workers;		/* processes per program, 1 to 64 */
	const char *metrics_folder;	/* unix sockets PROGRAM.metrics for health, metrics */
	bool sample;			/* sample set-up: the settings below may be used */
	bool sample_mailbox;		/* mails stay in a table, shown on a page */
	bool sample_sign_in;		/* sample accounts may sign in */
	int64_t sample_clock_shift_s;	/* added to the clock */
	bool sample_faults;		/* tests may ask for injected database faults */
};

/*
 * Reads and checks the file, or ends the program with a sentence on stderr.
 * The result lives as long as the process.
 */
const struct config *config_read(const char *path, const char *program);
/* argv -c FILE, or $MADOGUCHI_CONF, or /etc/madoguchi/madoguchi.conf */
const char *config_path(int argc, char **argv);
/* The name of the program, as given to config_read ("till"). */
const char *config_program(void);

#endif
