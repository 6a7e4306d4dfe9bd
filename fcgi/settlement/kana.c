#include "settlement/kana.h"

#include <string.h>

#include "base/text.h"

const struct reason name_character = { 400, "name_character" };
const struct reason name_voicing = { 400, "name_voicing" };
const struct reason name_too_long = { 400, "name_too_long" };
const struct reason name_empty = { 400, "name_empty" };

enum { VOICING = 0xde, HALF_VOICING = 0xdf, LONG_VOWEL = 0xb0, WO = 0xa6 };

/* What was done to a character, one bit each. */
enum {
	DID_WIDTH = 1, DID_HIRAGANA = 2, DID_SPLIT = 4, DID_LOWER = 8, DID_SMALL = 16,
	DID_LONG = 32, DID_SYMBOL = 64, DID_OLD = 128, DID_WO = 256, DID_SPACE = 512
};
static const struct { unsigned bit; const char *kind; bool alters; } kinds[] = {
	{ DID_WIDTH, "width", false }, { DID_HIRAGANA, "hiragana", false },
	{ DID_SPLIT, "voicing_split", false }, { DID_LOWER, "lower_case", false },
	{ DID_SPACE, "space", false }, { DID_SMALL, "small_kana", true },
	{ DID_LONG, "long_vowel", true }, { DID_SYMBOL, "symbol", true },
	{ DID_OLD, "old_kana", true }, { DID_WO, "wo", true } };
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* U+30A1 to U+30F6 in order: the byte, and what it takes to write it. */
enum { V = 1, H = 2, S = 4, O = 8 };	/* voiced, half voiced, small, old */
struct katakana { unsigned char byte, how; };
static const struct katakana katakana[] = {
	{ 0xb1, S }, { 0xb1, 0 }, { 0xb2, S }, { 0xb2, 0 }, { 0xb3, S }, { 0xb3, 0 },
	{ 0xb4, S }, { 0xb4, 0 }, { 0xb5, S }, { 0xb5, 0 }, { 0xb6, 0 }, { 0xb6, V },
	{ 0xb7, 0 }, { 0xb7, V }, { 0xb8, 0 }, { 0xb8, V }, { 0xb9, 0 }, { 0xb9, V },
	{ 0xba, 0 }, { 0xba, V }, { 0xbb, 0 }, { 0xbb, V }, { 0xbc, 0 }, { 0xbc, V },
	{ 0xbd, 0 }, { 0xbd, V }, { 0xbe, 0 }, { 0xbe, V }, { 0xbf, 0 }, { 0xbf, V },
	{ 0xc0, 0 }, { 0xc0, V }, { 0xc1, 0 }, { 0xc1, V }, { 0xc2, S }, { 0xc2, 0 },
	{ 0xc2, V }, { 0xc3, 0 }, { 0xc3, V }, { 0xc4, 0 }, { 0xc4, V }, { 0xc5, 0 },
	{ 0xc6, 0 }, { 0xc7, 0 }, { 0xc8, 0 }, { 0xc9, 0 }, { 0xca, 0 }, { 0xca, V },
	{ 0xca, H }, { 0xcb, 0 }, { 0xcb, V }, { 0xcb, H }, { 0xcc, 0 }, { 0xcc, V },
	{ 0xcc, H }, { 0xcd, 0 }, { 0xcd, V }, { 0xcd, H }, { 0xce, 0 }, { 0xce, V },
	{ 0xce, H }, { 0xcf, 0 }, { 0xd0, 0 }, { 0xd1, 0 }, { 0xd2, 0 }, { 0xd3, 0 },
	{ 0xd4, S }, { 0xd4, 0 }, { 0xd5, S }, { 0xd5, 0 }, { 0xd6, S }, { 0xd6, 0 },
	{ 0xd7, 0 }, { 0xd8, 0 }, { 0xd9, 0 }, { 0xda, 0 }, { 0xdb, 0 }, { 0xdc, S },
	{ 0xdc, 0 }, { 0xb2, O }, { 0xb4, O }, { WO, 0 }, { 0xdd, 0 }, { 0xb3, V },
	{ 0xb6, S }, { 0xb9, S } };
enum { KATAKANA_FIRST = 0x30a1, KATAKANA_LAST = 0x30f6 };

