// What all form controls share, after the anatomy of the Digital Agency Design System:
// label with 必須/任意, support text, control, error.
import type { ComponentChildren } from "preact";
import { t } from "../../i18n/index.ts";
import type { FieldBinding } from "../../core/form.ts";
import "./field.css";

/** The props every field takes beside its binding (form.field("name")). */
export interface FieldTexts {
	label: string;
	/** Shown above the control; not a placeholder. */
	support?: ComponentChildren;
	/** Marked 必須, else 任意. */
	required?: boolean;
	/** No 必須/任意 mark: filters, single questions. */
	bare?: boolean;
}
export type FieldProps<T> = FieldBinding<T> & FieldTexts;

interface Described { id: string; error?: string; support?: ComponentChildren }

export function describedby({ id, error, support }: Described, more?: string): string | undefined {
	const ids = [error && `${id}-error`, support && `${id}-support`, more].filter(Boolean);
	return ids.length > 0 ? ids.join(" ") : undefined;
}

/** The aria attributes of a control. */
export function control_of(props: Described & { required?: boolean }, more?: string) {
	return {
		"aria-describedby": describedby(props, more),
		"aria-invalid": props.error ? true : undefined,
		"aria-required": props.required ? true : undefined,
	};
}

function Mark({ required, bare }: { required?: boolean; bare?: boolean }) {
	if (bare)
		return null;
	return <span class={required ? "field__mark field__mark--required" : "field__mark"}>
		{required ? t("field.required") : t("field.optional")}
	</span>;
}

export function FieldError({ id, error }: { id: string; error?: string }) {
	return error ? <p class="field__error" id={`${id}-error`}>{error}</p> : null;
}

type ShellProps = FieldTexts & { id: string; error?: string; children: ComponentChildren };

/** Around one control. */
export function Field({ id, label, support, required, bare, error, children }: ShellProps) {
	return <div class={error ? "field field--error" : "field"}>
		<label class="field__label" for={id}><span class="field__text">{label}</span> <Mark required={required} bare={bare} /></label>
		{support && <div class="field__support" id={`${id}-support`}>{support}</div>}
		{children}
		<FieldError id={id} error={error} />
	</div>;
}

/** Around several controls that answer one question. */
export function FieldGroup({ id, label, support, required, bare, error, children, role }:
	ShellProps & { role?: "radiogroup" }) {
	return <fieldset class={error ? "field field--error" : "field"} id={id} tabIndex={-1} role={role}
		aria-describedby={describedby({ id, error, support })}
		aria-required={role && required ? true : undefined}
		aria-invalid={role && error ? true : undefined}>
		<legend class="field__label"><span class="field__text">{label}</span> <Mark required={required} bare={bare} /></legend>
		{support && <div class="field__support" id={`${id}-support`}>{support}</div>}
		{children}
		<FieldError id={id} error={error} />
	</fieldset>;
}
