import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { entry_texts } from "./build/entry_texts.ts";
import { service_worker } from "./build/service_worker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const names = {
	entryFileNames: "assets/[name]-[hash].js",
	chunkFileNames: "assets/[name]-[hash].js",
	assetFileNames: "assets/[name]-[hash][extname]",
};

/** What every entry needs before its first page: one file, not a dozen small ones. */
const base = new RegExp("node_modules/preact/|vite/preload-helper|src/(" + [
	"api/api", "apps/start", "i18n/index", "styles/",
	"core/(api|errors|format|heading|offline|router|session|site|store|text_size|trusted)",
	"ui/(button|dialog|idle_warning|language_switch|loading|notice|offline|page|tabs|text_size_switch)/",
].join("|") + ")");

export default defineConfig({
	plugins: [entry_texts(), service_worker()],
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	build: {
		target: "es2022",
		outDir: "dist",
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		sourcemap: false,
		reportCompressedSize: false,
		rollupOptions: {
			input: {
				resident: here("index.html"), shop: here("shop/index.html"),
				staff: here("staff/index.html"),
			},
			output: { ...names, codeSplitting: { groups: [{ name: "base", test: base }] } },
		},
	},
	// Workers keep their file names: nginx gives scan.zxing-*.js its own policy.
	worker: { format: "es", rollupOptions: { output: names } },
	server: { host: "127.0.0.1", port: 8320, strictPort: true,
		proxy: { "/api": "http://127.0.0.1:8080" } },
});
