/*
 * The ceiling of a read: a FastCGI program that does the same two prepared
 * SELECTs (session, purse) and writes the rows as they come.  No token, no
 * rights, no log.
 *
 *     ceiling SOCKET PROCESSES DATABASE_SOCKET USER PASSWORD_FILE RECORDING
 *
 * The statements are those of the recording of one GET /api/till/purse.  The
 * session's hash comes in hexadecimal in the header X-Sid.
 */
#include <cjson/cJSON.h>
#include <fcgiapp.h>
#include <mysql.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "bench/bench.h"

enum { COLUMNS_MAX = 16, CELL_MAX = 256 };

struct read {
	MYSQL_STMT *handle;
	unsigned columns;
	char cells[COLUMNS_MAX][CELL_MAX];
	unsigned long sizes[COLUMNS_MAX];
	MYSQL_BIND out[COLUMNS_MAX];
};

static char *sqls[2];
static char today[11];

static void
recording_read(const char *path)
{
	static char line[1 << 16];
	FILE *file = fopen(path, "r");

	need(file != NULL, path);
	while (fgets(line, sizeof line, file) != NULL) {
		cJSON *row = cJSON_Parse(line);
		const char *sql = cJSON_GetStringValue(cJSON_GetObjectItem(row, "sql"));

		if (sql != NULL && strstr(sql, "FROM session s JOIN") != NULL)
			sqls[0] = strdup(sql);
		else if (sql != NULL && strstr(sql, "JOIN purse_lot") != NULL)
			sqls[1] = strdup(sql);
		cJSON_Delete(row);
	}
	fclose(file);
	need(sqls[0] != NULL && sqls[1] != NULL, "the recording lacks a statement");
}

static void
prepare(MYSQL *mysql, struct read *r, const char *sql)
{
	r->handle = mysql_stmt_init(mysql);
	need(mysql_stmt_prepare(r->handle, sql, strlen(sql)) == 0, mysql_stmt_error(r->handle));
	r->columns = mysql_stmt_field_count(r->handle);
	for (unsigned i = 0; i < r->columns; i++)
		r->out[i] = (MYSQL_BIND){ .buffer_type = MYSQL_TYPE_STRING, .buffer = r->cells[i],
			.buffer_length = CELL_MAX - 1, .length = &r->sizes[i] };
	need(mysql_stmt_bind_result(r->handle, r->out) == 0, mysql_stmt_error(r->handle));
}

static void
start(struct read *r, MYSQL_BIND *args)
{
	need(mysql_stmt_bind_param(r->handle, args) == 0 && mysql_stmt_execute(r->handle) == 0,
	    mysql_stmt_error(r->handle));
}

static bool
next(struct read *r)
{
	if (mysql_stmt_fetch(r->handle) != 0) {
		mysql_stmt_free_result(r->handle);
		return false;
	}
	for (unsigned i = 0; i < r->columns; i++)
		r->cells[i][r->sizes[i]] = '\0';
	return true;
}

static MYSQL_BIND
text_arg(char *text, unsigned long size, enum enum_field_types type)
{
	return (MYSQL_BIND){ .buffer_type = type, .buffer = text, .buffer_length = size };
}

static void
serve(FCGX_Request *request, struct read *session, struct read *purse)
{
	const char *hex = FCGX_GetParam("HTTP_X_SID", request->envp);
	char hash[64], person[24], body[4096], one[] = "1", now[24];
	size_t size = 0;
	int used = 0;
	time_t at = time(NULL);
	struct tm t;

	for (; hex != NULL && hex[2 * size] != '\0' && size < sizeof hash; size++) {
		unsigned byte = 0;

		sscanf(hex + 2 * size, "%2x", &byte);
		hash[size] = (char)byte;
	}
	gmtime_r(&at, &t);
	strftime(now, sizeof now, "%Y-%m-%d %H:%M:%S", &t);
	start(session, (MYSQL_BIND[]){ text_arg(hash, size, MYSQL_TYPE_BLOB),
		text_arg(now, strlen(now), MYSQL_TYPE_STRING),
		text_arg(now, strlen(now), MYSQL_TYPE_STRING),
		text_arg(one, 1, MYSQL_TYPE_STRING) });
	need(next(session), "no session");
	memcpy(person, session->cells[2], sizeof person);
	mysql_stmt_free_result(session->handle);
	start(purse, (MYSQL_BIND[]){ text_arg(today, 10, MYSQL_TYPE_STRING),
		text_arg(today, 10, MYSQL_TYPE_STRING),
		text_arg(person, strlen(person), MYSQL_TYPE_STRING),
		text_arg(today, 10, MYSQL_TYPE_STRING) });
	while (next(purse) && used < (int)sizeof body - 512)
		used += snprintf(body + used, sizeof body - (size_t)used,
		    "%s{\"lot_id\":%s,\"campaign_name\":\"%s\",\"round_name\":\"%s\","
		    "\"left_yen\":%s,"
		    "\"face_yen\":%s,\"use_from_on\":\"%s\",\"use_to_on\":\"%s\"}",
		    used > 0 ? "," : "", purse->cells[0], purse->cells[1], purse->cells[2],
		    purse->cells[3], purse->cells[4], purse->cells[5], purse->cells[6]);
	need(used > 0, "no lot");
	FCGX_FPrintF(request->out, "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
	    "{\"lots\":[%s]}", used + 11, body);
}

static void
child(int listener, char **argv)
{
	char password[200] = "";
	FILE *file = fopen(argv[5], "r");
	MYSQL *mysql = mysql_init(NULL);
	static struct read session, purse;
	FCGX_Request request;
	time_t at = time(NULL) + 9 * 3600;
	struct tm t;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	need(file != NULL && fgets(password, sizeof password, file) != NULL, "password");
	password[strcspn(password, "\n")] = '\0';
	need(mysql_real_connect(mysql, NULL, argv[4], password, "madoguchi", 0, argv[3], 0) != NULL,
	    mysql_error(mysql));
	need(mysql_query(mysql, "SET NAMES utf8mb4 COLLATE utf8mb4_bin, time_zone = '+00:00'") == 0,
	    mysql_error(mysql));
	gmtime_r(&at, &t);
	strftime(today, sizeof today, "%Y-%m-%d", &t);
	prepare(mysql, &session, sqls[0]);
	prepare(mysql, &purse, sqls[1]);
	need(FCGX_Init() == 0 && FCGX_InitRequest(&request, listener, 0) == 0, "FastCGI");
	while (FCGX_Accept_r(&request) == 0) {
		serve(&request, &session, &purse);
		FCGX_Finish_r(&request);
	}
}

int
main(int argc, char **argv)
{
	int listener;

	need(argc == 7, "see the head of ceiling.c");
	recording_read(argv[6]);
	umask(0);
	listener = FCGX_OpenSocket(argv[1], 4096);
	need(listener >= 0, argv[1]);
	for (long i = strtol(argv[2], NULL, 10); i > 0; i--) {
		if (fork() == 0) {
			child(listener, argv);
			return 1;
		}
	}
	wait(NULL);
	return 1;
}
