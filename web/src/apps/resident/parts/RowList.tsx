import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Page } from "../../../api/api.ts";
import { address_of, call, query_of, type In } from "../../../core/api.ts";
import { go, usePath, useQuery } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Button, ErrorNotice, Filters, LinkButton, Loading } from "../../../ui/index.ts";
import type { Filter, ListRoute, RowOf } from "../../../ui/list/List.tsx";
import "./row_list.css";

interface RowListProps<R extends ListRoute> {
	route: R;
	label: string;
	filters: readonly Filter[];
	/** Rows at a time. */
	limit?: number;
	row: (row: RowOf<R>) => ComponentChildren;
	row_key: (row: RowOf<R>) => string | number;
	empty: ComponentChildren;
}

interface Fetched<Row> { rows: Row[]; next?: string }

/**
 * A list route as a phone shows it: one row below the other, the next ones on request.
 * The filters stand in the address; the same rows can be had as a file.
 */
export function RowList<R extends ListRoute>(props: RowListProps<R>) {
	const { route, filters, limit = 20 } = props;
	const query = useQuery();
	const path = usePath();
	const [data, set_data] = useState<Fetched<RowOf<R>> | null>(null);
	const [error, set_error] = useState<unknown>(null);
	const [busy, set_busy] = useState(false);
	const [turn, set_turn] = useState(0);
	const chosen = Object.fromEntries(filters.map((filter) => [filter.name, query.get(filter.name) ?? ""]));
	const wanted = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ""));
	const asked = JSON.stringify(wanted);

	async function load(before: Fetched<RowOf<R>> | null, signal?: AbortSignal) {
		set_busy(true);
		set_error(null);
		try {
			const input = { ...wanted, limit, ...(before?.next ? { after: before.next } : {}) };
			const page = await call(route, input as unknown as In<R>, { signal }) as Page<RowOf<R>>;
			set_data({ rows: [...before?.rows ?? [], ...page.rows], next: page.next });
		} catch (fault) {
			if (!signal?.aborted)
				set_error(fault);
		} finally {
			if (!signal?.aborted)
				set_busy(false);
		}
	}
	useEffect(() => {
		const controller = new AbortController();
		set_data(null);
		void load(null, controller.signal);
		return () => controller.abort();
	}, [route, asked, turn]);

	return <div class="stack">
		{filters.length > 0 && <Filters key={asked} filters={filters} chosen={chosen} on_change={(values) => {
			const text = query_of({ ...Object.fromEntries(query), ...values });
			go(path + (text && `?${text}`), { replace: true });
		}} />}
		<p role="status" class="quiet">{data ? t("resident.rows_shown", { count: data.rows.length }) : ""}</p>
		{data && data.rows.length === 0 && !busy && props.empty}
		{data && data.rows.length > 0 && <ul class="row-list" aria-label={props.label}>
			{data.rows.map((row) => <li key={props.row_key(row)}>{props.row(row)}</li>)}
		</ul>}
		{error !== null && <ErrorNotice error={error} retry={() => data ? void load(data) : set_turn(turn + 1)} />}
		{busy && !data && <Loading />}
		{data?.next && <Button wide busy={busy} on_click={() => void load(data)}>{t("resident.rows_more")}</Button>}
		{data && data.rows.length > 0 && <p class="row">{(["csv", "xlsx"] as const).map((as) =>
			<LinkButton key={as} kind="text" small download
				href={address_of(route, { ...wanted, as })}>{t(`table.${as}`)}</LinkButton>)}</p>}
	</div>;
}

