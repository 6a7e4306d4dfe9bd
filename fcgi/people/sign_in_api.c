#include "people/sign_in.h"

#include "people/credential.h"
#include "people/enrol.h"
#include "people/mail_code.h"
#include "people/people_api.h"
#include "people/session.h"

/* ---- residents ---- */

struct mail_code_in { const char *mail; };
SHAPE(mail_code_in, "Where to send a code",
    FIELD(mail_code_in, mail, "Mail address", .format = &format_mail, .max = 254,
        .secret = true));
struct mail_code_out { const char *challenge; struct instant expires_at, resend_at; };
SHAPE(mail_code_out, "The same whether or not there is an account",
    FIELD(mail_code_out, challenge, "To be sent back with the code", .max = 40, .secret = true),
    FIELD(mail_code_out, expires_at, "The code counts until then"),
    FIELD(mail_code_out, resend_at, "A new one may be asked for from then on"));

static int
post_mail_code(struct ctx *c, const void *input, void *output)
{
	const struct mail_code_in *in = input;
	struct mail_code_out *out = output;
	struct mail_challenge made;

	if (mail_code_ask(c, in->mail, request_address(c), &made) != 0)
		return -1;
	*out = (struct mail_code_out){ made.challenge, made.expires_at, made.resend_at };
	return 0;
}

struct resident_sign_in { const char *challenge, *code; };
SHAPE(resident_sign_in, "The code that came by mail",
    FIELD(resident_sign_in, challenge, "As answered before", .format = &format_code, .max = 40,
        .secret = true),
    FIELD(resident_sign_in, code, "The digits", .format = &format_digits, .min = MAIL_CODE_MIN,
        .max = MAIL_CODE_MAX, .secret = true));
struct resident_signed_in { int64_t account_id; bool is_new; struct instant expires_at; };
SHAPE(resident_signed_in, "Signed in",
    FIELD(resident_signed_in, account_id, "Account"),
    FIELD(resident_signed_in, is_new, "Signed up with this"),
    FIELD(resident_signed_in, expires_at, "The session ends then at the latest"));

static int
post_resident_session(struct ctx *c, const void *input, void *output)
{
	const struct resident_sign_in *in = input;
	struct resident_signed_in *out = output;
	struct mail_code_use use = { .challenge = in->challenge, .code = in->code,
		.device = device_word(request_agent(c)) };
	int64_t lifetime_s = session_lifetime_s(AUDIENCE_RESIDENT);
	struct mail_code_done done;
	struct session_token token;

	if (session_token_make(c, AUDIENCE_RESIDENT, lifetime_s, &token) != 0)
		return -1;
	use.sid_hash = token.sid_hash;
	use.old_sid_hash = request_session(c, AUDIENCE_RESIDENT);
	if (mail_code_use(c, &use, &done) != 0)
		return -1;
	response_sign_in(c, AUDIENCE_RESIDENT, token.token, lifetime_s);
	*out = (struct resident_signed_in){ done.account_id, done.is_new, done.expires_at };
	return 0;
}

/* ---- staff and shops ---- */

#define PASSWORD_FIELD(T, m, text)							\
	FIELD(T, m, text, .min = 1, .max = PASSWORD_MAX, .secret = true)
#define TOTP_FIELD(T, ...)								\
	FIELD(T, totp, "Six digits of the app", .format = &format_digits, .min = 6, .max = 6,	\
	    .secret = true, __VA_ARGS__)

struct staff_sign_in { const char *login, *password, *totp; };
SHAPE(staff_sign_in, "Sign-in of staff",
    FIELD(staff_sign_in, login, "Sign-in name", .min = 1, .max = 40),
    PASSWORD_FIELD(staff_sign_in, password, "Password"),
    TOTP_FIELD(staff_sign_in, .optional = false));
