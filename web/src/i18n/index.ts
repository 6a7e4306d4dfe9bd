// The texts of the app in the reader's language.  Only the current language is loaded;
// a switch renders again and keeps all state.
import { store, useStore, kept_get, kept_set } from "../core/store.ts";
import type { TextParams } from "./keys.ts";

export type Language = "ja" | "ja-easy" | "en" | "zh" | "ko" | "vi";
export type TextKey = keyof TextParams;
type Catalogue = Record<string, string>;
type Arguments<K extends TextKey> =
	[TextParams[K]] extends [never] ? [] : [params: Record<TextParams[K], string | number>];

/** Each language under its own name, in the order of the switch. */
export const languages: readonly { code: Language; name: string; html: string }[] = [
	{ code: "ja", name: "日本語", html: "ja" },
	{ code: "ja-easy", name: "やさしい日本語", html: "ja" },
	{ code: "en", name: "English", html: "en" },
	{ code: "zh", name: "中文", html: "zh-Hans" },
	{ code: "ko", name: "한국어", html: "ko" },
	{ code: "vi", name: "Tiếng Việt", html: "vi" },
];

export type TextLoaders = Record<Language, () => Promise<{ default: Catalogue }>>;

const loaders: TextLoaders = {
	ja: () => import("./ja.json"),
	"ja-easy": () => import("./ja-easy.json"),
	en: () => import("./en.json"),
	zh: () => import("./zh.json"),
	ko: () => import("./ko.json"),
	vi: () => import("./vi.json"),
};

const storage_key = "language";
const current = store<Language>("ja");
let catalogue: Catalogue = {};
let own_loaders: TextLoaders | undefined;

/** The texts of one entry beside the common ones; before the first language_set. */
export function language_own(own: TextLoaders | undefined): void {
	own_loaders = own;
}

function is_language(text: string | null): text is Language {
	return text !== null && text in loaders;
}

/** ?lang= of the address, then what was chosen here before, then what the browser prefers. */
export function language_wanted(): Language {
	const asked = new URLSearchParams(location.search).get("lang");
	if (is_language(asked))
		return asked;
	const kept = kept_get(storage_key);
	if (is_language(kept))
		return kept;
	for (const tag of navigator.languages) {
		const short = tag.slice(0, 2);
		if (is_language(short))
			return short;
	}
	return "ja";
}

/** Loads the texts, then switches.  Rejects, changing nothing, when they cannot be loaded. */
export async function language_set(language: Language): Promise<void> {
	const [common, own] = await Promise.all([loaders[language](), own_loaders?.[language]()]);
	catalogue = { ...common.default, ...own?.default };
	document.documentElement.lang = languages.find((row) => row.code === language)!.html;
	kept_set(storage_key, language);
	current.set(language);
}

export function language(): Language {
	return current.get();
}

/** For the root of an entry: renders all below again after a switch. */
export function useLanguage(): Language {
	return useStore(current);
}

/** The text of a key with its {params} filled in. */
export function t<K extends TextKey>(key: K, ...params: Arguments<K>): string {
	return text_of(key, params[0]) ?? key;
}

/** The text of a key known only at run time (a code of the server); undefined when unknown. */
export function text_of(key: string, params?: Record<string, unknown>): string | undefined {
	const text = catalogue[key];
	if (text === undefined || !params)
		return text;
	return text.replace(/\{([a-z_0-9]+)\}/g, (whole, name: string) =>
		name in params ? param_text(params[name]) : whole);
}

function param_text(value: unknown): string {
	return typeof value === "number" ? value.toLocaleString("en-US") : String(value);
}
