import type { ComponentChildren } from "preact";
import "./description_list.css";

export interface Description { label: string; value: ComponentChildren; key?: string }

/** Names and values: a check page, a receipt, the head of a case. */
export function DescriptionList({ rows }: { rows: readonly (Description | false | undefined)[] }) {
	return <dl class="description-list">
		{rows.map((row) => row && <div key={row.key ?? row.label} class="description-list__row">
			<dt>{row.label}</dt>
			<dd>{row.value}</dd>
		</div>)}
	</dl>;
}
