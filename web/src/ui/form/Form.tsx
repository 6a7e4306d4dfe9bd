import type { ComponentChildren } from "preact";
import { t } from "../../i18n/index.ts";
import type { FormState, Values } from "../../core/form.ts";
import { Button } from "../button/Button.tsx";
import { ErrorSummary } from "../error_summary/ErrorSummary.tsx";
import "./form.css";

interface FormProps<V extends Values> {
	form: FormState<V>;
	/** Text of the one submit button: what it does. */
	submit: string;
	children: ComponentChildren;
	/** Beside the button: back, cancel. */
	beside?: ComponentChildren;
}

/** One group of questions and one button.  Problems stand above and take the focus. */
export function Form<V extends Values>({ form, submit, children, beside }: FormProps<V>) {
	return <form class="form" noValidate onSubmit={(event) => {
		event.preventDefault();
		void form.submit();
	}}>
		<ErrorSummary lines={form.lines} turn={form.refused} />
		{children}
		{form.draft && <p class="quiet form__draft" role="status">
			{form.draft.kept && <>{t("form.draft_kept")}{" "}
				<Button kind="text" small on_click={form.draft.drop}>{t("form.draft_drop")}</Button></>}
		</p>}
		<div class="row">
			<Button kind="primary" type="submit" busy={form.busy}>{submit}</Button>
			{beside}
		</div>
	</form>;
}
