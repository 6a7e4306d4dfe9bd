#include "people/weak.h"

#include <string.h>

#include "base/text.h"

/* In halves of a letter. */
enum { LETTER = 2, DIGIT = 1, PART = 4, ENOUGH = 16 };
enum { PART_MIN = 3, PIECE_MAX = 12 };	/* bytes */

/* Folded as text_fold does: upper case.  What stands in the published lists of
 * the most used passwords, what Japanese ones add, and what lies at hand here. */
static const char *const words[] = { "PASSWORD", "PASSWD", "PASSW0RD", "P@SSWORD", "P@SSW0RD",
	"PASS", "PASUWADO", "ADMINISTRATOR", "ADMIN", "ROOT", "MASTER", "LOGIN", "SYSTEM", "SERVER",
	"USER", "GUEST", "TEST", "TEMP", "DEFAULT", "SAMPLE", "DEMO", "SECRET", "LETMEIN",
	"WELCOME", "HELLO", "CHANGEME", "CHANGE", "ILOVEYOU", "LOVE", "MONKEY", "DRAGON",
	"SUNSHINE", "PRINCESS", "FOOTBALL", "BASEBALL", "SOCCER", "SUPERMAN", "BATMAN", "POKEMON",
	"MICHAEL", "JORDAN", "SHADOW", "FREEDOM", "TRUSTNO1", "STARWARS", "WHATEVER", "COMPUTER",
	"INTERNET", "SAMSUNG", "GOOGLE", "SUMMER", "WINTER", "SPRING", "AUTUMN", "JANUARY",
	"MONDAY", "SAKURA", "NIHON", "NIPPON", "JAPAN", "TOKYO", "OSAKA", "KYOTO", "FUJISAN",
	"ARIGATO", "ARIGATOU", "KONNICHIWA", "DAISUKI", "AISHITERU", "DOUBUTSUNOMORI", "DORAEMON",
	"YAMADA", "TANAKA", "SUZUKI", "SATO", "SATOU", "TAKAHASHI", "WATANABE", "ITO", "ITOU",
	"TARO", "TAROU", "HANAKO", "ICHIRO", "ICHIROU", "JIRO", "KENJI", "YUKI", "NARUTO",
	"SHIYAKUSHO", "YAKUSHO", "YAKUBA", "SHIMIN", "KANRI", "KANRISHA", "MADOGUCHI", "MADOGUTI",
	"SHOUHINKEN", "SHOHINKEN", "CITY", "OFFICE", "COUNTER", "SHOP", "OWNER", "CLERK", "STAFF",
	"VOUCHER", "PREMIUM", NULL };

/* Neighbours on a keyboard, walked either way: rows, columns, zigzag, alphabet. */
static const char *const walks[] = { "1234567890-^", "QWERTYUIOP@[", "QWERTYUIOP[]",
	"ASDFGHJKL;:]", "ASDFGHJKL;'\\", "ZXCVBNM,./", "1QAZ", "2WSX", "3EDC", "4RFV", "5TGB",
	"6YHN", "7UJM", "8IK,", "9OL.", "0P;/", "1Q2W3E4R5T6Y7U8I9O0P",
	"Q1W2E3R4T5Y6U7I8O9P0", "!\"#$%&'()", "!@#$%^&*()", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", NULL };

/* What is known of the one who chooses, folded; place: words between marks. */
struct own { const char *login, *place; };
static const char marks[] = "./:";

static struct own
fold_known(struct arena *a, const struct known *known)
{
	const char *name = known->municipality;
	size_t stem = strlen(name);

	/* Without its last letter, all bytes of it. */
	while (stem > 0 && (name[--stem] & 0xc0) == 0x80)
		;
	return (struct own){ text_fold(a, known->login), text_fold(a,
	    arena_text(a, "%s/%.*s/%s", name, (int)stem, name, known->origin)) };
}

static size_t
place_at(const char *s, const char *place)
{
	size_t best = 0;

	for (place += strspn(place, marks); *place != '\0'; place += strspn(place, marks)) {
		size_t size = strcspn(place, marks);

		if (size >= PART_MIN && size > best && strncmp(s, place, size) == 0)
			best = size;
		place += size;
	}
	return best;
}

static size_t
word_at(const char *s, const struct own *own)
{
	size_t best = place_at(s, own->place), size = strlen(own->login);

	if (size >= PART_MIN && size > best && strncmp(s, own->login, size) == 0)
		best = size;
	for (const char *const *w = words; *w != NULL; w++) {
		size = strlen(*w);
		if (size > best && strncmp(s, *w, size) == 0)
			best = size;
	}
	return best;
}

static size_t
walk_along(const char *s, const char *walk, int step)
{
	const char *at = strchr(walk, *s);
	size_t size = 1, length = strlen(walk);

	if (at == NULL)
		return 0;
	while (s[size] != '\0') {
		at += step;
		if (at < walk || at >= walk + length || *at != s[size])
			break;
		size++;
	}
	return size;
}

static size_t
walk_at(const char *s)
{
	size_t best = 1;

	while (s[best] == s[0])		/* one sign again and again */
		best++;
	for (const char *const *w = walks; *w != NULL; w++)
		for (int step = -1; step <= 1; step += 2) {
			size_t size = walk_along(s, *w, step);

			best = size > best ? size : best;
		}
	return best >= PART_MIN ? best : 0;
}

static bool
is_repeated(const char *s)
{
	size_t size = strlen(s);

	for (size_t piece = 1; piece <= PIECE_MAX && piece * 2 <= size; piece++)
		if (memcmp(s, s + piece, size - piece) == 0)
			return true;
	return false;
}

bool
password_is_weak(struct arena *a, const struct known *known, const char *password)
{
	const struct own own = fold_known(a, known);
	const char *s = text_fold(a, password);
	int worth = 0;

	if (is_repeated(s))
		return true;
	while (*s != '\0') {
		size_t word = word_at(s, &own), walk = walk_at(s), part = word > walk ? word : walk;

		if (part > 0) {
			worth += PART;
			s += part;
			continue;
		}
		if (strchr("0123456789 -_./!", *s) != NULL)
			worth += DIGIT;
		else if ((*s & 0xc0) != 0x80)	/* the first byte of a letter */
			worth += LETTER;
		s++;
	}
	return worth < ENOUGH;
}
