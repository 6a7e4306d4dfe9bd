import { number } from "../../core/format.ts";
import "./meter.css";

interface MeterProps {
	/** What is counted: "販売済み". */
	label: string;
	value: number;
	all: number;
	/** What stands below: "残り 1,234セット". */
	note?: string;
}

/** How much of a stock is gone, as a bar and in figures. */
export function Meter({ label, value, all, note }: MeterProps) {
	const share = all > 0 ? Math.min(Math.max(value / all, 0), 1) : 0;
	return <div class="meter">
		<p class="meter__line">
			<span>{label}</span>
			<span class="number">{number(value)} / {number(all)}（{Math.floor(share * 100)}%）</span>
		</p>
		<svg class="meter__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
			<rect class="meter__ground" width="100" height="4" />
			<rect class="meter__part" width={share * 100} height="4" />
		</svg>
		{note && <p class="quiet number">{note}</p>}
	</div>;
}
