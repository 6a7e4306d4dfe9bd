// Programs: those that look into what was printed, text and codes of a PDF, and our own by hand.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** madoctl of the instance: what it printed, and how it ended. */
export async function madoctl(...words: string[]): Promise<{ text: string; status: number }> {
	const program = join(process.env.MADOGUCHI_BUILD ?? "", "madoctl");
	try {
		const { stdout } = await run(program, ["-c", process.env.MADOGUCHI_CONF ?? "", ...words]);
		return { text: stdout, status: 0 };
	} catch (error: any) {
		return { text: `${error.stdout}${error.stderr}`, status: error.code };
	}
}

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

const xmlText = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
	.replaceAll("&amp;", "&");

/** The one sheet of a file for Excel as its cells stand in it: texts, numbers, true and false; "" where there is none. */
export async function xlsxRows(bytes: Buffer): Promise<(string | number | boolean)[][]> {
	return withFile(bytes, async (file) => {
		const part = async (name: string) => (await run("unzip", ["-p", file, name], { maxBuffer: 1 << 28 })).stdout;
		const names = (await run("unzip", ["-Z1", file])).stdout.trim().split("\n");
		if (names.filter((name) => name.startsWith("xl/worksheets/")).length !== 1) throw new Error(`sheets: ${names.join()}`);
		const sheet = await part("xl/worksheets/sheet1.xml");
		if (/<f[ >]/.test(sheet)) throw new Error("a formula");
		if (!/<pane ySplit="1"[^>]*state="frozen"/.test(sheet)) throw new Error("the headings do not stay");
		return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, inside = ""]) => {
			const cells: (string | number | boolean)[] = [];
			for (const [, letters = "", attributes = "", content = ""] of
				inside.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
				const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
				while (cells.length < at) cells.push("");
				const value = /<v>(.*?)<\/v>/.exec(content)?.[1] ?? "";
				if (attributes.includes('t="inlineStr"')) cells.push(xmlText(/<t[^>]*>(.*?)<\/t>/s.exec(content)?.[1] ?? ""));
				else if (attributes.includes('t="b"')) cells.push(value === "1");
				else if (/ t="/.test(attributes)) throw new Error(`a cell of another kind: ${attributes}`);
				else cells.push(value === "" ? "" : Number(value));
			}
			return cells;
		});
	});
}

/** Excel's days since 1899-12-30 as the CSV writes a day or a moment. */
export function excelDate(serial: number): string {
	const text = new Date(Math.round((serial - 25569) * 86400) * 1000).toISOString();
	return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}
