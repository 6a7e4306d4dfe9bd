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

/** How an entry loads its texts of each language. */
export type Texts = Record<Language, () => Promise<{ default: Catalogue }>>;

const storage_key = "language";
const current = store<Language>("ja");
let catalogue: Catalogue = {};
let loaders: Texts | undefined;

function is_language(text: string | null): text is Language {
	return languages.some((row) => row.code === text);
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

/** Which texts there are; before anything else. */
export function texts_are(texts: Texts): void {
	loaders = texts;
}

/** Loads the texts, then switches.  Rejects, changing nothing, when they cannot be loaded. */
export async function language_set(language: Language): Promise<void> {
	catalogue = (await loaders![language]()).default;
	document.documentElement.lang = languages.find((row) => row.code === language)!.html;
	kept_set(storage_key, language);
	// Files and mails of the server are in this language too.
	document.cookie = `madoguchi_language=${language}; path=/; max-age=31536000; samesite=lax` +
		(location.protocol === "https:" ? "; secure" : "");
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