struct staff_signed_in {
	int64_t account_id;
	const char *name;
	struct instant expires_at;
	bool must_change_password;
};
SHAPE(staff_signed_in, "Signed in",
    FIELD(staff_signed_in, account_id, "Account"),
    FIELD(staff_signed_in, name, "Shown name", .max = 60),
    FIELD(staff_signed_in, expires_at, "The session ends then at the latest"),
    FIELD(staff_signed_in, must_change_password, "No right counts until the password was changed"));

struct shop_sign_in { const char *shop_no, *login, *password, *totp; };
SHAPE(shop_sign_in, "Sign-in of a shop",
    FIELD(shop_sign_in, shop_no, "Number of the shop", .format = &format_digits, .max = 10),
    FIELD(shop_sign_in, login, "Sign-in name", .min = 1, .max = 40),
    PASSWORD_FIELD(shop_sign_in, password, "Password"),
    TOTP_FIELD(shop_sign_in, .optional = true));
struct shop_signed_in {
	int64_t account_id;
	const char *name, *shop_name;
	struct instant expires_at;
	bool must_change_password;
};
SHAPE(shop_signed_in, "Signed in",
    FIELD(shop_signed_in, account_id, "Account"),
    FIELD(shop_signed_in, name, "Shown name", .max = 60),
    FIELD(shop_signed_in, shop_name, "Name of the shop", .max = 80),
    FIELD(shop_signed_in, expires_at, "The session ends then at the latest"),
    FIELD(shop_signed_in, must_change_password, "No right counts until the password was changed"));

static int
sign_in_here(struct ctx *c, struct sign_in *in, struct signed_in *out)
{
	int64_t lifetime_s = session_lifetime_s(in->audience);
	struct session_token token;

	if (session_token_make(c, in->audience, lifetime_s, &token) != 0)
		return -1;
	in->sid_hash = token.sid_hash;
	in->old_sid_hash = request_session(c, in->audience);
	in->address = request_address(c);
	in->device = device_word(request_agent(c));
	if (sign_in(c, in, out) != 0)
		return -1;
	response_sign_in(c, in->audience, token.token, lifetime_s);
	return 0;
}

static int
post_staff_session(struct ctx *c, const void *input, void *output)
{
	const struct staff_sign_in *in = input;
	struct staff_signed_in *out = output;
	struct sign_in s = { .audience = AUDIENCE_STAFF, .login = in->login,
		.password = in->password, .totp = in->totp };
	struct signed_in done;

	if (sign_in_here(c, &s, &done) != 0)
		return -1;
	*out = (struct staff_signed_in){ done.account_id, done.name, done.expires_at,
		done.must_change_password };
	return 0;
}

static int
post_shop_session(struct ctx *c, const void *input, void *output)
{
	const struct shop_sign_in *in = input;
	struct shop_signed_in *out = output;
	struct sign_in s = { .audience = AUDIENCE_SHOP, .shop_no = in->shop_no,
		.login = in->login, .password = in->password, .totp = in->totp };
	struct signed_in done;

	if (sign_in_here(c, &s, &done) != 0)
		return -1;
	*out = (struct shop_signed_in){ done.account_id, done.name, done.shop_name, done.expires_at,
		done.must_change_password };
	return 0;
}

struct password_in { const char *old_password, *new_password; };
SHAPE(password_in, "A new password",
    PASSWORD_FIELD(password_in, old_password, "The present one"),
    PASSWORD_FIELD(password_in, new_password, "The new one, twelve characters or more"));

static int
put_password(struct ctx *c, const void *input, void *output)
{
	const struct password_in *in = input;

	(void)output;
	return password_set(c, &(struct new_password){ in->old_password, in->new_password,
	    request_address(c) });
}

/* ---- the second factor of a shop account ---- */

