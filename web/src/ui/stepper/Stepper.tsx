import { t } from "../../i18n/index.ts";
import { tidy_digits } from "../../core/tidy.ts";
import { Field, control_of, type FieldProps } from "../field/Field.tsx";
import "./stepper.css";

export interface StepperProps extends FieldProps<number> {
	min?: number;
	max: number;
	/** Shown after the number: セット. */
	unit?: string;
}

/** A small whole number by - and +, by the arrow keys, or typed. */
export function Stepper(props: StepperProps) {
	const { value, min = 0, max } = props;
	const tell = (next: number) => props.on_value(Math.min(Math.max(next, min), max));
	return <Field {...props}>
		<span class="stepper">
			<button type="button" class="stepper__button" aria-label={t("stepper.less")}
				aria-controls={props.id} aria-disabled={value <= min || undefined}
				onClick={() => tell(value - 1)}>−</button>
			<input class="field__input stepper__number number" id={props.id} name={props.name}
				type="text" inputMode="numeric" autocomplete="off" role="spinbutton" value={String(value)}
				aria-valuenow={value} aria-valuemin={min} aria-valuemax={max}
				{...control_of(props, props.unit && `${props.id}-unit`)}
				onFocus={(event) => event.currentTarget.select()}
				onInput={(event) => tell(Number(tidy_digits(event.currentTarget.value).slice(0, 6)))}
				onKeyDown={(event) => {
					const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
					if (by === 0)
						return;
					event.preventDefault();
					tell(value + by);
				}} />
			<button type="button" class="stepper__button" aria-label={t("stepper.more")}
				aria-controls={props.id} aria-disabled={value >= max || undefined}
				onClick={() => tell(value + 1)}>＋</button>
			{props.unit && <span id={`${props.id}-unit`}>{props.unit}</span>}
		</span>
	</Field>;
}
