import { usePath } from "../../core/router.tsx";
import "./tabs.css";

export interface NavItem {
	href: string;
	label: string;
	/** Starts of the addresses that belong to it too: "/shop/clerks/". */
	under?: readonly string[];
	/** Known otherwise: pages that only differ in their query. */
	is_open?: boolean;
}

export function is_current(item: NavItem, path: string): boolean {
	return item.is_open ?? (item.href.split("?")[0] === path || (item.under ?? []).some((start) => path.startsWith(start)));
}

/** Pages side by side, as links: the address says which one is open. */
export function Tabs({ items, label, sub }: {
	items: readonly NavItem[];
	label: string;
	/** Under an open tab: parts of it. */
	sub?: boolean;
}) {
	const path = usePath();
	return <nav class={sub ? "tabs tabs--sub no-print" : "tabs no-print"} aria-label={label}>
		<ul class="tabs__list">
			{items.map((item) => <li key={item.href}>
				<a class="tabs__link" href={item.href}
					aria-current={is_current(item, path) ? "page" : undefined}>{item.label}</a>
			</li>)}
		</ul>
	</nav>;
}
