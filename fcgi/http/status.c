#include "http/edge.h"

#include "base/status.h"

struct told { const char *program; const struct head_count *heads; };

static bool
heads_health(struct text_buffer *b, const void *about)
{
	const struct told *told = about;
	const struct head_count *heads = told->heads;
	bool well = heads->ready > 0 && heads->hung < heads->ready;

	buffer_format(b, "{\"status\":\"%s\",\"program\":\"%s\",\"wanted\":%lld,"
	    "\"ready\":%lld,\"busy\":%lld,\"hung\":%lld,\"changing\":%lld}\n",
	    well ? "ok" : "failing", told->program, (long long)heads->wanted,
	    (long long)heads->ready, (long long)heads->busy, (long long)heads->hung,
	    (long long)heads->changing);
	return well;
}

static void
heads_metrics(struct text_buffer *b, const void *about)
{
	const struct told *told = about;

	metrics_text(b, told->program, told->heads->ready);
}

void
heads_answer(int listener, const char *program, const struct head_count *heads)
{
	const struct told told = { program, heads };

	status_answer(listener, &(struct status){ heads_health, heads_metrics, &told });
}
