/* Goal: a name becomes the bytes a bank takes or is refused by name; nothing is cut, no
 * reading is guessed, every change is told; and back it is readable. */
#include "settlement_help.h"

#include "settlement/kana.h"

static struct arena arena;

static int
clean(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static const char *
refused(enum kana_class class, size_t max, const char *text, struct ctx *c)
{
	struct kana_target target = { "holder", class, max };
	struct kana_written w;

	*c = (struct ctx){ .arena = &arena };
	if (kana_write(c, &target, text, &w) == 0)
		return NULL;
	assert_string_equal(c->problems->pointer, "/holder");
	return c->reason->code;
}

static struct kana_written
written(enum kana_class class, const char *text)
{
	struct ctx c = { .arena = &arena };
	struct kana_target target = { "holder", class, 200 };
	struct kana_written w;

	assert_int_equal(kana_write(&c, &target, text, &w), 0);
	assert_int_equal(strlen(w.bytes), w.size);
	return w;
}

static void
assert_written(enum kana_class class, const char *text, const char *half)
{
	assert_string_equal(written(class, text).bytes, one_byte(&arena, half));
}

/* The kinds of change of a text, in order, with spaces between. */
static const char *
changes(enum kana_class class, const char *text)
{
	struct kana_written w = written(class, text);
	struct text_buffer b = { .arena = &arena };

	buffer_text(&b, "");
	for (size_t i = 0; i < w.changes.count; i++) {
		const struct kana_change *one = (const struct kana_change *)w.changes.items + i;

		buffer_format(&b, "%s%lld:%s", i != 0 ? " " : "", (long long)one->position,
		    one->kind);
	}
	return b.data;
}

static const char all_wide[] =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ";
static const char all_hiragana[] =
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん"
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ";
static const char all_half[] =
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
    "ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞ";

static void
every_kana_of_any_width(void **state)
{
	(void)state;
	for (enum kana_class class = KANA_BANK; class <= KANA_EDI; class++) {
		assert_written(class, all_wide, all_half);
		assert_written(class, all_hiragana, all_half);
		assert_written(class, all_half, all_half);
		assert_written(class, "０１２３４５６７８９ＡＢＺａｂｚ", "0123456789ABZABZ");
	}
	assert_string_equal(kana_read(&arena, one_byte(&arena, all_half)), all_wide);
	assert_written(KANA_PARTY, "ァィゥェォッャュョヮヵヶ", "ｱｲｳｴｵﾂﾔﾕﾖﾜｶｹ");
	assert_written(KANA_PARTY, "ぁぃぅぇぉっゃゅょゎゕゖ", "ｱｲｳｴｵﾂﾔﾕﾖﾜｶｹ");
	assert_written(KANA_PARTY, "ｧｨｩｪｫｯｬｭｮ", "ｱｲｳｴｵﾂﾔﾕﾖ");
	/* marks that come apart from their kana, in every form there is */
	assert_written(KANA_PARTY, "カ\u3099ハ\u309aカ゛ハ゜ｶﾞﾊﾟか\u3099", "ｶﾞﾊﾟｶﾞﾊﾟｶﾞﾊﾟｶﾞ");
}

static void
every_change_is_told(void **state)
{
	struct kana_written w;
	const struct kana_change *one;

	(void)state;
	assert_string_equal(changes(KANA_PARTY, "ｶ)ｸﾗﾖｼ A-1."), "");
	assert_string_equal(changes(KANA_PARTY, "カ"), "1:width");
	assert_string_equal(changes(KANA_PARTY, "ｶがガ"),
	    "2:hiragana 2:voicing_split 3:width 3:voicing_split");
	assert_string_equal(changes(KANA_PARTY, "ャゃｬ"),
	    "1:width 1:small_kana 2:hiragana 2:small_kana 3:small_kana");
	assert_string_equal(changes(KANA_PARTY, "ｱーｰ"), "2:long_vowel 3:long_vowel");
	assert_string_equal(changes(KANA_PARTY, "a\uff42"), "1:lower_case 2:width 2:lower_case");
	assert_string_equal(changes(KANA_PARTY, "ｱ・･\u2212\u2014"),
	    "2:symbol 3:symbol 4:symbol 5:symbol");
	assert_string_equal(changes(KANA_PARTY, "ヰヱ"),
	    "1:width 1:old_kana 2:width 2:old_kana");
	assert_string_equal(changes(KANA_PARTY, "　ｱ "), "1:width 1:space 3:space");
	w = written(KANA_PARTY, "ｶブ");
	one = w.changes.items;
	assert_string_equal(one->from, "ブ");
	assert_string_equal(one->to, "ﾌﾞ");
	assert_false(one->alters);
	w = written(KANA_PARTY, "ｮ");
	assert_true(((const struct kana_change *)w.changes.items)->alters);
}

static void
what_a_class_has_no_place_for(void **state)
{
	struct ctx c;

	(void)state;
	assert_written(KANA_PARTY, "（カ）Ａ－１．", "(ｶ)A-1.");
	assert_written(KANA_PARTY, "ジェー．ピー・Ａ", "ｼﾞｴ-.ﾋﾟ-.A");
	/* the dot of a bank's name is a space: its words stay apart, no sound is added */
	assert_written(KANA_BANK, "ジェー．ピー・Ａ", "ｼﾞｴ- ﾋﾟ- A");
	assert_written(KANA_EDI, "「Ａ」／￥ヲ（ー）", "｢A｣/\\ｦ(-)");
	assert_written(KANA_PARTY, "ヲｦを", "ｵｵｵ");
	assert_string_equal(changes(KANA_PARTY, "ｦ"), "1:wo");
	assert_written(KANA_PARTY_WO, "ヲｦを", "ｦｦｦ");
	assert_string_equal(refused(KANA_BANK, 15, "ｱ(ｱ", &c), "name_character");
	assert_string_equal(refused(KANA_PARTY, 15, "ｱ/", &c), "name_character");
	assert_string_equal(refused(KANA_EDI, 15, "A,B", &c), "name_character");
}

static void
refused_by_name(void **state)
{
	static const char *const never[] = { "倉吉", "A&B", "ｱ,", "ヷ", "ヽ", "々", "㈱", "①", "é",
		"'", "\"", "、", "。", "\n", "\x7f", "😀", "\xff" };
	struct ctx c;

	(void)state;
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		for (enum kana_class class = KANA_BANK; class <= KANA_EDI; class++)
			assert_string_equal(refused(class, 99, never[i], &c), "name_character");
	refused(KANA_PARTY, 99, "カ)倉吉", &c);
	assert_string_equal(c.problems->params[0].name, "character");
	assert_string_equal(c.problems->params[0].text, "倉");
	assert_int_equal(c.problems->params[1].number, 3);
	assert_string_equal(refused(KANA_PARTY, 99, "ﾞｶ", &c), "name_voicing");
	assert_string_equal(refused(KANA_PARTY, 99, "ｱﾞ", &c), "name_voicing");
	assert_string_equal(refused(KANA_PARTY, 99, "ｶﾞﾞ", &c), "name_voicing");
	assert_string_equal(refused(KANA_PARTY, 99, "ｶﾟ", &c), "name_voicing");
	assert_string_equal(refused(KANA_PARTY, 99, "ガ゛", &c), "name_voicing");
	assert_string_equal(refused(KANA_PARTY, 99, "", &c), "name_empty");
	assert_string_equal(refused(KANA_PARTY, 99, " 　", &c), "name_empty");
}

/* 29 kana and a voiced one are 31 bytes: the mark does not go, the name is refused. */
static void
never_cut(void **state)
{
	const char *thirty = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフボ";
	char longer[200];
	struct ctx c;

	(void)state;
	assert_null(refused(KANA_PARTY, 30, thirty, &c));
	snprintf(longer, sizeof longer, "ア%s", thirty);
	assert_string_equal(refused(KANA_PARTY, 30, longer, &c), "name_too_long");
	assert_int_equal(c.problems->params[0].number, 31);
	assert_int_equal(c.problems->params[1].number, 30);
	snprintf(longer, sizeof longer, "%s ", thirty);
	assert_null(refused(KANA_PARTY, 30, longer, &c));
}

/* The list of characters, written a second time. */
static void
each_byte_in_each_class(void **state)
{
	const char *everywhere = one_byte(&arena, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "
	    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ");
	const char *also[] = { [KANA_BANK] = "-", [KANA_PARTY] = "-().",
		[KANA_PARTY_WO] = one_byte(&arena, "-().ｦ"),
		[KANA_EDI] = one_byte(&arena, "\\｢｣()-/.ｦ") };

	(void)state;
	for (enum kana_class class = KANA_BANK; class <= KANA_EDI; class++)
		for (int byte = 0; byte < 256; byte++) {
			char s = (char)byte;
			bool fine = byte != 0 && (strchr(everywhere, s) != NULL ||
			    strchr(also[class], s) != NULL);

			assert_int_equal(kana_allowed_span(class, &s, 1), fine);
		}
	for (int byte = 0; byte < 256; byte++) {
		char s = (char)byte;

		assert_int_equal(kana_allowed_span(KANA_ANY, &s, 1),
		    (byte >= 0x20 && byte < 0x7f) || (byte >= 0xa1 && byte <= 0xdf));
	}
}

static void
marks_and_the_kana_that_carry_them(void **state)
{
	const char *voiced = one_byte(&arena, "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ"), *half = voiced + 16;

	(void)state;
	for (int byte = 1; byte < 256; byte++) {
		char pair[2] = { (char)byte, (char)0xde };

		if (byte < 0xde)
			assert_int_equal(kana_voicing_span(pair, 2),
			    strchr(voiced, pair[0]) != NULL ? 2 : 1);
		pair[1] = (char)0xdf;
		if (byte < 0xde)
			assert_int_equal(kana_voicing_span(pair, 2),
			    strchr(half, pair[0]) != NULL ? 2 : 1);
	}
	assert_int_equal(kana_voicing_span("\xdf\xb1", 2), 0);
}

static void
readable_again(void **state)
{
	(void)state;
	assert_string_equal(kana_read(&arena, one_byte(&arena, "ｶ)ｸﾗﾖｼ ABC-1.")), "カ)クラヨシ ABC-1.");
	assert_string_equal(kana_read(&arena, one_byte(&arena, "ﾊﾟﾝﾔｶﾞｯｺｰ｡｢｣､･ｦ")),
	    "パンヤガッコー。「」、・ヲ");
	assert_string_equal(kana_read(&arena, one_byte(&arena, "ﾞｱﾞｶﾟ")), "゛ア゛カ゜");
	assert_string_equal(kana_read(&arena, "\x80\x07"), "\ufffd\ufffd");
}

static void
legal_forms_are_offered(void **state)
{
	(void)state;
	assert_string_equal(kana_abbreviated(&arena, "カブシキガイシヤ クラヨシ"), "カ)クラヨシ");
	assert_string_equal(kana_abbreviated(&arena, "クラヨシ カブシキガイシヤ"), "クラヨシ(カ");
	assert_string_equal(kana_abbreviated(&arena, "ユウゲンガイシヤA"), "ユ)A");
	assert_string_equal(kana_abbreviated(&arena, "トクテイヒエイリカツドウホウジンA"), "トクヒ)A");
	assert_null(kana_abbreviated(&arena, "クラヨシ"));
	assert_null(kana_abbreviated(&arena, "カブシキガイシヤ"));
	/* what any spelling of it becomes on its way through the bytes */
	assert_string_equal(kana_abbreviated(&arena, kana_read(&arena,
	    written(KANA_PARTY, "かぶしきがいしゃくらよし").bytes)), "カ)クラヨシ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(every_kana_of_any_width, clean),
		cmocka_unit_test_teardown(every_change_is_told, clean),
		cmocka_unit_test_teardown(what_a_class_has_no_place_for, clean),
		cmocka_unit_test_teardown(refused_by_name, clean),
		cmocka_unit_test_teardown(never_cut, clean),
		cmocka_unit_test_teardown(each_byte_in_each_class, clean),
		cmocka_unit_test_teardown(marks_and_the_kana_that_carry_them, clean),
		cmocka_unit_test_teardown(readable_again, clean),
		cmocka_unit_test_teardown(legal_forms_are_offered, clean),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_rewind(&arena, (struct mark){ 0 });
	return failed;
}
