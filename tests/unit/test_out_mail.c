/* Mails: the exact bytes, and the talk with a small SMTP server of our own. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "smtp.h"
#include "base/config.h"
#include "out/mail.h"

static struct arena arena;
static struct ctx ctx;
static struct config config;

static const struct mail greeting = { "hanako@example.jp", "確認番号のお知らせ",
    "番号: 123456\n.\n終わり" };

static void
message_is_exactly_this(void **state)
{
	(void)state;
	assert_string_equal(mail_message(&ctx, &greeting, "outbox-17@city.example.jp"),
	    "Date: Sat, 21 Nov 2026 20:04:05 +0900\r\n"
	    "From: =?UTF-8?B?6KaL5pys5biC?=\r\n"
	    " <madoguchi@city.example.jp>\r\n"
	    "To: <hanako@example.jp>\r\n"
	    "Subject: =?UTF-8?B?56K66KqN55Wq5Y+344Gu44GK55+l44KJ44Gb?=\r\n"
	    "Message-ID: <outbox-17@city.example.jp>\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=UTF-8\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "\r\n"
	    "55Wq5Y+3OiAxMjM0NTYNCi4NCue1guOCj+OCig==\r\n");
}

/* Every encoded word ends between characters, and no line is too long. */
static void
long_subjects_are_cut_between_characters(void **state)
{
	struct mail m = greeting;
	const char *subject;
	char *message, *line, *rest;

	(void)state;
	m.subject = "あa\xf0\xa0\xae\xb7いうえおかきくけこさしすせそたちつてとなにぬねの"
	    "はひふへほまみむめも";
	message = mail_message(&ctx, &m, "1@x");
	subject = strstr(message, "Subject: ");
	assert_non_null(subject);
	assert_non_null(strstr(subject, "?=\r\n =?UTF-8?B?"));
	for (line = strtok_r(message, "\n", &rest); line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		assert_true(strlen(line) <= 77);	/* with the CR */
		/* The first byte of a kana, e3, is "44" in base64; the second is not. */
		if (strncmp(line, " =?UTF-8?B?", 11) == 0)
			assert_true(strncmp(line + 11, "44", 2) == 0);
	}
}

static void
plain_subjects_stay_plain_unless_they_look_encoded(void **state)
{
	struct mail m = greeting;

	(void)state;
	m.subject = "Your code";
	assert_non_null(strstr(mail_message(&ctx, &m, "1@x"), "\r\nSubject: Your code\r\n"));
	m.subject = "=?UTF-8?B?bogus?=";
	assert_non_null(strstr(mail_message(&ctx, &m, "1@x"), "\r\nSubject: =?UTF-8?B?PT9V"));
}

static void
lines_of_the_body_are_short_and_hold_every_byte(void **state)
{
	struct mail m = greeting;
	char *text = arena_alloc(&arena, 5001), *message, *line, *rest;
	size_t digits = 0;

	(void)state;
	memset(text, '.', 5000);
	m.text = text;
	message = strstr(mail_message(&ctx, &m, "1@x"), "\r\n\r\n") + 4;
	for (line = strtok_r(message, "\r\n", &rest); line != NULL;
	    line = strtok_r(NULL, "\r\n", &rest)) {
		assert_true(strlen(line) <= 76);
		assert_int_equal(strspn(line, "Li4u="), strlen(line));
		digits += strlen(line);
	}
	assert_int_equal(digits, (5000 + 2) / 3 * 4);
}

static void
headers_cannot_be_broken_out_of(void **state)
{
	static const char *const subjects[] = { "a\r\nBcc: all@example.jp", "a\nb", "a\rb",
		"a\tb", "a\x7f" };
	static const char *const addresses[] = { "", "a", "@b", "a@", "a@b@c", "a b@c",
		"a@b\r\nRCPT TO:<c@d>", "a@b>", "<a@b", "\"a\"@b", "a@b,c@d", "\xe3\x81\x82@b",
		"a@[127.0.0.1]" };
	struct mail m = greeting;
	char *longest = arena_alloc(&arena, 256);

	(void)state;
	for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
		fail_forget(&ctx);
		m.subject = subjects[i];
		assert_null(mail_message(&ctx, &m, "1@x"));
		assert_ptr_equal(ctx.reason, &mail_refused);
	}
	m = greeting;
	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		fail_forget(&ctx);
		m.to = addresses[i];
		assert_null(mail_message(&ctx, &m, "1@x"));
		assert_ptr_equal(ctx.reason, &mail_refused);
	}
	memset(longest, 'a', 255);
	longest[100] = '@';
	assert_false(mail_address_is_fit(longest));
	longest[254] = '\0';
	assert_true(mail_address_is_fit(longest));
}

