// Numbers and dates for people: Japan's time, the reader's language, the Japanese era.
import { language, t } from "../i18n/index.ts";

const zone = "Asia/Tokyo";
const locales = { ja: "ja-JP", "ja-easy": "ja-JP", en: "en-GB", zh: "zh-CN", ko: "ko-KR", vi: "vi-VN" };

/** 1234 as "1,234", in all languages alike. */
export function number(value: number): string {
	return value.toLocaleString("en-US");
}

/** 1234 as "1,234円", "1,234 yen" ... */
export function yen(amount_yen: number): string {
	return t("unit.yen", { amount: number(amount_yen) });
}

function formatted(at: Date, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(locales[language()], { timeZone: zone, ...options }).format(at);
}

/** "2026-11-21" or an instant as a day in Japan. */
function moment(text: string): Date {
	return new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+09:00` : text);
}

/** 2026-11-21 as "令和8年11月21日"; other languages: "21 November 2026". */
export function date(text: string): string {
	const at = moment(text);
	if (language() === "ja")
		return era_date(at);
	if (language() === "ja-easy")
		return `${formatted(at, { dateStyle: "long" })}（${era_year(at)}）`;
	return formatted(at, { dateStyle: "long" });
}

/** The same with the day of the week: "令和8年11月21日（土）". */
export function weekday_date(text: string): string {
	const day = formatted(moment(text), { weekday: "short" });
	return language().startsWith("ja") ? `${date(text)}（${day}）` : `${date(text)} (${day})`;
}

/** "11/21 14:05" in the order of the language; for tables. */
export function date_time(text: string): string {
	return formatted(moment(text),
		{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
}

export function time(at: string | Date, seconds = false): string {
	return formatted(typeof at === "string" ? moment(at) : at,
		{ hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, hourCycle: "h23" });
}

/** The day in Japan as "2026-11-21". */
export function today(now = new Date()): string {
	return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now);
}

const era_format = new Intl.DateTimeFormat("ja-JP-u-ca-japanese",
	{ timeZone: zone, era: "long", year: "numeric", month: "numeric", day: "numeric" });

function era_parts(at: Date): Record<string, string> {
	const parts = Object.fromEntries(era_format.formatToParts(at).map((p) => [p.type, p.value]));
	return { ...parts, year: parts.year === "1" ? "元" : parts.year ?? "" };
}

function era_date(at: Date): string {
	const { era, year, month, day } = era_parts(at);
	return `${era}${year}年${month}月${day}日`;
}

function era_year(at: Date): string {
	const { era, year } = era_parts(at);
	return `${era}${year}年`;
}

/** 1945-08-15 as "昭和20年8月15日"; undefined when it is no day. */
export function era_of(text: string): string | undefined {
	return is_day(text) ? era_date(moment(text)) : undefined;
}

/** A day that exists, written 2026-11-21. */
export function is_day(text: string): boolean {
	const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
	if (!found)
		return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const eras: Record<string, number> = {
	令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925, 大正: 1911, t: 1911, 明治: 1867, m: 1867,
};

/** "昭和20", "S20", "令和元年", "１９４５" as a year of four digits; undefined when it is none. */
export function year_of(text: string): number | undefined {
	const plain = text.normalize("NFKC").replace(/[\s年.]/g, "").toLowerCase();
	if (/^\d{4}$/.test(plain))
		return Number(plain);
	const found = /^(令和|平成|昭和|大正|明治|[rhstm])(元|\d{1,2})$/.exec(plain);
	if (!found)
		return undefined;
	return eras[found[1]!]! + (found[2] === "元" ? 1 : Number(found[2]));
}
