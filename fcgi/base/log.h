#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdint.h>

/*
 * One line of JSON per event on stderr, written with one write(2).  Lines
 * carry names of routes, ids and counts; never names, addresses, mail
 * addresses, codes or bodies of people.
 */
enum level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };
struct log_field { const char *name, *text; int64_t number; };
#define L(name, x) _Generic((x), const char *: log_text, char *: log_text,	\
	int: log_int, int64_t: log_int)(#name, x)
struct log_field log_text(const char *name, const char *);
struct log_field log_int(const char *name, int64_t);
struct log_line { const char *event; struct log_field fields[16]; };
#define log_write(level, ...) log_write_line(level, &(const struct log_line){ __VA_ARGS__ })
/* log_write(LOG_WARNING, "db_retry", L(errno, 1213), L(statement, file)) */
void log_write_line(enum level, const struct log_line *);

/* An assertion that stays on in production: logs file and line, aborts. */
#define must(x) ((x) ? (void)0 : must_failed(#x, __FILE__, __LINE__))
_Noreturn void must_failed(const char *what, const char *file, int line);

#endif
