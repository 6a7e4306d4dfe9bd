import "./ways.css";

export interface Way { href: string; label: string; note?: string }

/** Where one can go from here, one line each. */
export function Ways({ items, label }: { items: readonly Way[]; label: string }) {
	return <nav aria-label={label}>
		<ul class="ways">
			{items.map((item) => <li key={item.href}>
				<a class="ways__link" href={item.href}>
					<span>
						<span class="ways__label">{item.label}</span>
						{item.note && <span class="ways__note">{item.note}</span>}
					</span>
					<span class="ways__mark" aria-hidden="true" />
				</a>
			</li>)}
		</ul>
	</nav>;
}
