/*
 * The ceiling: replays recorded statements over bare database connections, as
 * fast as the database takes them, and prints what came of it as one line.
 *
 *     replay -S SOCKET -u USER -p PASSWORD_FILE -c CONNECTIONS -t SECONDS FILE
 *
 * FILE is what MADOGUCHI_RECORD wrote.  Each COMMIT ends an act; connection i
 * repeats acts i, i + c, i + 2c ...  Statements are prepared once.  A once key
 * is replaced by a fresh one, and an id that an INSERT gave in the recording by
 * the id that the same INSERT gave now.
 */
#include <cjson/cJSON.h>
#include <mysql.h>
#include <pthread.h>
#include <unistd.h>

#include "bench/bench.h"

enum { ACTS_MAX = 256, STEPS_MAX = 64, ARGS_MAX = 20, SQL_MAX = 256 };
enum kind { KIND_NULL, KIND_INT, KIND_TEXT, KIND_KEY, KIND_BYTES, KIND_INSTANT, KIND_ID };

struct value {
	enum kind kind;
	long long number;	/* of KIND_ID: the step whose new id it is */
	char *data;
	unsigned long size;
	MYSQL_TIME time;
};
struct step {
	int sql;
	int arg_count;
	struct value args[ARGS_MAX];
	long long inserted;
};
struct act { int count; struct step steps[STEPS_MAX]; };

struct runner {
	pthread_t thread;
	int number;
	long done;
	MYSQL *mysql;
	MYSQL_STMT *prepared[SQL_MAX];
};

static struct act acts[ACTS_MAX];
static int act_count, runners_count = 8, sql_count;
static char *sqls[SQL_MAX];
static double seconds = 3, ends_at;
static const char *socket_path, *user, *password_file;
static char password[200];

static int
sql_number(const char *sql)
{
	for (int i = 0; i < sql_count; i++)
		if (strcmp(sqls[i], sql) == 0)
			return i;
	need(sql_count < SQL_MAX, "too many statements");
	sqls[sql_count] = strdup(sql);
	return sql_count++;
}

static bool
is_command(const char *sql)
{
	return strcmp(sql, "START TRANSACTION") == 0 || strcmp(sql, "COMMIT") == 0;
}

static void
bytes_read(struct value *v, const char *hex)
{
	v->size = strlen(hex) / 2;
	v->data = malloc(v->size + 1);
	need(v->data != NULL, "memory");
	for (unsigned long i = 0; i < v->size; i++) {
		unsigned byte = 0;

		need(sscanf(hex + 2 * i, "%2x", &byte) == 1, "bytes");
		v->data[i] = (char)byte;
	}
}

static void
instant_read(struct value *v, double ms)
{
	time_t at = (time_t)(ms / 1000);
	struct tm t;

	gmtime_r(&at, &t);
	v->time = (MYSQL_TIME){ .year = (unsigned)t.tm_year + 1900, .month = (unsigned)t.tm_mon + 1,
		.day = (unsigned)t.tm_mday, .hour = (unsigned)t.tm_hour,
		.minute = (unsigned)t.tm_min, .second = (unsigned)t.tm_sec,
		.second_part = (unsigned long)((long long)ms % 1000) * 1000,
		.time_type = MYSQL_TIMESTAMP_DATETIME };
	v->kind = KIND_INSTANT;
}

static void
value_read(const struct act *act, const cJSON *given, struct value *v)
{
	const cJSON *inner = given->child;

	if (cJSON_IsNumber(given)) {
		v->kind = KIND_INT;
		v->number = (long long)given->valuedouble;
		for (int i = 0; i < act->count; i++)
			if (act->steps[i].inserted != 0 && act->steps[i].inserted == v->number)
				v->kind = KIND_ID, v->number = i;
	} else if (cJSON_IsString(given)) {
		v->kind = KIND_TEXT;
		v->data = strdup(given->valuestring);
		v->size = strlen(v->data);
	} else if (cJSON_IsObject(given) && cJSON_IsNumber(inner)) {
		instant_read(v, inner->valuedouble);
	} else if (cJSON_IsObject(given)) {
		v->kind = KIND_BYTES;
		bytes_read(v, inner->valuestring);
	}
}

