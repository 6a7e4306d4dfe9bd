import type { Plugin } from "vite";

/** Texts that only the C programs use (mails, papers) stay out of the app's bundles. */
export function drop_texts(names: RegExp): Plugin {
	return {
		name: "drop-texts",
		enforce: "pre",
		transform(code, id) {
			if (!/\/src\/i18n\/[a-z-]+\.json$/.test(id))
				return null;
			const texts = Object.entries(JSON.parse(code) as Record<string, string>)
				.filter(([key]) => !names.test(key));
			return { code: JSON.stringify(Object.fromEntries(texts)), map: null };
		},
	};
}
