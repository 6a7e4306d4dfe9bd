import type { ComponentChildren } from "preact";
import "./empty_state.css";

/** Instead of an empty list: what is not there, and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
	return <div class="empty-state">
		<p class="empty-state__title">{title}</p>
		{children}
	</div>;
}
