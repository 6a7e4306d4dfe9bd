#include "out/mail.h"

#include <string.h>
#include <time.h>

#include "base/config.h"
#include "base/text.h"

const struct reason mail_refused = { 400, "mail_refused" };

/* RFC 5321: longest address.  RFC 2047: what an encoded word holds so that its line,
 * with "Subject: =?UTF-8?B?" before it, stays within 76.  Bytes of a base64 line of 76. */
enum { ADDRESS_MAX = 254, WORD_BYTES_MAX = 39, LINE_BYTES = 57 };

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
add_base64(struct text_buffer *b, const unsigned char *at, size_t size)
{
	for (size_t i = 0; i < size; i += 3) {
		unsigned left = size - i >= 3 ? 3 : (unsigned)(size - i);
		unsigned bits = (unsigned)at[i] << 16;
		char four[4];

		bits |= left > 1 ? (unsigned)at[i + 1] << 8 : 0;
		bits |= left > 2 ? at[i + 2] : 0;
		for (unsigned k = 0; k < 4; k++)
			four[k] = k <= left ? base64_digits[bits >> (18 - 6 * k) & 63] : '=';
		buffer_add(b, four, sizeof four);
	}
}

/* One header line: no control character may end it early. */
bool
mail_subject_is_fit(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

static bool
line_is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

bool
mail_address_is_fit(const char *s)
{
	const char *sign = s != NULL ? strchr(s, '@') : NULL;
	size_t length = s != NULL ? strlen(s) : 0;

	if (sign == NULL || sign == s || sign[1] == '\0' || length > ADDRESS_MAX ||
	    strchr(sign + 1, '@') != NULL)
		return false;
	for (; *s != '\0'; s++)
		if (*s <= 0x20 || *s >= 0x7f || strchr("()<>[]:;,\\\"", *s) != NULL)
			return false;
	return true;
}

/* Bytes of the longest start of s that fills one encoded word, whole characters only. */
static size_t
word_size(const char *s)
{
	const char *at = s, *end = s;

	while (*at != '\0') {
		text_next(&at);
		if (at - s > WORD_BYTES_MAX)
			break;
		end = at;
	}
	return (size_t)(end - s);
}

/*
 * Plain ASCII that is short stays; anything else becomes encoded words, one a
 * line.  "=?" in plain text would be read as an encoded word: encode it too.
 */
static void
add_words(struct text_buffer *b, const char *s)
{
	size_t size;

	if (line_is_ascii(s) && strlen(s) <= 60 && strstr(s, "=?") == NULL) {
		buffer_text(b, s);
		return;
	}
	for (const char *between = ""; *s != '\0'; between = "\r\n ") {
		size = word_size(s);
		buffer_format(b, "%s=?UTF-8?B?", between);
		add_base64(b, (const unsigned char *)s, size);
		buffer_text(b, "?=");
		s += size;
	}
}

/* Every line ending becomes CR LF before it is encoded, as RFC 2045 6.8 asks. */
static struct bytes
with_line_ends(struct arena *a, const char *s)
{
	struct text_buffer b = { .arena = a };

	buffer_text(&b, "");
	for (; *s != '\0'; s++) {
		if (*s == '\r' && s[1] == '\n')
			continue;
		if (*s == '\n' || *s == '\r')
			buffer_text(&b, "\r\n");
		else
			buffer_add(&b, s, 1);
	}
	return (struct bytes){ b.data, b.size };
}

/* Base64 keeps long lines, lines of one dot and any character as they are. */
static void
add_body(struct text_buffer *b, struct bytes body)
{
	const unsigned char *at = body.data;

	for (size_t i = 0; i < body.size; i += LINE_BYTES) {
		add_base64(b, at + i, body.size - i < LINE_BYTES ? body.size - i : LINE_BYTES);
		buffer_text(b, "\r\n");
	}
}

/* English names in any locale: strftime would ask the locale. */
static void
add_date(struct text_buffer *b, struct instant now)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t tokyo_s = (time_t)(now.ms / 1000 + 9 * 3600);
	struct tm t;

	gmtime_r(&tokyo_s, &t);
	buffer_format(b, "Date: %.3s, %d %.3s %d %02d:%02d:%02d +0900\r\n",
	    days + 3 * t.tm_wday, t.tm_mday, months + 3 * t.tm_mon, t.tm_year + 1900,
	    t.tm_hour, t.tm_min, t.tm_sec);
}

char *
mail_message(struct ctx *c, const struct mail *m, const char *message_id)
{
	struct text_buffer b = { .arena = c->arena };

	if (!mail_address_is_fit(m->to) || !mail_address_is_fit(message_id) ||
	    !mail_address_is_fit(c->config->mail_from)) {
		fail(c, &mail_refused);
		c->detail = "unfit address";
		return NULL;
	}
	if (!mail_subject_is_fit(m->subject) || !mail_subject_is_fit(c->config->municipality)) {
		fail(c, &mail_refused);
		c->detail = "unfit header";
		return NULL;
	}
	add_date(&b, c->now);
	buffer_text(&b, "From: ");
	add_words(&b, c->config->municipality);
	buffer_format(&b, "\r\n <%s>\r\nTo: <%s>\r\nSubject: ", c->config->mail_from, m->to);
	add_words(&b, m->subject);
	buffer_format(&b, "\r\nMessage-ID: <%s>\r\n", message_id);
	/* RFC 3834: keeps holiday notices of receivers from answering. */
	buffer_text(&b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=UTF-8\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n");
	add_body(&b, with_line_ends(c->arena, m->text));
	return b.data;
}
