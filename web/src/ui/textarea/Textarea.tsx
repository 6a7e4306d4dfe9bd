import { t } from "../../i18n/index.ts";
import { Field, control_of, type FieldProps } from "../field/Field.tsx";

export interface TextareaProps extends FieldProps<string> {
	rows?: number;
	/** Most characters; how many are left is said below. */
	max?: number;
}

export function Textarea(props: TextareaProps) {
	const left = props.max === undefined ? undefined : props.max - [...props.value].length;
	return <Field {...props}>
		<textarea class="field__input" id={props.id} name={props.name} rows={props.rows ?? 5}
			value={props.value} {...control_of(props, left === undefined ? undefined : `${props.id}-left`)}
			onInput={(event) => props.on_value(event.currentTarget.value)} />
		{left !== undefined && <p class="quiet" id={`${props.id}-left`}>
			{left >= 0 ? t("field.chars_left", { count: left }) : t("field.chars_over", { count: -left })}
		</p>}
	</Field>;
}
