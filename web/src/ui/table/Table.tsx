// A table drawn as cards is none to some screen readers, unless its roles are said.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n/index.ts";
import { kept_get, kept_set } from "../../core/store.ts";
import { Button, LinkButton } from "../button/Button.tsx";
import { EmptyState } from "../empty_state/EmptyState.tsx";
import { Loading } from "../loading/Loading.tsx";
import { ErrorNotice } from "../notice/Notice.tsx";
import "./table.css";

export interface Column<Row> {
	key: string;
	label: string;
	cell: (row: Row) => ComponentChildren;
	/** Right-aligned figures. */
	number?: boolean;
	/** The figure that people look for: large in a card. */
	main?: boolean;
	/** Names of the server's orders; with one or both the heading becomes a button. */
	up?: string;
	down?: string;
	/** Not shown until chosen. */
	extra?: boolean;
	/** Holds only buttons: left out on paper. */
	acts?: boolean;
}

const side_of = (column: { number?: boolean; main?: boolean; acts?: boolean }) =>
	column.main ? "table__number table__main" : column.number ? "table__number" : column.acts ? "no-print" : undefined;

export interface TableProps<Row> {
	/** Remembers the chosen columns under this name. */
	name: string;
	caption: string;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	row_key: (row: Row) => string | number;
	order?: string;
	on_order?: (order: string) => void;
	loading?: boolean;
	error?: unknown;
	on_retry?: () => void;
	/** What to say and do when there are no rows. */
	empty?: ComponentChildren;
	/** Present when there are such pages; without them long rows are paged here. */
	on_next?: () => void;
	on_back?: () => void;
	/** Addresses of all these rows as files. */
	files?: { csv: string; xlsx: string; cp932?: string; pdf?: string };
}

function columns_kept(name: string): string[] | null {
	const kept = kept_get(`columns.${name}`);
	return kept === null ? null : kept.split(",");
}

/** Rows shown at once when nobody else pages them. */
const page_rows = 50;

/** Rows in pages: the server's, by on_next and on_back, or parts of what is here already. */
function usePages<Row>(props: TableProps<Row>) {
	const [begin, set_begin] = useState(0);
	const is_paged = props.on_next !== undefined || props.on_back !== undefined;
	if (is_paged || props.rows.length <= page_rows)
		return { rows: props.rows, on_next: props.on_next, on_back: props.on_back };
	const from = begin < props.rows.length ? begin : 0;
	return {
		rows: props.rows.slice(from, from + page_rows),
		on_next: from + page_rows < props.rows.length ? () => set_begin(from + page_rows) : undefined,
		on_back: from > 0 ? () => set_begin(from - page_rows) : undefined,
		part: t("table.part", { from: from + 1, to: Math.min(from + page_rows, props.rows.length), count: props.rows.length }),
	};
}

/** Rows, the first cell of each names the row.  On a phone each row is a card. */
export function Table<Row>(props: TableProps<Row>) {
	const { columns } = props;
	const { rows, on_next, on_back, part } = usePages(props);
	const [chosen, set_chosen] = useState(() => columns_kept(props.name) ??
		columns.filter((column) => !column.extra).map((column) => column.key));
	const shown = columns.filter((column, at) => at === 0 || chosen.includes(column.key));

	function choose(key: string, on: boolean) {
		const next = columns.map((column) => column.key)
			.filter((row) => row === key ? on : chosen.includes(row));
		kept_set(`columns.${props.name}`, next.join(","));
		set_chosen(next);
	}

	return <div class="table" aria-busy={props.loading || undefined}>
		<div class="table__tools no-print">
			<ColumnChoice columns={columns} chosen={chosen} on_choose={choose} />
			{props.files && <>
				<LinkButton small href={props.files.csv} download>{t("table.csv")}</LinkButton>
				<LinkButton small href={props.files.xlsx} download>{t("table.xlsx")}</LinkButton>
				{props.files.cp932 && <LinkButton small href={props.files.cp932} download>{t("table.cp932")}</LinkButton>}
				{props.files.pdf && <LinkButton small href={props.files.pdf} download>{t("table.pdf")}</LinkButton>}
			</>}
		</div>
		{props.error !== undefined && <ErrorNotice error={props.error} retry={props.on_retry} />}
		{rows.length === 0 && !props.loading && props.error === undefined &&
			(props.empty ?? <EmptyState title={t("table.empty")}><p>{t("table.empty_text")}</p></EmptyState>)}
		{rows.length === 0 && props.loading && <Loading />}
		{rows.length > 0 && <div class="table__scroll" role="region" aria-label={props.caption} tabIndex={0}>
			<table role="table">
				<caption>{props.caption}</caption>
				<thead role="rowgroup"><tr role="row">
					{shown.map((column) => <Heading key={column.key} column={column}
						order={props.order} on_order={props.on_order} />)}
				</tr></thead>
				<tbody role="rowgroup">
					{rows.map((row) => <tr key={props.row_key(row)} role="row">
						{shown.map((column, at) => at === 0
							? <th key={column.key} scope="row" role="rowheader">{column.cell(row)}</th>
							: <td key={column.key} role="cell" data-label={column.acts ? undefined : column.label}
								class={side_of(column)}>{column.cell(row)}</td>)}
					</tr>)}
				</tbody>
			</table>
		</div>}
		{(on_back || on_next) && <nav class="row no-print" aria-label={`${props.caption}: ${t("table.pages")}`}>
			<Button small disabled={!on_back} on_click={on_back}>{t("table.page_back")}</Button>
			<Button small disabled={!on_next} on_click={on_next}>{t("table.page_next")}</Button>
			{part && <span role="status">{part}</span>}
		</nav>}
	</div>;
}

function Heading<Row>({ column, order, on_order }:
	{ column: Column<Row>; order?: string; on_order?: (order: string) => void }) {
	const { up, down } = column;
	const side = side_of(column);
	if ((!up && !down) || !on_order)
		return <th scope="col" role="columnheader" class={side}>{column.label}</th>;
	const is_up = up !== undefined && order === up;
	const is_down = down !== undefined && order === down;
	const next = is_up ? down ?? up : is_down ? up ?? down : down ?? up;
	return <th scope="col" role="columnheader" class={side} aria-sort={is_up ? "ascending" : is_down ? "descending" : undefined}>
		<button type="button" class="table__sort" onClick={() => on_order(next!)}>
			{column.label}<span class="no-print" aria-hidden="true">{is_up ? "▲" : is_down ? "▼" : "△▽"}</span>
		</button>
	</th>;
}

function ColumnChoice<Row>({ columns, chosen, on_choose }: {
	columns: readonly Column<Row>[]; chosen: readonly string[];
	on_choose: (key: string, on: boolean) => void;
}) {
	if (!columns.some((column) => column.extra) && columns.length < 5)
		return null;
	return <details class="table__columns">
		<summary>{t("table.columns")}</summary>
		<fieldset>
			<legend class="hidden-text">{t("table.columns")}</legend>
			{columns.slice(1).map((column) => <label key={column.key} class="choice">
				<input class="choice__box" type="checkbox" checked={chosen.includes(column.key)}
					onChange={(event) => on_choose(column.key, event.currentTarget.checked)} />
				<span>{column.label}</span>
			</label>)}
		</fieldset>
	</details>;
}
