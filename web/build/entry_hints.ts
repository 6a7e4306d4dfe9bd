import type { Plugin } from "vite";

/** The HTML of an entry names the Japanese texts, which it would else ask for only after its scripts. */
export function entry_hints(): Plugin {
	return {
		name: "entry-hints",
		enforce: "post",
		transformIndexHtml: {
			order: "post",
			handler(_html, { bundle, chunk }) {
				const texts = Object.values(bundle ?? {}).find((row) => row.type === "chunk" &&
					row.facadeModuleId?.endsWith(`/src/i18n/ja.json?${chunk?.name}`));
				return texts && [{ tag: "link", injectTo: "head",
					attrs: { rel: "modulepreload", crossorigin: true, href: `/${texts.fileName}` } }];
			},
		},
	};
}
