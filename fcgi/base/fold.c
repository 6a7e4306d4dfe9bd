#include "base/text.h"

/*
 * Folding for search.  Works code point by code point on tables of the kana
 * blocks (Unicode 3040-30FF, FF61-FF9F); everything else only loses width and
 * case.
 */

/* FF66-FF9D in order, as full-width katakana. */
static const uint16_t half_kana[] = {
	0x30f2, 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30e3, 0x30e5, 0x30e7, 0x30c3,
	0x30fc, 0x30a2, 0x30a4, 0x30a6, 0x30a8, 0x30aa, 0x30ab, 0x30ad, 0x30af, 0x30b1,
	0x30b3, 0x30b5, 0x30b7, 0x30b9, 0x30bb, 0x30bd, 0x30bf, 0x30c1, 0x30c4, 0x30c6,
	0x30c8, 0x30ca, 0x30cb, 0x30cc, 0x30cd, 0x30ce, 0x30cf, 0x30d2, 0x30d5, 0x30d8,
	0x30db, 0x30de, 0x30df, 0x30e0, 0x30e1, 0x30e2, 0x30e4, 0x30e6, 0x30e8, 0x30e9,
	0x30ea, 0x30eb, 0x30ec, 0x30ed, 0x30ef, 0x30f3 };

static uint32_t
widen(uint32_t p)
{
	if (p >= 0xff66 && p <= 0xff9d)
		return half_kana[p - 0xff66];
	if (p == 0xff9e)
		return 0x3099;
	if (p == 0xff9f)
		return 0x309a;
	if (p >= 0x3041 && p <= 0x3096)
		return p + 0x60;		/* hiragana to katakana */
	if (p == 0x309d || p == 0x309e)
		return p + 0x60;
	return p;
}

/* Large forms: ァィゥェォ ッ ャュョ ヮ ヵ ヶ. */
static uint32_t
enlarge(uint32_t p)
{
	if (p >= 0x30a1 && p <= 0x30a9 && p % 2 == 1)
		return p + 1;
	if (p == 0x30c3 || p == 0x30e3 || p == 0x30e5 || p == 0x30e7 || p == 0x30ee)
		return p + 1;
	if (p == 0x30f5)
		return 0x30ab;
	if (p == 0x30f6)
		return 0x30b1;
	return p;
}

/* The letter with its voicing mark, 0 when the two do not join. */
static uint32_t
voiced(uint32_t p, uint32_t mark)
{
	bool ha_row = p == 0x30cf || p == 0x30d2 || p == 0x30d5 || p == 0x30d8 || p == 0x30db;

	if (mark == 0x309a)
		return ha_row ? p + 2 : 0;
	if (ha_row)
		return p + 1;
	if (p == 0x30a6)
		return 0x30f4;
	if ((p >= 0x30ab && p <= 0x30c1 && p % 2 == 1) || p == 0x30c4 || p == 0x30c6 || p == 0x30c8)
		return p + 1;
	return 0;
}

static uint32_t
narrow(uint32_t p)
{
	if (p >= 0xff01 && p <= 0xff5e)
		p -= 0xfee0;
	if (p >= 'a' && p <= 'z')
		p -= 32;
	return p;
}

static bool
is_dropped(uint32_t p)
{
	return p == ' ' || p == 0x3000 || p == 0xa0 || p == 0x30fc || p == 0x30fb || p == '-' ||
	    p == 0x2010 || p == 0x2011 || p == 0x2013 || p == 0x2212 || p == 0xff70 ||
	    p == 0x3099 || p == 0x309a || p == '\'' || p == '.' || p == ',';
}

static void
add_point(struct text_buffer *b, uint32_t p)
{
	char s[4];
	size_t n = 0;

	if (p < 0x80) {
		s[n++] = (char)p;
	} else if (p < 0x800) {
		s[n++] = (char)(0xc0 | p >> 6);
		s[n++] = (char)(0x80 | (p & 0x3f));
	} else if (p < 0x10000) {
		s[n++] = (char)(0xe0 | p >> 12);
		s[n++] = (char)(0x80 | (p >> 6 & 0x3f));
		s[n++] = (char)(0x80 | (p & 0x3f));
	} else {
		s[n++] = (char)(0xf0 | p >> 18);
		s[n++] = (char)(0x80 | (p >> 12 & 0x3f));
		s[n++] = (char)(0x80 | (p >> 6 & 0x3f));
		s[n++] = (char)(0x80 | (p & 0x3f));
	}
	buffer_add(b, s, n);
}

char *
text_fold_kana(struct arena *a, const char *s)
{
	struct text_buffer b = { .arena = a };

	buffer_text(&b, "");
	for (uint32_t p = text_next(&s), next; p != 0; p = next) {
		uint32_t mark, joined;

		p = enlarge(widen(narrow(p)));
		next = text_next(&s);
		mark = widen(next);
		joined = mark == 0x3099 || mark == 0x309a ? voiced(p, mark) : 0;
		if (joined != 0) {
			p = joined;
			next = text_next(&s);
		}
		if (!is_dropped(p))
			add_point(&b, p);
	}
	return b.data;
}

char *
text_fold(struct arena *a, const char *s)
{
	struct text_buffer b = { .arena = a };
	uint32_t p;

	buffer_text(&b, "");
	while ((p = narrow(text_next(&s))) != 0)
		if (p != ' ' && p != 0x3000)
			add_point(&b, p);
	return b.data;
}

bool
text_is_kana(const char *s)
{
	for (uint32_t p = text_next(&s); p != 0; p = text_next(&s)) {
		uint32_t w = widen(p);

		if (!((w >= 0x30a1 && w <= 0x30fe) || w == ' ' || w == 0x3000 || w == 0x3099 ||
		    w == 0x309a))
			return false;
	}
	return true;
}
