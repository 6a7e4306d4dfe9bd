#include "voucher/sample_names.h"

#include "base/text.h"

#define PICK(d, table) (table)[draw_next(d) % (sizeof(table) / sizeof(table)[0])]

/* splitmix64 */
uint64_t
draw_next(struct draw *d)
{
	uint64_t z = (d->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

int64_t
draw_between(struct draw *d, int64_t low, int64_t high)
{
	return low + (int64_t)(draw_next(d) % (uint64_t)(high - low + 1));
}

static const struct sample_name families[] = { { "山田", "ヤマダ" }, { "田中", "タナカ" },
	{ "松本", "マツモト" }, { "福井", "フクイ" }, { "谷口", "タニグチ" }, { "西村", "ニシムラ" },
	{ "岡本", "オカモト" }, { "山根", "ヤマネ" }, { "中村", "ナカムラ" }, { "前田", "マエダ" },
	{ "井上", "イノウエ" }, { "渡邉", "ワタナベ" }, { "小林", "コバヤシ" }, { "吉田", "ヨシダ" },
	{ "髙橋", "タカハシ" }, { "林", "ハヤシ" }, { "森", "モリ" }, { "石田", "イシダ" },
	{ "長谷川", "ハセガワ" }, { "﨑山", "サキヤマ" }, { "𠮷野", "ヨシノ" }, { "河本", "カワモト" },
	{ "遠藤", "エンドウ" }, { "倉光", "クラミツ" } };
static const struct sample_name firsts[] = { { "太郎", "タロウ" }, { "花子", "ハナコ" },
	{ "一郎", "イチロウ" }, { "幸子", "サチコ" }, { "健", "ケン" }, { "美咲", "ミサキ" },
	{ "清", "キヨシ" }, { "和子", "カズコ" }, { "翔", "ショウ" }, { "陽菜", "ヒナ" },
	{ "誠", "マコト" }, { "節子", "セツコ" }, { "大輔", "ダイスケ" }, { "千代", "チヨ" },
	{ "正雄", "マサオ" }, { "由美", "ユミ" }, { "隆", "タカシ" }, { "恵", "メグミ" },
	{ "昭", "アキラ" }, { "良子", "ヨシコ" } };
static const char *const areas[] = { "上見本", "下見本", "本町", "駅前", "東見本", "西見本",
	"川沿い", "港町", "温泉町", "新田" };

struct kind_words { const char *industry; struct sample_name word; };
static const struct kind_words kinds[] = { { "retail", { "商店", "ショウテン" } },
	{ "restaurant", { "食堂", "ショクドウ" } }, { "takeaway", { "弁当", "ベントウ" } },
	{ "supermarket", { "スーパー", "スーパー" } }, { "convenience", { "ストア", "ストア" } },
	{ "electronics", { "電器", "デンキ" } }, { "beauty", { "美容室", "ビヨウシツ" } },
	{ "lesson", { "教室", "キョウシツ" } }, { "lodging", { "旅館", "リョカン" } },
	{ "travel", { "観光", "カンコウ" } }, { "leisure", { "スポーツ", "スポーツ" } },
	{ "service", { "クリーニング", "クリーニング" } }, { "other", { "工房", "コウボウ" } } };

struct sample_name
sample_person_name(struct arena *a, struct draw *d)
{
	struct sample_name family = PICK(d, families), first = PICK(d, firsts);

	return (struct sample_name){ arena_text(a, "%s %s", family.name, first.name),
		arena_text(a, "%s %s", family.kana, first.kana) };
}

struct sample_name
sample_shop_name(struct arena *a, struct draw *d, const char *industry)
{
	struct sample_name family = PICK(d, families), word = kinds[0].word;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (text_same(kinds[i].industry, industry))
			word = kinds[i].word;
	return (struct sample_name){ arena_text(a, "%s%s", family.name, word.name),
		arena_text(a, "%s%s", family.kana, word.kana) };
}

const char *
sample_area(struct draw *d)
{
	return PICK(d, areas);
}

const char *
sample_address(struct arena *a, struct draw *d, const char *area)
{
	return arena_text(a, "見本県見本市%s%lld番地%lld", area, (long long)draw_between(d, 1, 999),
	    (long long)draw_between(d, 1, 20));
}
