import "./staff.css";

export interface Figure { label: string; value: string; good?: boolean; bad?: boolean;
	/** Where the rows stand that make it. */
	href?: string }

/** Figures side by side. */
export function Figures({ rows }: { rows: readonly (Figure | false)[] }) {
	return <dl class="figures">
		{rows.map((row) => row && <div key={row.label}
			class={`figure${row.good ? " figure--good" : ""}${row.bad ? " figure--bad" : ""}`}>
			<dt>{row.label}</dt>
			<dd class="figure__value">{row.href ? <a href={row.href}>{row.value}</a> : row.value}</dd>
		</div>)}
	</dl>;
}
