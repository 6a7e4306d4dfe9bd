import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/index.ts";
import type { SummaryLine } from "../../core/form.ts";
import "./error_summary.css";

/** Scrolls the question of a control to the top, then puts the cursor in. */
function show_control(id: string) {
	const control = document.getElementById(id);
	if (!control)
		return;
	const question = control.closest(".field") ?? control;
	question.scrollIntoView({ block: "start" });
	const input = control.matches("fieldset") ? control.querySelector<HTMLElement>("input") : control;
	(input ?? control).focus({ preventScroll: true });
}

/** What the page calls a control: the summary names it with the same words. */
function label_of(id: string): string | undefined {
	return document.getElementById(id)?.closest(".field")?.querySelector(".field__text")?.textContent ??
		undefined;
}

function named({ id, text }: SummaryLine): string {
	const label = id && label_of(id);
	return label ? t("form.summary_line", { label, problem: text }) : text;
}

/** All problems at the head of a form.  Takes the focus each time `turn` grows. */
export function ErrorSummary({ lines, turn }: { lines: readonly SummaryLine[]; turn: number }) {
	const outer = useRef<HTMLDivElement>(null);
	const [texts, set_texts] = useState<string[]>([]);
	// The fields below have their labels only after they were rendered.
	useLayoutEffect(() => {
		const next = lines.map(named);
		set_texts((old) => old.join("\n") === next.join("\n") ? old : next);
	});
	useEffect(() => {
		if (turn === 0)
			return;
		outer.current?.scrollIntoView({ block: "start" });
		outer.current?.focus({ preventScroll: true });
		const mark = t("form.title_mark");
		if (!document.title.startsWith(mark))
			document.title = mark + document.title;
	}, [turn]);
	if (lines.length === 0)
		return null;
	return <div class="error-summary" tabIndex={-1} ref={outer}>
		<div role="alert">
			<h2 class="error-summary__title">{t("form.summary_title")}</h2>
			<ul class="error-summary__list">
				{lines.map((line, at) => <li key={at}>
					{line.id
						? <a href={`#${line.id}`} onClick={(event) => {
							event.preventDefault();
							show_control(line.id!);
						}}>{texts[at] ?? line.text}</a>
						: line.text}
				</li>)}
			</ul>
		</div>
	</div>;
}
