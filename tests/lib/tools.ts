// Programs that look into what was printed: text and codes of a PDF.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

async function withFile<T>(bytes: Buffer, work: (file: string, folder: string) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), "madoguchi-"));
	try {
		const file = join(folder, "document.pdf");
		writeFileSync(file, bytes);
		return await work(file, folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Its words, one blank between, as a reader's program finds them. */
export async function pdfText(bytes: Buffer): Promise<string> {
	return withFile(bytes, async (file) =>
		(await run("pdftotext", ["-layout", file, "-"])).stdout.replace(/[ \t]+/g, " "));
}

/** The two-dimensional codes on a page as a camera reads them from paper. */
export async function pdfCodes(bytes: Buffer, page = 1): Promise<string[]> {
	return withFile(bytes, async (file, folder) => {
		const picture = join(folder, "page");
		await run("pdftoppm", ["-r", "120", "-png", "-singlefile", "-f", String(page), "-l", String(page), file, picture]);
		const { stdout } = await run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", `${picture}.png`]);
		return stdout.trim().split("\n");
	});
}

export async function pdfPages(bytes: Buffer): Promise<number> {
	return withFile(bytes, async (file) => {
		const pages = /Pages:\s+(\d+)/.exec((await run("pdfinfo", [file])).stdout);
		return Number(pages?.[1]);
	});
}

/** RFC 4180, with the mark that makes spreadsheets read UTF-8. */
export function csvRows(bytes: Buffer): string[][] {
	const text = bytes.toString("utf8");
	if (!text.startsWith("\ufeff")) throw new Error("the CSV does not begin with a byte order mark");
	const rows: string[][] = [[]];
	for (const part of text.slice(1).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g)) {
		const [whole, cell = "", end] = part;
		if (whole === "" && rows.at(-1)?.length === 0) break;
		rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
		if (end === "\r\n") rows.push([]);
	}
	if (rows.at(-1)?.length === 0) rows.pop();
	return rows;
}
