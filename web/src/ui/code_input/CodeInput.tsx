import { useRef } from "preact/hooks";
import { tidy_digits } from "../../core/tidy.ts";
import { Field, control_of, type FieldProps } from "../field/Field.tsx";
import "./code_input.css";

export interface CodeInputProps extends FieldProps<string> {
	digits: number;
	/** A PIN is not shown. */
	hidden?: boolean;
	/** All digits are there. */
	on_full?: (code: string) => void;
}

/** A code of some digits in one field: it can be pasted, and a phone offers the one from a mail. */
export function CodeInput(props: CodeInputProps) {
	const told = useRef("");
	return <Field {...props}>
		<input class="field__input code-input number" id={props.id} name={props.name}
			type={(props.hidden ? "password" : "text") as "text"} inputMode="numeric" value={props.value}
			autocomplete={props.hidden ? "off" : "one-time-code"} size={props.digits}
			{...control_of(props)}
			onInput={(event) => {
				if ((event as InputEvent).isComposing)
					return;
				const code = tidy_digits(event.currentTarget.value).slice(0, props.digits);
				event.currentTarget.value = code;
				props.on_value(code);
				if (code.length === props.digits && told.current !== code)
					props.on_full?.(code);
				told.current = code;
			}} />
	</Field>;
}
