import { t } from "../../i18n/index.ts";
import "./steps.css";

/** Where one is in a walk of a few pages; now counts from 1. */
export function Steps({ steps, now }: { steps: readonly string[]; now: number }) {
	return <div class="steps" role="group" aria-label={t("steps.label")}>
		<p class="steps__now">{t("steps.now", { now, all: steps.length })}</p>
		<ol class="steps__list">
			{steps.map((step, at) => <li key={step} class={at + 1 < now ? "steps__step steps__step--past" : "steps__step"}
				aria-current={at + 1 === now ? "step" : undefined}>
				<span class="steps__number" aria-hidden="true">{at + 1 < now ? "✓" : at + 1}</span>
				<span>{step}{at + 1 < now && <span class="hidden-text"> {t("steps.done")}</span>}</span>
			</li>)}
		</ol>
	</div>;
}
