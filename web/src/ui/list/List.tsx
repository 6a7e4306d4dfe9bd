// A list route of the server as a table: filters, order and page stand in the address bar.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Routes, Page } from "../../api/api.ts";
import { address_of, query_of, type In } from "../../core/api.ts";
import { useCall } from "../../core/data.ts";
import { go, usePath, useQuery } from "../../core/router.tsx";
import { Table, type Column } from "../table/Table.tsx";
import { Filters, FiltersPrinted, type Filter } from "./Filters.tsx";

/** Names of the routes that answer with a page of rows. */
export type ListRoute = { [R in keyof Routes]: Routes[R]["out"] extends Page<unknown> ? R : never }[keyof Routes];
export type RowOf<R extends keyof Routes> = Routes[R]["out"] extends Page<infer Row> ? Row : never;

export type { Filter };

export interface ListProps<R extends ListRoute> {
	route: R;
	/** Members of the input that the page itself fixes. */
	fixed?: Partial<In<R>>;
	caption: string;
	columns: readonly Column<RowOf<R>>[];
	row_key: (row: RowOf<R>) => string | number;
	filters?: readonly Filter[];
	/** The server's default order, for the mark in the heading. */
	order?: string;
	/** All these rows can be had as CSV and for Excel (?as=); on by default. */
	files?: boolean;
	empty?: ComponentChildren;
	/** Grows when something changed: rows are fetched again. */
	tools?: (reload: () => void) => ComponentChildren;
}

export function List<R extends ListRoute>(props: ListProps<R>) {
	const { route, fixed = {}, filters = [] } = props;
	const query = useQuery();
	const path = usePath();
	const [shown_from, set_shown_from] = useState<string[]>([]);
	const chosen = Object.fromEntries(filters.map((row) => [row.name, query.get(row.name) ?? ""]));
	const order = query.get("order") ?? "";
	const after = query.get("after") ?? "";
	const wanted = { ...fixed, ...without_empty({ ...chosen, order }) };
	const data = useCall(route, { ...wanted, ...without_empty({ after }) } as In<R>);
	const page = data.value as Page<RowOf<R>> | undefined;

	// Keeps what other parts of the page have in the address.
	function show(change: Record<string, string>) {
		const now = { ...Object.fromEntries(query), ...change };
		const text = query_of(now);
		go(path + (text && `?${text}`), { replace: !("after" in change && change.after) });
	}
	return <div class="stack">
		{filters.length > 0 && <Filters key={query.toString()} filters={filters} chosen={chosen}
			on_change={(values) => {
				set_shown_from([]);
				show({ ...values, after: "" });
			}} />}
		<FiltersPrinted filters={filters} chosen={chosen} />
		{props.tools?.(data.reload)}
		<Table name={route} caption={props.caption} columns={props.columns} row_key={props.row_key}
			rows={page?.rows ?? []} loading={data.loading} error={data.error} on_retry={data.reload}
			order={order || props.order} empty={Object.values(chosen).some((value) => value !== "") ? undefined : props.empty}
			on_order={(next) => {
				set_shown_from([]);
				show({ order: next, after: "" });
			}}
			on_next={page?.next ? () => {
				set_shown_from([...shown_from, after]);
				show({ after: page.next! });
			} : undefined}
			on_back={after ? () => {
				set_shown_from(shown_from.slice(0, -1));
				show({ after: shown_from.at(-1) ?? "" });
			} : undefined}
			files={props.files === false ? undefined : { csv: address_of(route, { ...wanted, as: "csv" }),
				xlsx: address_of(route, { ...wanted, as: "xlsx" }), cp932: address_of(route, { ...wanted, as: "csv-cp932" }),
				pdf: address_of(route, { ...wanted, as: "pdf" }) }} />
	</div>;
}

function without_empty(values: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
