import type { Plugin } from "vite";

/** Texts that only one entry says: it loads them beside the common ones. */
const parts: Record<string, RegExp> = {
	shop: /^shop\./,
	staff: /^(staff|sell|right|act|object|purpose|check|account_state|change_state|sale_state|round_state|card_state)\./,
};

/**
 * "ja.json" becomes the texts that several entries say, "ja.json?staff" those of one.
 * Texts that only the C programs use (mails, papers) stay out of the app's bundles.
 */
export function drop_texts(unused: RegExp): Plugin {
	return {
		name: "drop-texts",
		enforce: "pre",
		transform(code, id) {
			const found = /\/src\/i18n\/[a-z-]+\.json(?:\?([a-z]+))?$/.exec(id);
			if (!found)
				return null;
			const own = found[1] === undefined ? undefined : parts[found[1]];
			const is_wanted = (key: string) => own ? own.test(key)
				: !unused.test(key) && !Object.values(parts).some((part) => part.test(key));
			const texts = Object.entries(JSON.parse(code) as Record<string, string>)
				.filter(([key]) => is_wanted(key));
			const json = JSON.stringify(Object.fromEntries(texts));
			// Only plain .json names are taken for JSON further on.
			return own ? { code: `export default ${json};`, moduleType: "js", map: null } : { code: json, map: null };
		},
	};
}
