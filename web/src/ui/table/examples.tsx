import { Table, type Column } from "./Table.tsx";
import { DateTime } from "../date_time/DateTime.tsx";
import { Money } from "../money/Money.tsx";
import { Refusal } from "../../core/api.ts";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

interface Row { id: number; name: string; yen: number; at: string }
const rows: Row[] = [
	{ id: 1, name: "みどり食堂", yen: 1234, at: "2026-11-21T03:04:05Z" },
	{ id: 2, name: "Shop with a rather long name that must wrap", yen: 567890, at: "2026-11-20T23:04:05Z" },
];
const columns = (): Column<Row>[] => [
	{ key: "name", label: t("example.name"), cell: (row) => row.name, up: "name" },
	{ key: "yen", label: t("example.amount"), cell: (row) => <Money yen={row.yen} />, number: true, up: "cheap", down: "dear" },
	{ key: "at", label: t("example.at"), cell: (row) => <DateTime at={row.at} />, down: "newest" },
	{ key: "id", label: t("example.number"), cell: (row) => row.id, number: true, extra: true },
];
const base = () => ({ columns: columns(), row_key: (row: Row) => row.id, order: "dear", on_order: nothing });

export const examples: Examples = [
	{ name: "rows", view: () => <Table {...base()} name="a" caption={t("example.kind")} rows={rows}
		files={{ csv: "/example.csv", xlsx: "/example.xlsx" }} on_next={nothing} /> },
	{ name: "many rows", view: () => <Table {...base()} name="e" caption={t("example.amount")}
		rows={Array.from({ length: 120 }, (_, at) => ({ ...rows[0]!, id: at + 1 }))} /> },
	{ name: "empty", view: () => <Table {...base()} name="b" caption={t("example.kind")} rows={[]} /> },
	{ name: "error", view: () => <Table {...base()} name="c" caption={t("example.way")} rows={[]}
		error={new Refusal(503, "database_busy")} on_retry={nothing} /> },
	{ name: "long text", view: () => <Table {...base()} name="d" caption={long_text}
		rows={[{ ...rows[0]!, name: long_text }]} /> },
];
