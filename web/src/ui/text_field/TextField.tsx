import { Field, control_of, type FieldProps } from "../field/Field.tsx";

export interface TextFieldProps extends FieldProps<string> {
	type?: "text" | "email" | "tel" | "password" | "search";
	inputmode?: "text" | "numeric" | "email" | "tel" | "search";
	/** The HTML name of what it is: "name", "email", "one-time-code". */
	autocomplete?: string;
	max?: number;
	short?: boolean;
	disabled?: boolean;
}

export function TextField(props: TextFieldProps) {
	return <Field {...props}>
		<input class={props.short ? "field__input field__input--short" : "field__input"}
			id={props.id} name={props.name} type={(props.type ?? "text") as "text"} value={props.value}
			inputMode={props.inputmode} autocomplete={props.autocomplete ?? "off"}
			maxLength={props.max} disabled={props.disabled} {...control_of(props)}
			onInput={(event) => props.on_value(event.currentTarget.value)} />
	</Field>;
}