/* The third value of the INSERT into once_key, wherever it comes again. */
static void
keys_mark(struct act *act)
{
	const char *key = NULL;

	for (int i = 0; i < act->count; i++) {
		struct step *s = &act->steps[i];

		if (strstr(sqls[s->sql], "INSERT INTO once_key") != NULL)
			key = s->args[2].data;
		for (int a = 0; a < s->arg_count && key != NULL; a++)
			if (s->args[a].kind == KIND_TEXT && strcmp(s->args[a].data, key) == 0)
				s->args[a].kind = KIND_KEY;
	}
	need(key != NULL, "an act without a once key");
}

static void
step_read(struct act *act, const cJSON *row, const char *sql)
{
	struct step *s = &act->steps[act->count];
	const cJSON *arg;

	need(act->count < STEPS_MAX, "too many statements in an act");
	*s = (struct step){ .sql = sql_number(sql) };
	cJSON_ArrayForEach(arg, cJSON_GetObjectItem(row, "args")) {
		need(s->arg_count < ARGS_MAX, "too many values");
		value_read(act, arg, &s->args[s->arg_count++]);
	}
	act->count++;
}

static void
line_read(const char *line)
{
	struct act *act = &acts[act_count];
	cJSON *row = cJSON_Parse(line);
	const cJSON *inserted = cJSON_GetObjectItem(row, "inserted");
	const char *sql = cJSON_GetStringValue(cJSON_GetObjectItem(row, "sql"));

	need(row != NULL && (inserted != NULL || sql != NULL), "a line of the recording");
	if (inserted != NULL) {
		need(act->count > 0, "an id without an INSERT");
		act->steps[act->count - 1].inserted = (long long)inserted->valuedouble;
	} else if (strncmp(sql, "UPDATE session ", 15) != 0) {	/* once a minute only */
		step_read(act, row, sql);
		if (strcmp(sql, "COMMIT") == 0) {
			keys_mark(act);
			need(++act_count < ACTS_MAX, "too many acts");
		}
	}
	cJSON_Delete(row);
}

static void
recording_read(const char *path)
{
	static char line[1 << 18];
	FILE *file = fopen(path, "r");

	need(file != NULL, path);
	while (fgets(line, sizeof line, file) != NULL)
		line_read(line);
	fclose(file);
	need(act_count >= runners_count, "fewer acts than connections");
}

static void
runner_connect(struct runner *r)
{
	static const char set_up[] = "SET NAMES utf8mb4 COLLATE utf8mb4_bin, time_zone = '+00:00',"
	    " sql_mode = 'TRADITIONAL,NO_ENGINE_SUBSTITUTION', tx_isolation = 'READ-COMMITTED'";

	r->mysql = mysql_init(NULL);
	need(mysql_real_connect(r->mysql, NULL, user, password, "madoguchi", 0, socket_path, 0) !=
	    NULL, mysql_error(r->mysql));
	need(mysql_query(r->mysql, set_up) == 0, mysql_error(r->mysql));
	for (int i = 0; i < sql_count; i++) {
		if (is_command(sqls[i]))
			continue;
		r->prepared[i] = mysql_stmt_init(r->mysql);
		need(mysql_stmt_prepare(r->prepared[i], sqls[i], strlen(sqls[i])) == 0,
		    mysql_stmt_error(r->prepared[i]));
	}
}

static void
bind(MYSQL_BIND *b, struct value *v, long long *ids, char *key)
{
	static const enum enum_field_types types[] = { [KIND_NULL] = MYSQL_TYPE_NULL,
		[KIND_INT] = MYSQL_TYPE_LONGLONG, [KIND_TEXT] = MYSQL_TYPE_STRING,
		[KIND_KEY] = MYSQL_TYPE_STRING, [KIND_BYTES] = MYSQL_TYPE_BLOB,
		[KIND_INSTANT] = MYSQL_TYPE_DATETIME, [KIND_ID] = MYSQL_TYPE_LONGLONG };

	*b = (MYSQL_BIND){ .buffer_type = types[v->kind], .buffer = v->data,
		.buffer_length = v->size };
	if (v->kind == KIND_INT)
		b->buffer = &v->number;
	else if (v->kind == KIND_ID)
		b->buffer = &ids[v->number];
	else if (v->kind == KIND_KEY)
		b->buffer = key;
	else if (v->kind == KIND_INSTANT)
		b->buffer = &v->time, b->buffer_length = sizeof v->time;
}

