#include "http/edge.h"

#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"

/*
 * Counters live in one piece of anonymous memory that the parent makes and
 * every child maps, also children of a newer program: rows are claimed by
 * name, and a program whose layout differs counts for itself alone.
 */
enum { ROWS_MAX = 512, BUCKETS = 13, CLASSES = 6, NAME_SIZE = 120, LAYOUT = 1 };

static const int64_t bucket_us[BUCKETS] = { 1000, 2500, 5000, 10000, 25000, 50000, 100000,
	250000, 500000, 1000000, 2500000, 5000000, INT64_MAX };
static const char *const bucket_names[BUCKETS] = { "0.001", "0.0025", "0.005", "0.01",
	"0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "+Inf" };

struct row {
	char name[NAME_SIZE];
	int64_t by_class[CLASSES];	/* 1xx is 1 ... 5xx is 5 */
	int64_t by_bucket[BUCKETS];
	int64_t count, sum_us;
};

struct shared {
	int64_t layout, restarts;
	int64_t busy_since_us[SLOTS_MAX];	/* 0: idle */
	struct row rows[ROWS_MAX];		/* the first counts what no row answers */
};

static struct shared *shared;
static size_t *row_numbers;		/* by number of the route */
static int64_t *busy_since_us;

static void
add(int64_t *counter, int64_t more)
{
	__atomic_fetch_add(counter, more, __ATOMIC_RELAXED);
}

static int64_t
load(const int64_t *counter)
{
	return __atomic_load_n(counter, __ATOMIC_RELAXED);
}

static struct shared *
shared_map(int descriptor)
{
	void *at = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
	    descriptor >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, descriptor, 0);

	must(at != MAP_FAILED);
	return at;
}

int
metrics_make(void)
{
	int descriptor = memfd_create("metrics", MFD_CLOEXEC);

	must(descriptor >= 0 && ftruncate(descriptor, sizeof *shared) == 0);
	shared = shared_map(descriptor);
	shared->layout = LAYOUT;
	memcpy(shared->rows[0].name, "none", 5);
	return descriptor;
}

static size_t
row_claim(const char *name)
{
	size_t i = 1;

	for (; i < ROWS_MAX && shared->rows[i].name[0] != '\0'; i++) {
		if (strcmp(shared->rows[i].name, name) == 0)
			return i;
	}
	if (i == ROWS_MAX || strlen(name) >= NAME_SIZE)
		return 0;
	memcpy(shared->rows[i].name, name, strlen(name) + 1);
	return i;
}

static bool
layout_fits(int descriptor)
{
	int64_t layout = 0;

	return descriptor >= 0 && lseek(descriptor, 0, SEEK_END) == (off_t)sizeof *shared
	    && pread(descriptor, &layout, sizeof layout, 0) == sizeof layout
	    && layout == LAYOUT;
}

void
metrics_attach(int descriptor, const struct route *const *tables)
{
	struct arena arena = { 0 };
	size_t count = 1, number = NO_ROUTE;

	shared = shared_map(layout_fits(descriptor) ? descriptor : -1);
	for (const struct route *const *t = tables; *t != NULL; t++) {
		for (const struct route *r = *t; r->path != NULL; r++)
			count++;
	}
	row_numbers = arena_forever(count * sizeof *row_numbers);
	flock(descriptor, LOCK_EX);
	for (const struct route *const *t = tables; *t != NULL; t++) {
		for (const struct route *r = *t; r->path != NULL; r++)
			row_numbers[++number] = row_claim(route_name(&arena, r));
	}
	flock(descriptor, LOCK_UN);
	arena_rewind(&arena, (struct mark){ 0 });
}

void
metrics_use_slot(int slot)
{
	must(slot >= 0 && slot < SLOTS_MAX);
	busy_since_us = &shared->busy_since_us[slot];
}

void
metrics_busy(bool busy)
{
	__atomic_store_n(busy_since_us, busy ? clock_monotonic_us() : 0, __ATOMIC_RELAXED);
}

void
metrics_count(size_t route_number, int status, int64_t took_us)
{
	struct row *row = &shared->rows[row_numbers[route_number]];
	size_t bucket = 0;

	while (took_us > bucket_us[bucket])
		bucket++;
	must(status >= 100 && status < 600);
	add(&row->by_class[status / 100], 1);
	add(&row->by_bucket[bucket], 1);
	add(&row->sum_us, took_us);
	add(&row->count, 1);
}

void
metrics_restart(void)
{
	add(&shared->restarts, 1);
}

void
metrics_slot_clear(int slot)
{
	__atomic_store_n(&shared->busy_since_us[slot], 0, __ATOMIC_RELAXED);
}

bool
metrics_is_busy(int slot)
{
	return load(&shared->busy_since_us[slot]) != 0;
}

bool
metrics_hung(int slot, int64_t now_us)
{
	int64_t since_us = load(&shared->busy_since_us[slot]);

	return since_us != 0 && now_us - since_us > HUNG_S * INT64_C(1000000);
}

static void
row_text(struct text_buffer *b, const char *program, const struct row *row)
{
	int64_t total = 0;

	for (int i = 1; i < CLASSES; i++) {
		if (load(&row->by_class[i]) != 0)
			buffer_format(b, "madoguchi_requests_total{program=\"%s\",route=\"%s\","
			    "class=\"%dxx\"} %lld\n", program, row->name, i,
			    (long long)load(&row->by_class[i]));
	}
	for (int i = 0; i < BUCKETS; i++) {
		total += load(&row->by_bucket[i]);
		buffer_format(b, "madoguchi_request_seconds_bucket{program=\"%s\","
		    "route=\"%s\",le=\"%s\"} %lld\n", program, row->name, bucket_names[i],
		    (long long)total);
	}
	buffer_format(b, "madoguchi_request_seconds_sum{program=\"%s\",route=\"%s\"} %.6f\n",
	    program, row->name, (double)load(&row->sum_us) / 1e6);
	buffer_format(b, "madoguchi_request_seconds_count{program=\"%s\",route=\"%s\"} %lld\n",
	    program, row->name, (long long)total);
}

void
metrics_text(struct text_buffer *b, const char *program, int64_t children)
{
	buffer_format(b, "# TYPE madoguchi_children gauge\n"
	    "madoguchi_children{program=\"%s\"} %lld\n"
	    "# TYPE madoguchi_child_restarts_total counter\n"
	    "madoguchi_child_restarts_total{program=\"%s\"} %lld\n"
	    "# TYPE madoguchi_requests_total counter\n"
	    "# TYPE madoguchi_request_seconds histogram\n", program, (long long)children,
	    program, (long long)load(&shared->restarts));
	for (size_t i = 0; i < ROWS_MAX && shared->rows[i].name[0] != '\0'; i++) {
		if (load(&shared->rows[i].count) > 0)
			row_text(b, program, &shared->rows[i]);
	}
}
