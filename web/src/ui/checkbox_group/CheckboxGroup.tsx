import { FieldError, FieldGroup, control_of, type FieldProps } from "../field/Field.tsx";
import type { Choice } from "../select/Select.tsx";

export interface CheckboxGroupProps extends FieldProps<readonly string[]> {
	choices: readonly Choice[];
}

/** Several of several; the value keeps the order of the choices. */
export function CheckboxGroup(props: CheckboxGroupProps) {
	function turn(value: string, on: boolean) {
		props.on_value(props.choices.map((row) => row.value)
			.filter((row) => row === value ? on : props.value.includes(row)));
	}
	return <FieldGroup {...props}>
		<div>
			{props.choices.map((row) => <label key={row.value} class="choice">
				<input class="choice__box" type="checkbox" name={props.name} value={row.value}
					checked={props.value.includes(row.value)}
					onChange={(event) => turn(row.value, event.currentTarget.checked)} />
				<span>{row.label}{row.note && <span class="choice__note">{row.note}</span>}</span>
			</label>)}
		</div>
	</FieldGroup>;
}

/** One yes or no: "I agree to the terms". */
export function Checkbox(props: FieldProps<boolean>) {
	return <div class={props.error ? "field field--error" : "field"}>
		<label class="choice">
			<input class="choice__box" type="checkbox" id={props.id} name={props.name}
				checked={props.value} {...control_of(props)}
				onChange={(event) => props.on_value(event.currentTarget.checked)} />
			<span class="field__text">{props.label}</span>
		</label>
		{props.support && <div class="field__support" id={`${props.id}-support`}>{props.support}</div>}
		<FieldError id={props.id} error={props.error} />
	</div>;
}
