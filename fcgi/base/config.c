#include "base/config.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { SETTINGS_MAX = 40, LINE_MAX_SIZE = 1024 };
enum setting_kind { SETTING_TEXT, SETTING_NUMBER, SETTING_YES };

struct setting {
	const char *name;
	size_t at;
	enum setting_kind kind;
	const char *otherwise;		/* NULL: must be given */
	int64_t min, max;
};

#define SETTING(m, otherwise_, ...)						\
	{ #m, offsetof(struct config, m), _Generic(((struct config *)0)->m,	\
	    const char *: SETTING_TEXT, int64_t: SETTING_NUMBER, bool: SETTING_YES), \
	    otherwise_, __VA_ARGS__ }

static const struct setting settings[] = {
	SETTING(municipality, NULL, 0, 0),
	SETTING(origin, NULL, 0, 0),
	SETTING(database_socket, NULL, 0, 0),
	SETTING(database_name, "madoguchi", 0, 0),
	SETTING(database_password_file, "", 0, 0),
	SETTING(master_key_file, NULL, 0, 0),
	SETTING(proof_key_file, "", 0, 0),
	SETTING(proof_folder, "", 0, 0),
	SETTING(proof_seen_folder, "", 0, 0),
	SETTING(pack_folder, "/var/lib/madoguchi/packs", 0, 0),
	SETTING(text_folder, NULL, 0, 0),
	SETTING(push_socket, "", 0, 0),
	SETTING(mail_url, "", 0, 0),
	SETTING(mail_from, "", 0, 0),
	SETTING(mail_password_file, "", 0, 0),
	SETTING(alarm_mail, "", 0, 0),
	SETTING(workers, "2", 1, 64),
	SETTING(metrics_folder, "", 0, 0),
	SETTING(sample, "no", 0, 0),
	SETTING(sample_mailbox, "no", 0, 0),
	SETTING(sample_sign_in, "no", 0, 0),
	SETTING(sample_clock_shift_s, "0", -400000000, 400000000),
	SETTING(sample_faults, "no", 0, 0),
};
enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

static const char *program_name = "madoguchi";

struct reader {
	const char *path;
	int line;
	bool seen[SETTING_COUNT];
	struct config *config;
};

static _Noreturn void
stop(const struct reader *r, const char *what, const char *name)
{
	fprintf(stderr, "%s: %s:%d: %s: %s\n", program_name, r->path, r->line, name, what);
	exit(2);
}

/* "credential:NAME" is a file that systemd gave to this program alone; who
 * runs one by hand as root reads the same file where systemd took it from. */
static char *
text_value(const char *value)
{
	static const char mark[] = "credential:";
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	size_t size;
	char *copy;

	if (strncmp(value, mark, strlen(mark)) != 0) {
		size = strlen(value) + 1;
		copy = arena_forever(size);
		memcpy(copy, value, size);
		return copy;
	}
	value += strlen(mark);
	folder = folder != NULL ? folder : "/etc/madoguchi";
	size = strlen(folder) + strlen(value) + 2;
	copy = arena_forever(size);
	snprintf(copy, size, "%s/%s", folder, value);
	return copy;
}

static void
set(const struct reader *r, const struct setting *s, const char *value)
{
	char *at = (char *)r->config + s->at, *end;

	if (s->kind == SETTING_TEXT) {
		char *copy = text_value(value);

		memcpy(at, &copy, sizeof copy);
	} else if (s->kind == SETTING_YES) {
		bool yes = strcmp(value, "yes") == 0;

		if (!yes && strcmp(value, "no") != 0)
			stop(r, "must be yes or no", s->name);
		memcpy(at, &yes, sizeof yes);
	} else {
		int64_t n;

		errno = 0;
		n = strtoll(value, &end, 10);
		if (errno != 0 || end == value || *end != '\0' || n < s->min || n > s->max)
			stop(r, "must be a whole number inside its limits", s->name);
		memcpy(at, &n, sizeof n);
	}
}

static char *
trimmed(char *s)
{
	char *end;

	while (*s == ' ' || *s == '\t')
		s++;
	end = s + strlen(s);
	while (end > s && strchr(" \t\r\n", end[-1]) != NULL)
		*--end = '\0';
	return s;
}

static void
read_line(struct reader *r, char *line)
{
	char *name = trimmed(line), *equals = strchr(name, '=');

	if (*name == '\0' || *name == '#')
		return;
	if (equals == NULL)
		stop(r, "is no 'name = value'", name);
	*equals = '\0';
	name = trimmed(name);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (strcmp(settings[i].name, name) != 0)
			continue;
		if (r->seen[i])
			stop(r, "is set twice", name);
		r->seen[i] = true;
		set(r, &settings[i], trimmed(equals + 1));
		return;
	}
	stop(r, "is no setting", name);
}

static void
check(const struct reader *r)
{
	const struct config *c = r->config;
	bool https = strncmp(c->origin, "https://", 8) == 0;

	if (!https && !(c->sample && strncmp(c->origin, "http://", 7) == 0))
		stop(r, "must begin with https://", "origin");
	if (c->origin[strlen(c->origin) - 1] == '/')
		stop(r, "must not end in a slash", "origin");
	if (c->sample)
		return;
	if (c->sample_mailbox)
		stop(r, "belongs to the sample set-up only", "sample_mailbox");
	if (c->sample_sign_in)
		stop(r, "belongs to the sample set-up only", "sample_sign_in");
	if (c->sample_clock_shift_s != 0)
		stop(r, "belongs to the sample set-up only", "sample_clock_shift_s");
	if (c->sample_faults)
		stop(r, "belongs to the sample set-up only", "sample_faults");
	if (c->mail_url[0] == '\0' || c->mail_from[0] == '\0')
		stop(r, "must be set: sign-in codes go by mail", "mail_url, mail_from");
}

const struct config *
config_read(const char *path, const char *program)
{
	struct reader r = { .path = path, .config = arena_forever(sizeof *r.config) };
	char line[LINE_MAX_SIZE];
	FILE *file;

	program_name = program;
	if ((file = fopen(path, "re")) == NULL)
		stop(&r, "cannot be read", "configuration");
	while (fgets(line, sizeof line, file) != NULL) {
		r.line++;
		if (strlen(line) == sizeof line - 1)
			stop(&r, "is too long", "line");
		read_line(&r, line);
	}
	fclose(file);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (r.seen[i])
			continue;
		if (settings[i].otherwise == NULL)
			stop(&r, "is missing", settings[i].name);
		set(&r, &settings[i], settings[i].otherwise);
	}
	check(&r);
	return r.config;
}

const char *
config_path(int argc, char **argv)
{
	const char *path = getenv("MADOGUCHI_CONF");

	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], "-c") == 0)
			return argv[i + 1];
	return path != NULL ? path : "/etc/madoguchi/madoguchi.conf";
}

const char *
config_program(void)
{
	return program_name;
}
