// Charts of the reports: plain SVG, drawn from the rows that stand in the table below them.
import "./chart.css";

export interface Bar { label: string; value: number }
export interface ChartProps {
	title: string;
	bars: readonly Bar[];
	format: (value: number) => string;
}

/** Bars beside each other's names: shops, areas, industries. */
export function BarChart({ title, bars, format }: ChartProps) {
	const most = Math.max(1, ...bars.map((bar) => bar.value));
	return <figure class="chart">
		<figcaption>{title}</figcaption>
		<ul class="chart__bars">
			{bars.map((bar) => <li key={bar.label} class="chart__bar">
				<span class="chart__label">{bar.label}</span>
				<svg class="chart__line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
					<rect class="chart__part" width={Math.max(bar.value / most * 100, bar.value > 0 ? 0.5 : 0)} height="10" />
				</svg>
				<span class="chart__value number">{format(bar.value)}</span>
			</li>)}
		</ul>
	</figure>;
}

/** Columns over time, oldest first; the table has the figures. */
export function ColumnChart({ title, bars, format }: ChartProps) {
	const most = Math.max(1, ...bars.map((bar) => bar.value));
	const width = 100 / Math.max(bars.length, 1);
	const thick = Math.min(width * 0.8, 6);
	const first = bars[0];
	const last = bars.at(-1);
	if (!first || !last)
		return null;
	return <figure class="chart">
		<figcaption>{title}</figcaption>
		<p class="chart__scale number">{format(most)}</p>
		<svg class="chart__columns" viewBox="0 0 100 40" preserveAspectRatio="none" role="img"
			aria-label={`${title}: ${first.label} – ${last.label}, 0 – ${format(most)}`}>
			<line class="chart__axis" x1="0" y1="40" x2="100" y2="40" />
			{bars.map((bar, at) => <rect key={bar.label} class="chart__part" x={bars.length === 1 ? 0 : at * width + (width - thick) / 2} width={thick}
				y={40 - bar.value / most * 40} height={bar.value / most * 40} />)}
		</svg>
		<p class="chart__ends number"><span>{first.label}</span>{bars.length > 1 && <span>{last.label}</span>}</p>
	</figure>;
}
