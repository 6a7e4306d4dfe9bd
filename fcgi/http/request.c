#include "http/edge.h"

#include <fcgiapp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "http/reasons.h"
#include "shape/say.h"

/* FCGX strings die at FCGX_Finish_r, so whatever is kept is copied. */
static const char *
param(struct ctx *c, const char *name)
{
	const char *value = FCGX_GetParam(name, edge_of(c)->fcgi->envp);

	return value != NULL && value[0] != '\0' ? arena_string(c->arena, value) : NULL;
}

static int64_t
length_read(const char *text)
{
	int64_t length = 0;

	if (text == NULL)
		return 0;
	for (; *text >= '0' && *text <= '9' && length < INT64_MAX / 100; text++)
		length = length * 10 + (*text - '0');
	return *text == '\0' ? length : -1;
}

void
request_take(struct ctx *c, struct FCGX_Request *fcgi)
{
	struct edge *e = edge_of(c);
	char *uri, *mark;

	e->fcgi = fcgi;
	e->method = param(c, "REQUEST_METHOD");
	uri = arena_string(c->arena, param(c, "REQUEST_URI"));
	mark = uri != NULL ? strchr(uri, '?') : NULL;
	if (mark != NULL)
		*mark = '\0';
	e->path = uri != NULL ? uri : "";
	e->query = mark != NULL ? mark + 1 : "";
	e->content_type = param(c, "CONTENT_TYPE");
	e->content_length = length_read(param(c, "CONTENT_LENGTH"));
	e->cookies = param(c, "HTTP_COOKIE");
	e->origin = param(c, "HTTP_ORIGIN");
	e->fetch_site = param(c, "HTTP_SEC_FETCH_SITE");
	e->key = param(c, "HTTP_IDEMPOTENCY_KEY");
	e->address = param(c, "REMOTE_ADDR");
	e->agent = param(c, "HTTP_USER_AGENT");
	e->fault = param(c, "HTTP_X_FAULT");
	c->language = language_choose(cookie_find(c->arena, e->cookies, "madoguchi_language"),
	    param(c, "HTTP_ACCEPT_LANGUAGE"));
}

int
request_body_read(struct ctx *c, int64_t max_bytes)
{
	struct edge *e = edge_of(c);
	char *data;
	int got;

	must(e->content_length <= max_bytes);
	if (e->content_length == 0)
		return 0;
	data = arena_alloc(c->arena, (size_t)e->content_length + 1);
	got = FCGX_GetStr(data, (int)e->content_length, e->fcgi->in);
	if (got != e->content_length)
		return fail(c, &invalid_input);	/* the caller hung up */
	e->body = (struct bytes){ data, (size_t)got };
	return 0;
}

/* Cookie: a=1; b=2.  The first of a name counts, as browsers send the most
 * specific first. */
const char *
cookie_find(struct arena *arena, const char *header, const char *name)
{
	size_t length = strlen(name);
	const char *at = header;

	while (at != NULL && *at != '\0') {
		size_t size;

		at += strspn(at, " \t;");
		size = strcspn(at, ";");
		if (size > length && strncmp(at, name, length) == 0 && at[length] == '=') {
			size -= length + 1;
			at += length + 1;
			while (size > 0 && (at[size - 1] == ' ' || at[size - 1] == '\t'))
				size--;
			return arena_text(arena, "%.*s", (int)size, at);
		}
		at += size;
	}
	return NULL;
}

static const char *
language_known(const char *text, size_t size)
{
	for (size_t i = 0; languages[i] != NULL; i++) {
		if (strlen(languages[i]) == size && strncasecmp(languages[i], text, size) == 0)
			return languages[i];
	}
	return NULL;
}

/* The app says exactly which, in a cookie, for links to files bring it too; a browser
 * alone lists what it likes, best first. */
const char *
language_choose(const char *asked, const char *accepted)
{
	const char *found = asked != NULL ? language_known(asked, strlen(asked)) : NULL;
	const char *at = accepted;

	while (found == NULL && at != NULL && *at != '\0') {
		at += strspn(at, " ,");
		found = language_known(at, strcspn(at, ",; "));
		if (found == NULL)
			found = language_known(at, strcspn(at, ",; -"));
		at += strcspn(at, ",");
	}
	return found != NULL ? found : languages[0];
}

static int
hex_digit(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

bool
path_decode(struct arena *arena, const char *from, size_t size, struct bytes *out)
{
	char *to = arena_alloc(arena, size + 1);
	size_t used = 0;

	for (size_t i = 0; i < size; i++) {
		int high, low;

		if (from[i] != '%') {
			to[used++] = from[i];
			continue;
		}
		high = i + 2 < size ? hex_digit(from[i + 1]) : -1;
		low = high >= 0 ? hex_digit(from[i + 2]) : -1;
		if (low < 0 || high * 16 + low == '/')
			return false;
		to[used++] = (char)(high * 16 + low);
		i += 2;
	}
	*out = (struct bytes){ to, used };
	return true;
}

/* "application/json; charset=utf-8" is application/json. */
bool
type_is(const char *content_type, const char *wanted)
{
	size_t size;

	if (content_type == NULL)
		return false;
	size = strcspn(content_type, "; \t");
	return strlen(wanted) == size && strncasecmp(content_type, wanted, size) == 0;
}

struct bytes
request_upload(struct ctx *c)
{
	return edge_of(c)->body;
}

const char *
request_upload_type(struct ctx *c)
{
	const char *type = edge_of(c)->content_type;

	return type != NULL ? arena_text(c->arena, "%.*s", (int)strcspn(type, "; \t"), type)
	    : NULL;
}

const char *
request_address(struct ctx *c)
{
	const char *address = edge_of(c)->address;

	return address != NULL ? address : "";
}

const char *
request_agent(struct ctx *c)
{
	return edge_of(c)->agent;
}