static bool
class_allows(enum kana_class class, unsigned char byte)
{
	static const char *const symbols[] = { [KANA_BANK] = "-", [KANA_PARTY] = "-().",
		[KANA_PARTY_WO] = "-().\xa6", [KANA_EDI] = "-()./\\\xa2\xa3\xa6" };

	if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || byte == ' ' ||
	    (byte >= 0xb1 && byte <= 0xdf))
		return true;
	if (class == KANA_ANY)
		return (byte > ' ' && byte < 0x7f) || (byte >= 0xa1 && byte <= 0xb0);
	return byte != '\0' && strchr(symbols[class], (char)byte) != NULL;
}

size_t
kana_allowed_span(enum kana_class class, const char *bytes, size_t size)
{
	size_t i = 0;

	while (i < size && class_allows(class, (unsigned char)bytes[i]))
		i++;
	return i;
}

static bool
takes_mark(unsigned char kana, unsigned char mark)
{
	bool ha_row = kana >= 0xca && kana <= 0xce;

	if (mark == HALF_VOICING)
		return ha_row;
	return ha_row || kana == 0xb3 || (kana >= 0xb6 && kana <= 0xc4);
}

size_t
kana_voicing_span(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte >= VOICING &&
		    (i == 0 || !takes_mark((unsigned char)bytes[i - 1], byte)))
			return i;
	}
	return size;
}

/* --- to the bank ------------------------------------------------------------ */

struct step { char bytes[2]; size_t count; unsigned did; };

static struct step
step_of_katakana(uint32_t p, unsigned did)
{
	struct katakana k = katakana[p - KATAKANA_FIRST];
	struct step s = { { (char)k.byte }, 1, did };

	if (k.how == V || k.how == H) {
		s.bytes[s.count++] = (char)(k.how == V ? VOICING : HALF_VOICING);
		s.did |= DID_SPLIT;
	}
	s.did |= k.how == S ? DID_SMALL : k.how == O ? DID_OLD : 0;
	return s;
}

/* U+FF61 to U+FF9F, which lie as the bytes do. */
static struct step
step_of_half(uint32_t p)
{
	static const unsigned char large[] = { 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xd4, 0xd5, 0xd6,
		0xc2 };		/* of ｧ ｨ ｩ ｪ ｫ ｬ ｭ ｮ ｯ */
	unsigned char byte = (unsigned char)(p - 0xff61 + 0xa1);

	if (byte >= 0xa7 && byte <= 0xaf)
		return (struct step){ { (char)large[byte - 0xa7] }, 1, DID_SMALL };
	if (byte == LONG_VOWEL)
		return (struct step){ { '-' }, 1, DID_LONG };
	if (byte == 0xa5)
		return (struct step){ { '.' }, 1, DID_SYMBOL };
	return (struct step){ { (char)byte }, 1, 0 };
}

static struct step
step_of_symbol(uint32_t p)
{
	switch (p) {
	case 0x3000:
		return (struct step){ { ' ' }, 1, DID_WIDTH };
	case 0x30fc:
		return (struct step){ { '-' }, 1, DID_LONG };
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015:
	case 0x2212: case 0x2500:
		return (struct step){ { '-' }, 1, DID_SYMBOL };
	case 0x30fb:
		return (struct step){ { '.' }, 1, DID_SYMBOL };
	case 0xa5: case 0xffe5:
		return (struct step){ { '\\' }, 1, DID_SYMBOL };
	case 0x300c: case 0x300d:
		return (struct step){ { (char)(p - 0x300c + 0xa2) }, 1, DID_WIDTH };
	case 0x3099: case 0x309b:
		return (struct step){ { (char)VOICING }, 1, DID_WIDTH };
	case 0x309a: case 0x309c:
		return (struct step){ { (char)HALF_VOICING }, 1, DID_WIDTH };
	default:
		return (struct step){ { 0 }, 0, 0 };
	}
}

/* The bytes of one character; none: it has none. */
static struct step
step_of(uint32_t p)
{
	unsigned did = 0;

	if (p >= 0xff01 && p <= 0xff5e) {
		p -= 0xfee0;
		did |= DID_WIDTH;
	}
	if (p >= 'a' && p <= 'z') {
		p -= 'a' - 'A';
		did |= DID_LOWER;
	}
	if (p < 0x80)
		return (struct step){ { (char)p }, 1, did };
	if (p >= 0x3041 && p <= 0x3096)
		return step_of_katakana(p + 0x60, DID_HIRAGANA);
	if (p >= KATAKANA_FIRST && p <= KATAKANA_LAST)
		return step_of_katakana(p, DID_WIDTH);
	if (p >= 0xff61 && p <= 0xff9f)
		return step_of_half(p);
	return step_of_symbol(p);
}

