import { useEffect, useRef } from "preact/hooks";
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

/** All problems at the head of a form.  Takes the focus each time `turn` grows. */
export function ErrorSummary({ lines, turn }: { lines: readonly SummaryLine[]; turn: number }) {
	const outer = useRef<HTMLDivElement>(null);
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
						}}>{line.text}</a>
						: line.text}
				</li>)}
			</ul>
		</div>
	</div>;
}
