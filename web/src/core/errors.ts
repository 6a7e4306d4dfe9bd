// Sentences for what went wrong: what happened, whether anything changed, what to do now.
import { text_of, t } from "../i18n/index.ts";
import { Refusal, Unreachable, type FieldProblem } from "./api.ts";

/** The sentence for whatever a call threw. */
export function error_text(error: unknown): string {
	if (error instanceof Refusal && error.is_read && error.status >= 500)
		return t("error.not_shown");
	if (error instanceof Refusal)
		return text_of(`reason.${error.code}`, params_of(error)) ?? t("reason.internal_error");
	if (error instanceof Unreachable)
		return t(error.is_read ? "error.not_reached" : "error.unreachable");
	return t("error.page_broken");
}

/** What the server says beside the reason: how many tries are left, how much there is. */
function params_of(error: Refusal): Record<string, unknown> | undefined {
	return (error.errors.find((row) => row.code === error.code) ?? error.errors[0])?.params;
}

/** The sentence for one field of a form. */
export function problem_text(problem: FieldProblem): string {
	return text_of(`problem.${problem.code}`, problem.params) ??
		text_of(`reason.${problem.code}`, problem.params) ?? t("problem.wrong_format");
}
