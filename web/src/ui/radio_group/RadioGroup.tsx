import { FieldGroup, type FieldProps } from "../field/Field.tsx";
import type { Choice } from "../select/Select.tsx";

export interface RadioGroupProps extends FieldProps<string> {
	choices: readonly Choice[];
}

export function RadioGroup(props: RadioGroupProps) {
	return <FieldGroup {...props} role="radiogroup">
		<div>
			{props.choices.map((row) => <label key={row.value} class="choice">
				<input class="choice__box" type="radio" name={props.id} value={row.value}
					checked={props.value === row.value} onChange={() => props.on_value(row.value)} />
				<span>{row.label}{row.note && <span class="choice__note">{row.note}</span>}</span>
			</label>)}
		</div>
	</FieldGroup>;
}