/*
 * Where a class has no place for a character but another says the same: the dot
 * between the words of a bank's name becomes a space ('-' would be read as a
 * long vowel, without anything two words would become one), and ｦ becomes the
 * ｵ it sounds like, as banks register it.
 */
static void
fit_class(enum kana_class class, struct step *s)
{
	if (class == KANA_BANK && s->bytes[0] == '.') {
		s->bytes[0] = ' ';
		s->did |= DID_SYMBOL;
	}
	if ((unsigned char)s->bytes[0] == WO && !class_allows(class, WO)) {
		s->bytes[0] = (char)0xb5;
		s->did |= DID_WO;
	}
}

static void
add_point(struct text_buffer *b, uint32_t p)
{
	char s[3] = { (char)p };

	if (p < 0x80) {
		buffer_add(b, s, 1);
		return;
	}
	s[0] = (char)(0xe0 | p >> 12);
	s[1] = (char)(0x80 | (p >> 6 & 0x3f));
	s[2] = (char)(0x80 | (p & 0x3f));
	buffer_add(b, s, 3);
}

static const char *
half_width(struct arena *a, const char *bytes, size_t size)
{
	struct text_buffer b = { .arena = a };

	buffer_text(&b, "");
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		add_point(&b, byte < 0x80 ? byte : byte - 0xa1u + 0xff61u);
	}
	return b.data;
}

struct writing {
	struct ctx *c;
	const struct kana_target *target;
	char *bytes;
	size_t size;
	struct list changes;
};

static void
tell(struct writing *w, int64_t position, const char *from, const struct step *s)
{
	struct kana_change *changes = w->changes.items;

	for (size_t i = 0; i < KINDS; i++) {
		if ((s->did & kinds[i].bit) == 0)
			continue;
		changes[w->changes.count++] = (struct kana_change){ kinds[i].kind, from,
			half_width(w->c->arena, s->bytes, s->count), position, kinds[i].alters };
	}
}

static int
add_step(struct writing *w, int64_t position, const char *from, const struct step *s)
{
	const char *field = w->target->field;

	if (s->count == 0 ||
	    kana_allowed_span(w->target->class, s->bytes, s->count) < s->count)
		return fail(w->c, &name_character, field, P(character, from),
		    P(position, position));
	memcpy(w->bytes + w->size, s->bytes, s->count);
	w->size += s->count;
	if (kana_voicing_span(w->bytes, w->size) < w->size)
		return fail(w->c, &name_voicing, field, P(character, from), P(position, position));
	if (s->did != 0)
		tell(w, position, from, s);
	return 0;
}

/* Spaces at an end are no part of a name, and behind it they are filling. */
static void
trim(struct writing *w, int64_t last)
{
	static const struct step none = { { 0 }, 0, DID_SPACE };
	size_t blank = 0;

	while (blank < w->size && w->bytes[blank] == ' ')
		blank++;
	if (blank != 0) {
		tell(w, 1, " ", &none);
		memmove(w->bytes, w->bytes + blank, w->size - blank);
		w->size -= blank;
	}
	if (w->size != 0 && w->bytes[w->size - 1] == ' ')
		tell(w, last, " ", &none);
	while (w->size != 0 && w->bytes[w->size - 1] == ' ')
		w->size--;
	w->bytes[w->size] = '\0';
}

static int
write_all(struct writing *w, const char *text)
{
	int64_t position = 0;
	uint32_t p;

	for (const char *at = text, *start; start = at, (p = text_next(&at)) != 0;) {
		size_t length = (size_t)(at - start);
		char *from = arena_copy(w->c->arena, start, length + 1);
		struct step s = step_of(p);

		from[length] = '\0';
		fit_class(w->target->class, &s);
		if (add_step(w, ++position, from, &s) != 0)
			return -1;
	}
	trim(w, position);
	return 0;
}

