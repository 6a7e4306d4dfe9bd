// After a change of page the focus goes to its h1, where a screen reader starts to read;
// when the page still waits for its data, as soon as the h1 is there.
let wanted = false;

export function heading_focus(): void {
	const heading = document.querySelector<HTMLElement>("main h1");
	wanted = heading === null;
	if (!heading)
		return;
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
}

/** Told by each page that appears.  A focus that somebody has moved since stays. */
export function heading_shown(): void {
	const at = document.activeElement;
	if (wanted && (at === null || at === document.body))
		heading_focus();
	wanted = false;
}