static void
mail_arrives(void **state)
{
	struct server s = server_start(&config, &arena, NULL, NULL);
	char *heard;

	(void)state;
	assert_int_equal(mail_send(&ctx, &greeting, "outbox-17@city.example.jp"), 0);
	heard = server_stop(&s, &arena);
	assert_non_null(strstr(heard, "MAIL FROM:<madoguchi@city.example.jp>"));
	assert_non_null(strstr(heard, "RCPT TO:<hanako@example.jp>"));
	assert_non_null(strstr(heard,
	    mail_message(&ctx, &greeting, "outbox-17@city.example.jp")));
	assert_non_null(strstr(heard, "\r\n.\r\n"));
}

static void
refuse(const char *command, const char *reply, const struct reason *reason)
{
	struct server s = server_start(&config, &arena, command, reply);

	fail_forget(&ctx);
	assert_int_equal(mail_send(&ctx, &greeting, "1@x"), -1);
	server_stop(&s, &arena);
	assert_ptr_equal(ctx.reason, reason);
	assert_non_null(ctx.detail);
	assert_null(strstr(ctx.detail, "hanako"));
	assert_non_null(strstr(ctx.detail, arena_text(&arena, "reply %.3s", reply)));
}

static void
refusals_for_good_and_for_now_are_told_apart(void **state)
{
	(void)state;
	refuse("RCPT", "550 no such person\r\n", &mail_refused);
	refuse("MAIL", "550 not from you\r\n", &mail_refused);
	refuse(".\r\n", "554 looks like spam\r\n", &mail_refused);
	refuse("RCPT", "450 come again later\r\n", &mail_failed);
	refuse(".\r\n", "451 no room today\r\n", &mail_failed);
	refuse("MAIL", "530 sign in first\r\n", &mail_failed);
}

static void
password_is_never_sent_without_tls(void **state)
{
	char path[] = "/tmp/madoguchi-mail-XXXXXX";
	int file = mkstemp(path);
	struct server s;

	(void)state;
	assert_int_equal(write(file, "clerk:secret\n", 13), 13);
	close(file);
	config.mail_password_file = path;
	s = server_start(&config, &arena, NULL, NULL);
	assert_int_equal(mail_send(&ctx, &greeting, "1@x"), -1);
	unlink(path);
	assert_ptr_equal(ctx.reason, &mail_failed);
	assert_null(strstr(server_stop(&s, &arena), "AUTH"));
}

/* The server offers no TLS: it hears a greeting, and never of the mail. */
static void
production_sends_nothing_without_tls(void **state)
{
	struct server s = server_start(&config, &arena, NULL, NULL);
	char *heard;

	(void)state;
	config.sample = false;
	assert_int_equal(mail_send(&ctx, &greeting, "1@x"), -1);
	assert_ptr_equal(ctx.reason, &mail_failed);
	heard = server_stop(&s, &arena);
	assert_null(strstr(heard, "MAIL"));
	assert_null(strstr(heard, "DATA"));
}

static void
nobody_listening_is_a_failure_for_now(void **state)
{
	struct server s = server_start(&config, &arena, NULL, NULL);

	(void)state;
	server_stop(&s, &arena);
	assert_int_equal(mail_send(&ctx, &greeting, "1@x"), -1);
	assert_ptr_equal(ctx.reason, &mail_failed);
	fail_forget(&ctx);
	config.mail_url = "";
	assert_int_equal(mail_send(&ctx, &greeting, "1@x"), -1);
	assert_ptr_equal(ctx.reason, &mail_failed);
}

static int
begin(void **state)
{
	(void)state;
	config = (struct config){ .municipality = "見本市",
		.mail_from = "madoguchi@city.example.jp", .mail_url = "",
		.mail_password_file = "", .sample = true };
	/* 2026-11-21T11:04:05Z */
	ctx = (struct ctx){ .arena = &arena, .config = &config, .now = { 1795259045000 } };
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(message_is_exactly_this),
		TEST(long_subjects_are_cut_between_characters),
		TEST(plain_subjects_stay_plain_unless_they_look_encoded),
		TEST(lines_of_the_body_are_short_and_hold_every_byte),
		TEST(headers_cannot_be_broken_out_of),
		TEST(mail_arrives),
		TEST(refusals_for_good_and_for_now_are_told_apart),
		TEST(password_is_never_sent_without_tls),
		TEST(production_sends_nothing_without_tls),
		TEST(nobody_listening_is_a_failure_for_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
