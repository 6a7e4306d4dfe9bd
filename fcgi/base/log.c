#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/config.h"

enum { LINE_SIZE = 2048 };

struct out { char text[LINE_SIZE]; size_t used; };

struct log_field
log_text(const char *name, const char *text)
{
	return (struct log_field){ name, text != NULL ? text : "", 0 };
}

struct log_field
log_int(const char *name, int64_t number)
{
	return (struct log_field){ name, NULL, number };
}

static void add(struct out *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A line that would be too long is cut; the closing brace always fits. */
static void
add(struct out *o, const char *format, ...)
{
	size_t room = LINE_SIZE - 8 - o->used;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(o->text + o->used, room, format, args);
	va_end(args);
	if (n > 0)
		o->used += (size_t)n < room ? (size_t)n : room - 1;
}

static bool
is_plain(char letter)
{
	return (unsigned char)letter >= 0x20 && letter != '"' && letter != '\\';
}

static void
add_string(struct out *o, const char *s)
{
	add(o, "\"");
	while (*s != '\0') {
		int plain = 0;

		while (is_plain(s[plain]))
			plain++;
		add(o, "%.*s", plain, s);
		s += plain;
		if (*s == '\0')
			break;
		add(o, (unsigned char)*s < 0x20 ? "\\u%04x" : "\\%c", (unsigned)*s);
		s++;
	}
	add(o, "\"");
}

void
log_write_line(enum level level, const struct log_line *line)
{
	static const char *const names[] = { "debug", "info", "warning", "error" };
	struct out o = { .used = 0 };
	struct timespec now;
	struct tm tm;

	if (level == LOG_DEBUG && getenv("MADOGUCHI_DEBUG") == NULL)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	add(&o, "{\"at\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\",\"level\":\"%s\",\"program\":",
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
	    now.tv_nsec / 1000000, names[level]);
	add_string(&o, config_program());
	add(&o, ",\"pid\":%d,\"event\":", (int)getpid());
	add_string(&o, line->event);
	for (const struct log_field *f = line->fields; f->name != NULL; f++) {
		add(&o, ",");
		add_string(&o, f->name);
		add(&o, ":");
		if (f->text != NULL)
			add_string(&o, f->text);
		else
			add(&o, "%lld", (long long)f->number);
	}
	o.text[o.used++] = '}';
	o.text[o.used++] = '\n';
	/* A log that cannot be written must not stop a payment. */
	if (write(STDERR_FILENO, o.text, o.used) < 0)
		return;
}

_Noreturn void
must_failed(const char *what, const char *file, int line)
{
	log_write(LOG_ERROR, "assertion_failed", L(what, what), L(file, file), L(line, line));
	abort();
}