struct totp_begin_in { const char *password; };
SHAPE(totp_begin_in, "The password again", PASSWORD_FIELD(totp_begin_in, password, "Password"));
struct totp_begin_out { const char *secret, *uri; };
SHAPE(totp_begin_out, "For the app that makes the digits; shown once",
    FIELD(totp_begin_out, secret, "Secret, base32", .max = 40, .secret = true),
    FIELD(totp_begin_out, uri, "The same as an address for a code", .max = 600,
        .secret = true));

static int
post_totp_secret(struct ctx *c, const void *input, void *output)
{
	const struct totp_begin_in *in = input;
	struct totp_begin_out *out = output;
	struct enrol_begun begun;

	if (enrol_begin(c, &(struct own_password){ in->password, request_address(c), "password" },
	        &begun) != 0)
		return -1;
	*out = (struct totp_begin_out){ begun.secret, begun.uri };
	return 0;
}

struct totp_finish_in { const char *totp; };
SHAPE(totp_finish_in, "Digits made from the new secret",
    TOTP_FIELD(totp_finish_in, .optional = false));

static int
put_totp(struct ctx *c, const void *input, void *output)
{
	const struct totp_finish_in *in = input;

	(void)output;
	return enrol_finish(c, in->totp);
}

struct totp_end_in { const char *password, *totp; };
SHAPE(totp_end_in, "What signs in now",
    PASSWORD_FIELD(totp_end_in, password, "Password"),
    TOTP_FIELD(totp_end_in, .optional = false));

static int
post_totp_removal(struct ctx *c, const void *input, void *output)
{
	const struct totp_end_in *in = input;

	(void)output;
	return enrol_end(c, &(struct own_password){ in->password, request_address(c), "password" },
	    in->totp);
}

const struct route sign_in_routes[] = {
	{ POST, "/api/people/mail-codes", "Send a code by mail", &right_public, 0,
	  post_mail_code, &mail_code_in_shape, &mail_code_out_shape, REASONS(&mail_code_wait) },
	{ POST, "/api/people/resident-sessions", "Sign up or in with the code", &right_public, 0,
	  post_resident_session, &resident_sign_in_shape, &resident_signed_in_shape,
	  REASONS(&code_wrong, &code_expired) },
	{ POST, "/api/people/staff-sessions", "Sign in as staff", &right_public, SLOW,
	  post_staff_session, &staff_sign_in_shape, &staff_signed_in_shape,
	  REASONS(&sign_in_wrong, &sign_in_wait, &first_password_over) },
	{ POST, "/api/people/shop-sessions", "Sign in as a shop", &right_public, SLOW,
	  post_shop_session, &shop_sign_in_shape, &shop_signed_in_shape,
	  REASONS(&sign_in_wrong, &sign_in_wait, &totp_needed, &first_password_over) },
	{ PUT, "/api/people/staff-password", "Change the own password", &right_staff, SLOW,
	  put_password, &password_in_shape, NULL,
	  REASONS(&sign_in_wrong, &sign_in_wait, &first_password_over, &password_weak) },
	{ PUT, "/api/people/shop-password", "Change the own password", &right_shop, SLOW,
	  put_password, &password_in_shape, NULL,
	  REASONS(&sign_in_wrong, &sign_in_wait, &first_password_over, &password_weak) },
	{ POST, "/api/people/shop-totp-secrets", "Ask for a second factor", &right_shop, SLOW,
	  post_totp_secret, &totp_begin_in_shape, &totp_begin_out_shape,
	  REASONS(&sign_in_wrong, &sign_in_wait, &totp_on) },
	{ PUT, "/api/people/shop-totp", "Switch the second factor on", &right_shop, 0,
	  put_totp, &totp_finish_in_shape, NULL, REASONS(&totp_wrong) },
	{ POST, "/api/people/shop-totp-removals", "Take the second factor away", &right_shop, SLOW,
	  post_totp_removal, &totp_end_in_shape, NULL,
	  REASONS(&sign_in_wrong, &sign_in_wait, &totp_wrong) },
	{ 0 }
};
