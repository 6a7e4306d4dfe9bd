// Cash at the counter.

/** What people hand over for a price: exactly, or with the next notes up. */
export function quick_amounts(due_yen: number): number[] {
	if (due_yen <= 0)
		return [];
	const steps = [1, 1000, 5000, 10_000, 50_000];
	const amounts = steps.map((step) => Math.ceil(due_yen / step) * step);
	return [...new Set(amounts)].toSorted((a, b) => a - b).slice(0, 4);
}
