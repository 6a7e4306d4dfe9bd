import { useState } from "preact/hooks";
import { date } from "../../core/format.ts";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import { DateField } from "../date_field/DateField.tsx";
import { Select, type Choice } from "../select/Select.tsx";
import { TextField } from "../text_field/TextField.tsx";
import "./list.css";

export type Filter = { name: string; label: string } & (
	{ kind: "text" } | { kind: "date" } | { kind: "select"; choices: readonly Choice[] });

/** What a list shows: applied together with one button. */
export function Filters({ filters, chosen, on_change }: {
	filters: readonly Filter[]; chosen: Record<string, string>;
	on_change: (values: Record<string, string>) => void;
}) {
	const [values, set_values] = useState(chosen);
	const bind = (filter: Filter) => ({
		id: `filter-${filter.name}`, name: filter.name, label: filter.label, bare: true,
		value: values[filter.name] ?? "",
		on_value: (value: string) => set_values({ ...values, [filter.name]: value }),
	});
	return <form class="filters no-print" role="search" onSubmit={(event) => {
		event.preventDefault();
		on_change(values);
	}}>
		{filters.map((filter) => filter.kind === "select"
			? <Select key={filter.name} {...bind(filter)} choices={filter.choices} empty={t("table.all")} />
			: filter.kind === "date"
				? <DateField key={filter.name} {...bind(filter)} support="" />
				: <TextField key={filter.name} {...bind(filter)} type="search" />)}
		<div class="row">
			<Button type="submit" small>{t("table.filter")}</Button>
			<Button small kind="text" on_click={() =>
				on_change(Object.fromEntries(filters.map((filter) => [filter.name, ""])))}>
				{t("table.filter_clear")}</Button>
		</div>
	</form>;
}

/** On paper: what the rows were chosen by. */
export function FiltersPrinted({ filters, chosen }: { filters: readonly Filter[]; chosen: Record<string, string> }) {
	const used = filters.filter((filter) => chosen[filter.name]);
	return used.length === 0 ? null : <p class="only-print">{used.map((filter) => {
		const value = chosen[filter.name]!;
		const word = filter.kind === "date" ? date(value) : filter.kind === "text" ? value
			: filter.choices.find((row) => row.value === value)?.label ?? value;
		return `${filter.label}: ${word}`;
	}).join(" / ")}</p>;
}
