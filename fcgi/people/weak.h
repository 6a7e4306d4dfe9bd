#ifndef PEOPLE_WEAK_H
#define PEOPLE_WEAK_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * Whether a password is one of those that are tried first.  No list of stolen
 * passwords is kept: they are nearly all made of few parts, so the parts are
 * looked for.  A common word, the sign-in name, a word of the place, a walk over
 * the keyboard, a run of letters or digits and a repeated sign each count like
 * two letters, a digit or a sign between words like half a letter; what then
 * counts less than eight letters is weak, however long it is.  So is one piece
 * again and again.
 */
struct known {
	const char *login;
	/* The municipality's name with and without 市, 町 or 村 at its end, and its address,
	 * whose words (voucher.MIHON.lg.jp) are the name in Latin letters. */
	const char *municipality, *origin;
};
bool password_is_weak(struct arena *, const struct known *, const char *password);

#endif
