/*
 * Keeps a number of HTTP connections busy, one request after another on each,
 * and prints what came of it as one line of JSON.
 *
 *     load -c CONNECTIONS (-t SECONDS | -n REQUESTS) -p PORT FILE
 *
 * FILE holds a request a line: {"head":"POST /a HTTP/1.1\r\n...","body":"..."}.
 * Connection i repeats lines i, i + c, i + 2c ...  Every KEY in a head becomes
 * a fresh UUID each time.
 */
#include <arpa/inet.h>
#include <cjson/cJSON.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"

#define KEY "00000000-0000-4000-8000-000000000000"

enum { REQUESTS_MAX = 4096, TIMES_MAX = 1 << 20, ANSWER_MAX = 1 << 20 };

struct request { char *text, *key; size_t size; };

struct caller {
	pthread_t thread;
	int number, socket;
	long done, refused, failed, count;
	float *times_ms;
	char *answer;
};

static struct request requests[REQUESTS_MAX];
static int request_count, callers_count = 8, port;
static long total;
static double seconds = 3, ends_at;
static atomic_long asked;
static atomic_int shown;

static void
requests_read(const char *path)
{
	static char line[1 << 16];
	FILE *file = fopen(path, "r");

	need(file != NULL, path);
	while (fgets(line, sizeof line, file) != NULL && request_count < REQUESTS_MAX) {
		cJSON *row = cJSON_Parse(line);
		const char *head, *body;
		struct request *r = &requests[request_count++];
		int size;

		need(row != NULL, "a line is no JSON");
		head = cJSON_GetStringValue(cJSON_GetObjectItem(row, "head"));
		body = cJSON_GetStringValue(cJSON_GetObjectItem(row, "body"));
		need(head != NULL && body != NULL, "a line lacks head or body");
		size = asprintf(&r->text, "%sContent-Length: %zu\r\n\r\n%s", head,
		    strlen(body), body);
		need(size > 0, "memory");
		r->size = (size_t)size;
		cJSON_Delete(row);
	}
	fclose(file);
	need(request_count >= callers_count, "fewer requests than connections");
}

static void
connect_again(struct caller *k)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	if (k->socket >= 0)
		close(k->socket);
	k->socket = socket(AF_INET, SOCK_STREAM, 0);
	need(connect(k->socket, (struct sockaddr *)&address, sizeof address) == 0, "connect");
}

/* Reads one whole answer; its status, or 0 when the connection broke. */
static int
answer_read(struct caller *k)
{
	size_t have = 0, whole = 0;
	int status = 0;

	while (whole == 0 || have < whole) {
		ssize_t got = recv(k->socket, k->answer + have, ANSWER_MAX - 1 - have, 0);
		const char *end, *length;

		if (got <= 0)
			return 0;
		have += (size_t)got;
		k->answer[have] = '\0';
		end = strstr(k->answer, "\r\n\r\n");
		if (whole != 0 || end == NULL)
			continue;
		length = strcasestr(k->answer, "\r\nContent-Length:");
		whole = (size_t)(end + 4 - k->answer)
		    + (length != NULL && length < end ? strtoul(length + 17, NULL, 10) : 0);
		status = (int)strtol(k->answer + 9, NULL, 10);
	}
	if (strcasestr(k->answer, "\r\nConnection: close") != NULL)
		connect_again(k);
	return status;
}

static void
ask(struct caller *k, const struct request *r, char *text)
{
	double before = now_s();
	char *key;
	int status;

	memcpy(text, r->text, r->size + 1);
	key = strstr(text, KEY);
	if (key != NULL)
		uuid_write(key);
	if (send(k->socket, text, r->size, MSG_NOSIGNAL) != (ssize_t)r->size) {
		status = 0;
	} else {
		status = answer_read(k);
	}
	if (k->count < TIMES_MAX)
		k->times_ms[k->count++] = (float)((now_s() - before) * 1000);
	if (status >= 200 && status < 300)
		k->done++;
	else if (status == 409)
		k->refused++;
	else
		k->failed++;
	if (status == 0)
		connect_again(k);
	if (status != 409 && (status < 200 || status >= 300) && atomic_fetch_add(&shown, 1) < 3)
		fprintf(stderr, "load: status %d: %.400s\n", status, k->answer);
}

static void *
call(void *arg)
{
	struct caller *k = arg;
	static _Thread_local char text[1 << 16];
	int at = k->number;

	connect_again(k);
	while (total > 0 ? atomic_fetch_add(&asked, 1) < total : now_s() < ends_at) {
		ask(k, &requests[at], text);
		at += callers_count;
		if (at >= request_count)
			at = k->number;
	}
	close(k->socket);
	return NULL;
}

static int
compare(const void *left, const void *right)
{
	float a = *(const float *)left, b = *(const float *)right;

	return (a > b) - (a < b);
}

static void
report(struct caller *callers, double took_s)
{
	long done = 0, refused = 0, failed = 0, count = 0;
	float *all = calloc((size_t)callers_count, TIMES_MAX * sizeof *all);

	need(all != NULL, "memory");
	for (int i = 0; i < callers_count; i++) {
		struct caller *k = &callers[i];

		memcpy(all + count, k->times_ms, (size_t)k->count * sizeof *all);
		done += k->done, refused += k->refused, failed += k->failed, count += k->count;
	}
	need(count > 0, "nothing was asked");
	qsort(all, (size_t)count, sizeof *all, compare);
	printf("{\"per_s\":%.1f,\"done\":%ld,\"refused\":%ld,\"failed\":%ld,\"p50_ms\":%.2f,"
	    "\"p99_ms\":%.2f}\n", (double)done / took_s, done, refused, failed,
	    (double)all[count / 2], (double)all[count * 99 / 100]);
	exit(failed == 0 ? 0 : 1);
}

int
main(int argc, char **argv)
{
	struct caller *callers;
	double began;
	int option;

	while ((option = getopt(argc, argv, "c:t:n:p:")) != -1) {
		switch (option) {
		case 'c': callers_count = (int)strtol(optarg, NULL, 10); break;
		case 't': seconds = strtod(optarg, NULL); break;
		case 'n': total = strtol(optarg, NULL, 10); break;
		case 'p': port = (int)strtol(optarg, NULL, 10); break;
		default: need(0, "load -c CONNECTIONS (-t SECONDS | -n REQUESTS) -p PORT FILE");
		}
	}
	need(optind + 1 == argc && port > 0 && callers_count > 0, "load ... -p PORT FILE");
	requests_read(argv[optind]);
	callers = calloc((size_t)callers_count, sizeof *callers);
	need(callers != NULL, "memory");
	began = now_s();
	ends_at = began + seconds;
	for (int i = 0; i < callers_count; i++) {
		callers[i] = (struct caller){ .number = i, .socket = -1,
			.times_ms = malloc(TIMES_MAX * sizeof(float)),
			.answer = malloc(ANSWER_MAX) };
		need(callers[i].times_ms != NULL && callers[i].answer != NULL, "memory");
		need(pthread_create(&callers[i].thread, NULL, call, &callers[i]) == 0, "thread");
	}
	for (int i = 0; i < callers_count; i++)
		pthread_join(callers[i].thread, NULL);
	report(callers, now_s() - began);
}
