import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/index.ts";
import { era_of, year_of } from "../../core/format.ts";
import { tidy_digits } from "../../core/tidy.ts";
import { FieldGroup, type FieldProps } from "../field/Field.tsx";
import "./date_field.css";

/** "2026-11-21" as its three texts. */
function parts_of(value: string): [string, string, string] {
	const [year = "", month = "", day = ""] = value.split("-");
	return [year, month.replace(/^0/, ""), day.replace(/^0/, "")];
}

/** What was typed as "2026-11-21"; what is no date stays recognisable and is refused later. */
export function date_of([year, month, day]: readonly string[]): string {
	if (!year && !month && !day)
		return "";
	const whole_year = year_of(year ?? "") ?? tidy_digits(year ?? "");
	return [whole_year, tidy_digits(month ?? "").padStart(2, "0"), tidy_digits(day ?? "").padStart(2, "0")]
		.join("-");
}

/** Year (also 昭和20, S20), month, day; below it the same day in the Japanese era. */
export function DateField(props: FieldProps<string> & { birthday?: boolean }) {
	const [typed, set_typed] = useState(() => parts_of(props.value));
	useEffect(() => {
		if (date_of(typed) !== props.value)
			set_typed(parts_of(props.value));
	}, [props.value]);

	function change(at: number, text: string) {
		const next = typed.map((old, index) => index === at ? text : old) as typeof typed;
		set_typed(next);
		props.on_value(date_of(next));
	}
	const era = era_of(props.value);
	const boxes = [
		{ name: "year", label: t("field.year"), fill: "bday-year" },
		{ name: "month", label: t("field.month"), fill: "bday-month" },
		{ name: "day", label: t("field.day"), fill: "bday-day" },
	];
	return <FieldGroup {...props} support={props.support ?? t("field.date_support")}>
		<div class="date-field">
			{boxes.map((box, at) => <label key={box.name} class="date-field__part">
				<input class={`field__input date-field__${box.name}`} type="text"
					inputMode={at === 0 ? "text" : "numeric"} value={typed[at]}
					autocomplete={props.birthday ? box.fill : "off"}
					aria-invalid={props.error ? true : undefined}
					onInput={(event) => change(at, event.currentTarget.value)} />
				<span>{box.label}</span>
			</label>)}
		</div>
		<p class="quiet date-field__era" role="status">{era ?? ""}</p>
	</FieldGroup>;
}
