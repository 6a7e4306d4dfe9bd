/**
 * Milliseconds until an instant of the server.  The clock of a phone may be wrong: what
 * cannot be right is taken as the usual time.
 */
export function left_ms(at: string, usual_ms: number): number {
	const left = Date.parse(at) - Date.now();
	return left > 0 && left <= usual_ms ? left : usual_ms;
}
