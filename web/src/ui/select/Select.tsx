import { t } from "../../i18n/index.ts";
import { Field, control_of, type FieldProps } from "../field/Field.tsx";
import "./select.css";

export interface Choice { value: string; label: string; note?: string }
export interface SelectProps extends FieldProps<string> {
	choices: readonly Choice[];
	/** Text of the empty choice; default 選んでください. */
	empty?: string;
}

/** More than about six choices; fewer are a RadioGroup. */
export function Select(props: SelectProps) {
	return <Field {...props}>
		<select class="field__input select" id={props.id} name={props.name} value={props.value}
			{...control_of(props)} onChange={(event) => props.on_value(event.currentTarget.value)}>
			<option value="">{props.empty ?? t("field.choose")}</option>
			{props.choices.map((row) => <option key={row.value} value={row.value}>{row.label}</option>)}
		</select>
	</Field>;
}
