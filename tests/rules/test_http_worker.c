/* Goal: a program loses no request when a child dies, when it is replaced by what lies on
 * disk, and when it stops; and it tells how it is. */
#include "http_program.h"
#include "status_ask.h"

enum { CALLERS = 3 };
static struct reply r;
static pid_t program;

static const char *
status_of(const char *path)
{
	char place[128];

	snprintf(place, sizeof place, "%s/till.metrics", folder);
	return status_ask(place, path);
}

static void
wait_until_ready(long wanted)
{
	while (number_after(status_of("/health"), "\"ready\":") != wanted
	    || number_after(status_of("/health"), "\"changing\":") != 0)
		pause_ms(20);
}

static void
health_and_metrics_tell(void **state)
{
	const char *text;

	(void)state;
	wait_until_ready(2);
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/nothing"), 404);
	text = status_of("/health");
	assert_non_null(strstr(text, "200 OK"));
	assert_non_null(strstr(text, "\"status\":\"ok\""));
	pause_ms(50);		/* a request is counted after its answer was sent */
	text = status_of("/metrics");
	assert_true(number_after(text, "madoguchi_requests_total{program=\"till\","
	    "route=\"GET /api/till/public\",class=\"2xx\"} ") >= 1);
	assert_true(number_after(text, "route=\"none\",class=\"4xx\"} ") >= 1);
	assert_true(number_after(text, "madoguchi_request_seconds_count{program=\"till\","
	    "route=\"GET /api/till/public\"} ") >= 1);
	assert_non_null(strstr(status_of("/other"), "404"));
}

static void
a_dead_child_costs_one_request(void **state)
{
	struct world *w = *state;
	const char *key = new_key(w);
	int64_t rows = 0;

	wait_until_ready(2);
	assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/free",
		.type = "application/json", .key = key, .body = "{\"amount\":16}"), 0);
	for (int i = 0; i < 20; i++)
		assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	wait_until_ready(2);
	rows = number_after(status_of("/metrics"), "child_restarts_total{program=\"till\"} ");
	assert_true(rows >= 1);
	/* Its transaction went with it: the key is free. */
	assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/free",
		.type = "application/json", .key = key, .body = "{\"amount\":1}"), 200);
	assert_null(strstr(r.text, "Idempotency-Replayed"));
}

static void
callers_that_say_nothing_do_no_harm(void **state)
{
	(void)state;
	for (int i = 0; i < 50; i++) {
		int s = unix_connect(socket_path);

		assert_true(s >= 0);
		if (i % 3 == 1)
			assert_int_equal(send(s, "GET / HTTP/1.0\r\n\r\n", 18, 0), 18);
		if (i % 3 == 2)
			record_send(s, 4, "x", 1);
		close(s);
	}
	for (int i = 0; i < 20; i++)
		assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	wait_until_ready(2);
}

/* Asks until the pipe ends; the exit status tells whether all were answered. */
static pid_t
caller_start(const int stop[2])
{
	pid_t pid = fork();
	char byte;

	if (pid != 0)
		return pid;
	close(stop[1]);
	fcntl(stop[0], F_SETFL, O_NONBLOCK);
	while (read(stop[0], &byte, 1) < 0) {
		if (ASK(r, .method = "GET", .uri = "/api/till/public") != 200)
			_exit(1);
	}
	_exit(0);
}

static void
callers_end(const pid_t *callers)
{
	for (int i = 0; i < CALLERS; i++) {
		int status;

		assert_int_equal(waitpid(callers[i], &status, 0), callers[i]);
		assert_int_equal(status, 0);
	}
}

static long
answering_pid(void)
{
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	return number_after(r.body, "\"pid\":");
}

/* Sends an act that takes a while; slow_ms says how long. */
static int
slow_act_send(struct world *w)
{
	int s = unix_connect(socket_path);

	assert_true(s >= 0);
	request_send(s, &(struct asked){ .method = "POST", .uri = "/api/till/free",
		.type = "application/json", .key = new_key(w), .body = "{\"amount\":17}" });
	return s;
}

/* All children in service, as seen from outside: an idle one may be asked again
 * and again, so both are kept busy at once. */
static void
pids_read(struct world *w, long pids[2])
{
	page_shared->slow_ms = 50;
	do {
		int waiting[2] = { slow_act_send(w), slow_act_send(w) };

		for (int i = 0; i < 2; i++) {
			reply_read(waiting[i], &r);
			assert_int_equal(r.status, 200);
			pids[i] = number_after(r.body, "\"pid\":");
		}
	} while (pids[0] == pids[1]);
}

static bool
is_of(long pid, const long pids[2])
{
	return pid == pids[0] || pid == pids[1];
}

