import { Field, control_of, type FieldProps } from "../field/Field.tsx";

export interface NumberFieldProps extends FieldProps<string> {
	/** Shown after the control: 円, セット. */
	unit?: string;
}

/** A whole number, typed as text (full width is fine): whole_number() of core/tidy reads it. */
export function NumberField(props: NumberFieldProps) {
	return <Field {...props}>
		<span class="field__affix">
			<input class="field__input field__input--short number" id={props.id} name={props.name}
				type="text" inputMode="numeric" autocomplete="off" value={props.value}
				{...control_of(props, props.unit && `${props.id}-unit`)}
				onInput={(event) => props.on_value(event.currentTarget.value)} />
			{props.unit && <span id={`${props.id}-unit`}>{props.unit}</span>}
		</span>
	</Field>;
}
