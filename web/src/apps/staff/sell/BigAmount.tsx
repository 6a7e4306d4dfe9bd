import { Money } from "../../../ui/index.ts";
import "./sell.css";

/** The figure a clerk counts out. */
export function BigAmount({ label, yen, kind }: { label: string; yen: number; kind: "due" | "change" | "short" }) {
	return <div class={`big-amount big-amount--${kind}`}>
		<p>{label}</p>
		<p><Money yen={yen} big /></p>
	</div>;
}
