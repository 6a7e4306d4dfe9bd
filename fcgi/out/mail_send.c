#include "out/mail.h"

#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "base/config.h"
#include "base/log.h"

const struct reason mail_failed = { 503, "mail_failed" };

enum { CONNECT_S = 10, WHOLE_S = 30, PASSWORD_LINE_MAX = 512 };

static size_t
next_bytes(char *to, size_t size, size_t count, void *arg)
{
	struct bytes *left = arg;
	size_t n = size * count < left->size ? size * count : left->size;

	memcpy(to, left->data, n);
	*left = (struct bytes){ (const char *)left->data + n, left->size - n };
	return n;
}

/* One handle for the process: the next mail may use the same connection. */
static CURL *
shared_handle(void)
{
	static CURL *handle;

	if (handle == NULL) {
		handle = curl_easy_init();
		must(handle != NULL);
	}
	curl_easy_reset(handle);
	return handle;
}

static void
close_file(void *file)
{
	fclose(file);
}

static int
set_password(struct ctx *c, CURL *h)
{
	char line[PASSWORD_LINE_MAX];
	const char *path = c->config->mail_password_file;
	FILE *file;

	/* A mail holds sign-in digits: without TLS none is sent, but for the sample set-up. */
	curl_easy_setopt(h, CURLOPT_USE_SSL, c->config->sample ? (long)CURLUSESSL_TRY :
	    (long)CURLUSESSL_ALL);
	if (path == NULL || *path == '\0')
		return 0;
	file = fopen(path, "re");
	if (file == NULL)
		return fail_internal(c, "mail: cannot read mail_password_file");
	arena_defer(c->arena, close_file, file);
	if (fgets(line, sizeof line, file) == NULL || strchr(line, ':') == NULL)
		return fail_internal(c, "mail: mail_password_file is not user:password");
	line[strcspn(line, "\r\n")] = '\0';
	curl_easy_setopt(h, CURLOPT_USERPWD, line);
	explicit_bzero(line, sizeof line);
	curl_easy_setopt(h, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	return 0;
}

static void
set_route(struct ctx *c, CURL *h, struct curl_slist *to)
{
	curl_easy_setopt(h, CURLOPT_URL, c->config->mail_url);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(h, CURLOPT_MAIL_FROM, arena_text(c->arena, "<%s>",
	    c->config->mail_from));
	curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)WHOLE_S);
}

/* 55x to the sender, the receiver or the text is about this mail; a refused
 * sign-in (535) or lacking TLS is about us and may be put right. */
static int
answer(struct ctx *c, CURL *h, CURLcode code)
{
	long reply = 0;
	bool final;

	if (code == CURLE_OK)
		return 0;
	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &reply);
	final = reply >= 550 && reply <= 559;
	fail(c, final ? &mail_refused : &mail_failed);
	c->detail = arena_text(c->arena, "%s, reply %ld", curl_easy_strerror(code), reply);
	return -1;
}

static void
free_list(void *list)
{
	curl_slist_free_all(list);
}

int
mail_send(struct ctx *c, const struct mail *m, const char *message_id)
{
	char *message = mail_message(c, m, message_id);
	struct curl_slist *to;
	struct bytes left;
	CURL *h;

	if (message == NULL)
		return -1;
	if (c->config->mail_url[0] == '\0') {
		fail(c, &mail_failed);
		c->detail = "no mail_url is set";
		return -1;
	}
	left = (struct bytes){ message, strlen(message) };
	h = shared_handle();
	if (set_password(c, h) != 0)
		return -1;
	to = curl_slist_append(NULL, arena_text(c->arena, "<%s>", m->to));
	must(to != NULL);
	arena_defer(c->arena, free_list, to);
	set_route(c, h, to);
	curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(h, CURLOPT_READFUNCTION, next_bytes);
	curl_easy_setopt(h, CURLOPT_READDATA, &left);
	return answer(c, h, curl_easy_perform(h));
}