/* 0, or the error's number.  Rows are fetched, as whoever asked would do. */
static unsigned
step_run(struct runner *r, struct step *s, long long *ids, char *key, int number)
{
	MYSQL_STMT *handle = r->prepared[s->sql];
	MYSQL_BIND binds[ARGS_MAX];

	if (handle == NULL)
		return mysql_query(r->mysql, sqls[s->sql]) == 0 ? 0 : mysql_errno(r->mysql);
	for (int a = 0; a < s->arg_count; a++)
		bind(&binds[a], &s->args[a], ids, key);
	if ((s->arg_count > 0 && mysql_stmt_bind_param(handle, binds) != 0)
	    || mysql_stmt_execute(handle) != 0)
		return mysql_stmt_errno(handle);
	if (mysql_stmt_field_count(handle) > 0) {
		if (mysql_stmt_store_result(handle) != 0)
			return mysql_stmt_errno(handle);
		mysql_stmt_free_result(handle);
	}
	ids[number] = (long long)mysql_stmt_insert_id(handle);
	return 0;
}

static bool
act_run(struct runner *r, struct act *act)
{
	long long ids[STEPS_MAX] = { 0 };
	char key[37] = { 0 };

	uuid_write(key);
	for (int i = 0; i < act->count; i++) {
		unsigned number = step_run(r, &act->steps[i], ids, key, i);

		if (number == 0)
			continue;
		mysql_query(r->mysql, "ROLLBACK");
		if (number != 1213 && number != 1205) {
			fprintf(stderr, "replay: error %u: %s\n", number, sqls[act->steps[i].sql]);
			exit(1);
		}
		return false;
	}
	return true;
}

static void *
run(void *arg)
{
	struct runner *r = arg;
	int at = r->number;

	mysql_thread_init();
	while (now_s() < ends_at) {
		r->done += act_run(r, &acts[at]);
		at += runners_count;
		if (at >= act_count)
			at = r->number;
	}
	return NULL;
}

static void
options_read(int argc, char **argv)
{
	int option;
	FILE *file;

	while ((option = getopt(argc, argv, "S:u:p:c:t:")) != -1) {
		switch (option) {
		case 'S': socket_path = optarg; break;
		case 'u': user = optarg; break;
		case 'p': password_file = optarg; break;
		case 'c': runners_count = (int)strtol(optarg, NULL, 10); break;
		case 't': seconds = strtod(optarg, NULL); break;
		default: need(false, "see the head of replay.c");
		}
	}
	need(optind + 1 == argc && password_file != NULL, "see the head of replay.c");
	file = fopen(password_file, "r");
	need(file != NULL && fgets(password, sizeof password, file) != NULL, "password");
	password[strcspn(password, "\n")] = '\0';
	fclose(file);
}

int
main(int argc, char **argv)
{
	struct runner *runners;
	double began;
	long done = 0;

	options_read(argc, argv);
	recording_read(argv[optind]);
	runners = calloc((size_t)runners_count, sizeof *runners);
	need(runners != NULL && mysql_library_init(0, NULL, NULL) == 0, "memory");
	for (int i = 0; i < runners_count; i++) {
		runners[i].number = i;
		runner_connect(&runners[i]);
	}
	began = now_s();
	ends_at = began + seconds;
	for (int i = 0; i < runners_count; i++)
		need(pthread_create(&runners[i].thread, NULL, run, &runners[i]) == 0, "thread");
	for (int i = 0; i < runners_count; i++) {
		pthread_join(runners[i].thread, NULL);
		done += runners[i].done;
	}
	printf("{\"per_s\":%.1f,\"done\":%ld,\"statements\":%d}\n",
	    (double)done / (now_s() - began), done, acts[0].count);
	return 0;
}
