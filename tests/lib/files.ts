// Files of an installation, and what can be read in them.
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

export function filesOf(place: string): string[] {
	return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
		const path = join(place, entry.name);
		return entry.isDirectory() ? filesOf(path) : entry.isFile() ? [path] : [];
	});
}

/** The needle that the file holds.  Read piece by piece, with an overlap, for some are large. */
export function holds(file: string, needles: Buffer[]): Buffer | undefined {
	let descriptor: number;
	try {
		descriptor = openSync(file, "r");
	} catch (failure) {
		// A running database makes and removes files at any time: what is gone holds nothing.
		if ((failure as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw failure;
	}
	const piece = Buffer.alloc(1 << 22);
	const overlap = 256;
	try {
		for (let at = 0, got = 0; (got = readSync(descriptor, piece, 0, piece.length, at)) > 0; at += got - overlap) {
			const found = needles.find((needle) => piece.subarray(0, got).includes(needle));
			if (found !== undefined || got < piece.length) return found;
		}
		return undefined;
	} finally {
		closeSync(descriptor);
	}
}

/** As files hold texts. */
export function needlesOf(texts: string[]): Buffer[] {
	return texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, "utf16le")]);
}
