// The time of the server.  Clocks of phones are often wrong; an instant that the server has
// just written tells by how much.
const trusted_ms = 60_000;
let ahead_ms = 0;

/** An instant of the server that is now, but for the way through the network. */
export function clock_learn(at: string): void {
	const off = Date.parse(at) - Date.now();
	if (!Number.isNaN(off))
		ahead_ms = Math.abs(off) > trusted_ms ? off : 0;
}

/** Milliseconds since 1970, as the server has them. */
export function clock_now_ms(): number {
	return Date.now() + ahead_ms;
}
