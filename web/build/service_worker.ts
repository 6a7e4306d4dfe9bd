import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Plugin, Rollup } from "vite";

const source = fileURLToPath(new URL("../src/sw/sw.ts", import.meta.url));
/** Loaded when chosen and kept then; the first language of the house is kept at once. */
const other_language = /\/src\/i18n\/(ja-easy|en|zh|ko|vi)\.json$/;

type Chunk = Rollup.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

/** Everything the pages of one entry can load, with its styles. */
function files_of(bundle: Rollup.OutputBundle, entry: string): string[] {
	const found = new Set<string>();
	const visit = (name: string) => {
		const chunk = bundle[name] as Chunk | undefined;
		if (!chunk || chunk.type !== "chunk" || found.has(name) ||
			other_language.test(chunk.facadeModuleId ?? ""))
			return;
		found.add(name);
		for (const style of chunk.viteMetadata?.importedCss ?? [])
			found.add(style);
		for (const next of [...chunk.imports, ...chunk.dynamicImports])
			visit(next);
	};
	visit(entry);
	return [...found].toSorted();
}

/** Writes /sw.js with the list of files that the resident entry needs without a network. */
export function service_worker(): Plugin {
	return {
		name: "service-worker",
		enforce: "post",		// after chunks that hold nothing but styles are gone
		apply: "build",
		buildStart() {
			this.emitFile({ type: "chunk", id: source, fileName: "sw.js" });
		},
		generateBundle(_options, bundle) {
			const chunks = Object.values(bundle).filter((row): row is Chunk => row.type === "chunk");
			const resident = chunks.find((chunk) => chunk.isEntry && chunk.name === "resident");
			const worker = bundle["sw.js"];
			if (!resident || worker?.type !== "chunk")
				this.error("no resident entry or no sw.js");
			if (worker.imports.length > 0)
				this.error("sw.js must stand alone");
			const files = ["/", "/icon.svg", "/manifest.webmanifest",
				...files_of(bundle, resident.fileName).map((name) => `/${name}`)];
			const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
			worker.code = worker.code.replaceAll("__PRECACHE__", JSON.stringify({ version, files }));
		},
	};
}