static void
a_rolling_restart_fails_nobody(void **state)
{
	struct world *w = *state;
	pid_t callers[CALLERS];
	int stop[2];

	assert_int_equal(pipe(stop), 0);
	for (int i = 0; i < CALLERS; i++)
		callers[i] = caller_start(stop);
	for (int round = 0; round < 3; round++) {
		long before[2], now[2];

		pids_read(w, before);
		kill(program, SIGHUP);
		wait_until_ready(2);
		pids_read(w, now);
		assert_false(is_of(now[0], before) || is_of(now[1], before));
	}
	close(stop[1]);
	callers_end(callers);
	close(stop[0]);
	wait_until_ready(2);
}

static void
a_broken_successor_does_not_take_over(void **state)
{
	char self[4096];
	long before[2], pid;
	ssize_t size = readlink(program_path, self, sizeof self - 1);

	assert_true(size > 0);
	self[size] = '\0';
	pids_read(*state, before);
	unlink(program_path);
	assert_int_equal(symlink("/bin/false", program_path), 0);
	kill(program, SIGHUP);
	pause_ms(300);
	wait_until_ready(2);
	for (int i = 0; i < 20; i++) {
		pid = answering_pid();
		assert_true(is_of(pid, before));
	}
	unlink(program_path);
	assert_int_equal(symlink(self, program_path), 0);
	wait_until_ready(2);
}

static void
events_reach_the_push_socket(void **state)
{
	struct world *w = *state;
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM, 0), s;
	char text[1000] = "";

	snprintf(address.sun_path, sizeof address.sun_path, "%.90s/push", folder);
	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(listener, 5), 0);
	assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/free",
		.type = "application/json", .key = new_key(w), .body = "{\"amount\":1}"), 200);
	s = accept(listener, NULL, NULL);
	assert_true(recv(s, text, sizeof text - 1, 0) > 0);
	assert_int_equal(strncmp(text, "POST /publish/act-7 HTTP/1.1\r\n", 30), 0);
	assert_non_null(strstr(text, "{\"topic\":\"act-7\",\"version\":"));
	close(s);
	close(listener);
	/* Nobody listens any more: acts go on. */
	for (int i = 0; i < 5; i++) {
		assert_int_equal(ASK(r, .method = "POST", .uri = "/api/till/free",
			.type = "application/json", .key = new_key(w),
			.body = "{\"amount\":1}"), 200);
	}
}

static void
wait_for_runs(int64_t wanted)
{
	while (__atomic_load_n(&page_shared->runs, __ATOMIC_SEQ_CST) < wanted)
		pause_ms(5);
}

/* Who left while the request waited may have asked again: nothing happens. */
static void
what_nobody_waits_for_does_not_happen(void **state)
{
	struct world *w = *state;
	int64_t runs = page_shared->runs;
	int waiting[2];

	wait_until_ready(2);
	page_shared->slow_ms = 300;
	for (int i = 0; i < 2; i++)
		waiting[i] = slow_act_send(w);
	wait_for_runs(runs + 2);
	for (int i = 0; i < 20; i++)
		close(slow_act_send(w));
	for (int i = 0; i < 2; i++) {
		reply_read(waiting[i], &r);
		assert_int_equal(r.status, 200);
	}
	/* Behind those in the queue. */
	assert_int_equal(ASK(r, .method = "GET", .uri = "/api/till/public"), 200);
	pause_ms(100);
	assert_int_equal(page_shared->runs, runs + 2);
}

/* The one in work and those waiting behind it are answered; then all is gone. */
static void
a_stop_finishes_what_came_in(void **state)
{
	struct world *w = *state;
	int64_t runs = page_shared->runs;
	int waiting[6], status;

	wait_until_ready(2);
	page_shared->slow_ms = 400;
	for (int i = 0; i < 6; i++)
		waiting[i] = slow_act_send(w);
	wait_for_runs(runs + 2);
	kill(program, SIGTERM);
	for (int i = 0; i < 6; i++) {
		reply_read(waiting[i], &r);
		assert_int_equal(r.status, 200);
	}
	assert_int_equal(waitpid(program, &status, 0), program);
	assert_int_equal(status, 0);
	assert_true(unix_connect(socket_path) < 0);
}

int
main(int argc, char **argv)
{
	int failed;

	program_begin(argc, argv);
	program = program_start(2);
	failed = RULES("till", rule_test(health_and_metrics_tell),
	    rule_test(a_dead_child_costs_one_request),
	    rule_test(callers_that_say_nothing_do_no_harm),
	    rule_test(a_rolling_restart_fails_nobody),
	    rule_test(a_broken_successor_does_not_take_over),
	    rule_test(events_reach_the_push_socket),
	    rule_test(what_nobody_waits_for_does_not_happen),
	    rule_test(a_stop_finishes_what_came_in));
	if (waitpid(program, NULL, WNOHANG) == 0)
		program_stop(program);
	program_end();
	return failed;
}
