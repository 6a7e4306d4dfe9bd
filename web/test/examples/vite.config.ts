import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import main from "../../vite.config.ts";

// The same settings as the app; only the page differs, and the sample texts stay in.
export default defineConfig({
	...main,
	root: fileURLToPath(new URL("../..", import.meta.url)),
	publicDir: false,
	plugins: [],
	build: {
		...main.build,
		outDir: fileURLToPath(new URL("dist", import.meta.url)),
		rollupOptions: {
			...main.build!.rollupOptions,
			input: fileURLToPath(new URL("index.html", import.meta.url)),
		},
	},
});
