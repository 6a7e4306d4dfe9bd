/* Goal: a production configuration refuses to start with anything of the sample set-up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#include "base/config.h"

#define PRODUCTION "municipality = 見本市\norigin = https://voucher.example.lg.jp\n"	\
	"database_socket = /run/mysqld/mysqld.sock\nmaster_key_file = /run/key\n"		\
	"text_folder = /usr/share/madoguchi/text\nmail_url = smtps://mail.example.lg.jp\n"	\
	"mail_from = voucher@example.lg.jp\n"

/* Exit status of a program that reads this configuration; its words into said. */
static int
status_with(const char *text, char said[1000])
{
	char path[] = "/tmp/madoguchi-conf-XXXXXX";
	int file = mkstemp(path), pipe_ends[2], status;
	ssize_t n;
	pid_t child;

	assert_true(file >= 0 && pipe(pipe_ends) == 0);
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	if ((child = fork()) == 0) {
		dup2(pipe_ends[1], STDERR_FILENO);
		config_read(path, "till");
		_exit(0);
	}
	close(pipe_ends[1]);
	n = read(pipe_ends[0], said, 999);
	said[n > 0 ? n : 0] = '\0';
	close(pipe_ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	unlink(path);
	return WEXITSTATUS(status);
}

static void
production_is_accepted(void **state)
{
	char said[1000];

	(void)state;
	assert_int_equal(status_with(PRODUCTION, said), 0);
	assert_string_equal(said, "");
}

static void
production_refuses_sample_settings(void **state)
{
	static const char *const lines[][2] = { { "sample_mailbox = yes\n", "sample_mailbox" },
		{ "sample_sign_in = yes\n", "sample_sign_in" },
		{ "sample_faults = yes\n", "sample_faults" },
		{ "sample_clock_shift_s = 60\n", "sample_clock_shift_s" } };
	char text[2000], said[1000];

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		snprintf(text, sizeof text, "%s%s", PRODUCTION, lines[i][0]);
		assert_int_equal(status_with(text, said), 2);
		assert_non_null(strstr(said, lines[i][1]));
		snprintf(text, sizeof text, "%ssample = yes\n%s", PRODUCTION, lines[i][0]);
		assert_int_equal(status_with(text, said), 0);
	}
}

static void
bad_lines_are_named(void **state)
{
	static const char *const lines[][2] = { { "workrs = 3\n", "workrs: is no setting" },
		{ "workers = 0\n", "workers: must be" }, { "workers = 3x\n", "workers: must be" },
		{ "workers = 3\nworkers = 4\n", "workers: is set twice" },
		{ "sample = maybe\n", "sample" },
		{ "no equals sign\n", "no equals sign" } };
	char text[2000], said[1000];

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		snprintf(text, sizeof text, "%s%s", PRODUCTION, lines[i][0]);
		assert_int_equal(status_with(text, said), 2);
		assert_non_null(strstr(said, lines[i][1]));
	}
	assert_int_equal(status_with("origin = https://a\n", said), 2);
	assert_non_null(strstr(said, "municipality: is missing"));
	assert_int_equal(status_with("# only a comment\n\n", said), 2);
}

static void
origin_must_be_safe(void **state)
{
	char text[2000], said[1000];

	(void)state;
	snprintf(text, sizeof text, "%s", PRODUCTION);
	memcpy(strstr(text, "https://"), "http:///", 8);
	assert_int_equal(status_with(text, said), 2);
	assert_non_null(strstr(said, "origin"));
}

static void
credential_is_what_systemd_gave(void **state)
{
	char path[] = "/tmp/madoguchi-conf-XXXXXX";
	int file = mkstemp(path);
	const char text[] = "municipality = m\norigin = https://m.example\ndatabase_socket = /s\n"
	    "master_key_file = credential:master-key\ntext_folder = /t\n"
	    "mail_url = smtps://m.example\nmail_from = m@m.example\n";

	(void)state;
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	setenv("CREDENTIALS_DIRECTORY", "/run/credentials/till", 1);
	assert_string_equal(config_read(path, "till")->master_key_file,
	    "/run/credentials/till/master-key");
	unsetenv("CREDENTIALS_DIRECTORY");
	assert_string_equal(config_read(path, "till")->master_key_file,
	    "/etc/madoguchi/master-key");
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(production_is_accepted),
		cmocka_unit_test(production_refuses_sample_settings),
		cmocka_unit_test(bad_lines_are_named),
		cmocka_unit_test(origin_must_be_safe),
		cmocka_unit_test(credential_is_what_systemd_gave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
