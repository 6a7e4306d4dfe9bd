import "./staff.css";

export interface Figure { label: string; value: string; good?: boolean; bad?: boolean }

/** Figures side by side. */
export function Figures({ rows }: { rows: readonly (Figure | false)[] }) {
	return <dl class="figures">
		{rows.map((row) => row && <div key={row.label}
			class={`figure${row.good ? " figure--good" : ""}${row.bad ? " figure--bad" : ""}`}>
			<dt>{row.label}</dt>
			<dd class="figure__value">{row.value}</dd>
		</div>)}
	</dl>;
}
