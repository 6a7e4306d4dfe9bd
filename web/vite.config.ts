import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { drop_texts } from "./build/drop_texts.ts";
import { service_worker } from "./build/service_worker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const names = {
	entryFileNames: "assets/[name]-[hash].js",
	chunkFileNames: "assets/[name]-[hash].js",
	assetFileNames: "assets/[name]-[hash][extname]",
};

export default defineConfig({
	plugins: [drop_texts(/^(mail|paper|example|kit|receipt|preview|sample)\./), service_worker()],
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
			output: names,
		},
	},
	// Workers keep their file names: nginx gives scan.zxing-*.js its own policy.
	worker: { format: "es", rollupOptions: { output: names } },
	server: { host: "127.0.0.1", port: 8320, strictPort: true,
		proxy: { "/api": "http://127.0.0.1:8080" } },
});
