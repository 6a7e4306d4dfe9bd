// Shows the examples of one component: ?part=button, alone ones with &alone=0, 1 ...
// Without a part: links to all.
import { render } from "preact";
import "../../src/styles/base.css";
import "../../src/styles/print.css";
import "../../src/ui/page/frame.css";
import { text_size_set, type TextSize } from "../../src/core/text_size.ts";
import { language_set, language_wanted, t, texts_are, useLanguage } from "../../src/i18n/index.ts";
import type { Examples } from "../../src/ui/example.ts";

const modules = import.meta.glob<{ examples: Examples }>(
	["../../src/ui/*/examples.tsx", "../../src/scan/examples.tsx"]);
const part_of = (path: string) => path.split("/").at(-2)!;
const query = new URLSearchParams(location.search);

function Shown({ part, examples }: { part: string; examples: Examples }) {
	useLanguage();
	const alone = query.get("alone");
	if (alone !== null) {
		const view = examples.filter((row) => row.alone)[Number(alone)]?.view();
		return part === "page" ? <>{view}</> : <main class="frame__main"><h1>{part}</h1>{view}</main>;
	}
	return <main class="frame__main stack stack--wide">
		<h1>{part}</h1>
		{examples.filter((row) => !row.alone).map((row) => <section key={row.name} class="stack">
			<h2 lang="en">{row.name}</h2>
			{row.view()}
		</section>)}
	</main>;
}

async function show() {
	texts_are({
		ja: () => import("../../src/i18n/ja.json"),
		"ja-easy": () => import("../../src/i18n/ja-easy.json"),
		en: () => import("../../src/i18n/en.json"),
		zh: () => import("../../src/i18n/zh.json"),
		ko: () => import("../../src/i18n/ko.json"),
		vi: () => import("../../src/i18n/vi.json"),
	});
	await language_set(language_wanted());
	Object.assign(globalThis, { language_set });	// a page may be looked at in every language
	text_size_set((query.get("text") ?? "standard") as TextSize);
	document.title = t("app.name");
	const root = document.getElementById("app")!;
	const part = query.get("part");
	const path = Object.keys(modules).find((row) => part_of(row) === part);
	if (!path) {
		const parts = Object.keys(modules).map(part_of).toSorted();
		render(<main><h1>Examples</h1><ul>{parts.map((row) =>
			<li key={row}><a href={`?part=${row}`}>{row}</a></li>)}</ul></main>, root);
		document.documentElement.dataset.parts = parts.join(",");
	} else {
		const { examples } = await modules[path]!();
		document.documentElement.dataset.alone = String(examples.filter((row) => row.alone).length);
		document.documentElement.dataset.inside = String(examples.filter((row) => !row.alone).length);
		render(<Shown part={part!} examples={examples} />, root);
	}
	document.documentElement.dataset.ready = "yes";
}

void show();