int
kana_write(struct ctx *c, const struct kana_target *target, const char *text,
    struct kana_written *out)
{
	struct writing w = { .c = c, .target = target };
	size_t length;

	if (!text_is_utf8(text, strlen(text)))
		return fail(c, &name_character, target->field, P(character, "?"), P(position, 1));
	length = text_length(text);
	w.bytes = arena_alloc(c->arena, 2 * length + 1);
	/* A character is changed in three ways at most, the ends once each. */
	w.changes.items = arena_alloc(c->arena, (3 * length + 2) * sizeof(struct kana_change));
	if (write_all(&w, text) != 0)
		return -1;
	if (w.size == 0)
		return fail(c, &name_empty, target->field);
	if (w.size > target->max)
		return fail(c, &name_too_long, target->field, P(needed, (int64_t)w.size),
		    P(allowed, (int64_t)target->max));
	*out = (struct kana_written){ w.bytes, w.size, w.changes };
	return 0;
}

/* --- and back ---------------------------------------------------------------- */

/* The full-width kana of a byte and the mark behind it (0: none), 0 when there is none. */
static uint32_t
joined(unsigned char byte, unsigned char mark)
{
	unsigned how = mark == VOICING ? V : mark == HALF_VOICING ? H : 0;

	for (uint32_t p = KATAKANA_FIRST; p <= KATAKANA_LAST; p++) {
		struct katakana k = katakana[p - KATAKANA_FIRST];

		if (k.byte == byte && k.how == how)
			return p;
	}
	return 0;
}

static uint32_t
wide(unsigned char byte)
{
	/* 。「」、・ ヲ, small kana, ー, and the marks alone */
	static const uint16_t low[] = { 0x3002, 0x300c, 0x300d, 0x3001, 0x30fb, 0x30f2, 0x30a1,
		0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30e3, 0x30e5, 0x30e7, 0x30c3, 0x30fc };

	if (byte >= 0x20 && byte < 0x7f)
		return byte;
	if (byte >= 0xa1 && byte <= LONG_VOWEL)
		return low[byte - 0xa1];
	if (byte == VOICING || byte == HALF_VOICING)
		return byte - VOICING + 0x309bu;
	return byte > LONG_VOWEL && byte < VOICING ? joined(byte, 0) : 0xfffd;
}

const char *
kana_read(struct arena *a, const char *bytes)
{
	struct text_buffer b = { .arena = a };

	buffer_text(&b, "");
	for (size_t i = 0; bytes[i] != '\0'; i++) {
		unsigned char byte = (unsigned char)bytes[i], mark = (unsigned char)bytes[i + 1];
		uint32_t pair = mark >= VOICING ? joined(byte, mark) : 0;

		add_point(&b, pair != 0 ? pair : wide(byte));
		i += pair != 0;
	}
	return b.data;
}

const char *
kana_abbreviated(struct arena *a, const char *name)
{
	static const struct { const char *whole, *brief; } forms[] = {
		{ "カブシキガイシヤ", "カ" }, { "ユウゲンガイシヤ", "ユ" },
		{ "ゴウドウガイシヤ", "ド" }, { "ゴウシガイシヤ", "シ" },
		{ "ゴウメイガイシヤ", "メ" }, { "イリヨウホウジン", "イ" },
		{ "シヤカイフクシホウジン", "フク" }, { "ガツコウホウジン", "ガク" },
		{ "シユウキヨウホウジン", "シユウ" }, { "ノウジクミアイホウジン", "ノウ" },
		{ "イツパンシヤダンホウジン", "シヤ" }, { "コウエキシヤダンホウジン", "シヤ" },
		{ "イツパンザイダンホウジン", "ザイ" }, { "コウエキザイダンホウジン", "ザイ" },
		{ "トクテイヒエイリカツドウホウジン", "トクヒ" } };

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		size_t size = strlen(name), length = strlen(forms[i].whole);

		if (size <= length)
			continue;
		if (strncmp(name, forms[i].whole, length) == 0)
			return arena_text(a, "%s)%s", forms[i].brief,
			    name + length + strspn(name + length, " "));
		if (strcmp(name + size - length, forms[i].whole) == 0) {
			while (size > length && name[size - length - 1] == ' ')
				size--;
			return arena_text(a, "%.*s(%s", (int)(size - length), name, forms[i].brief);
		}
	}
	return NULL;
}
