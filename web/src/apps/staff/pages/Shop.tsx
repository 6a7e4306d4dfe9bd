import { useEffect, useState } from "preact/hooks";
import { address_of, call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Button, DateTime, DescriptionList, ErrorNotice, FileField, LinkButton, Loading, Notice, Page, Table,
	TextField }
	from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded, useHas } from "../desk.tsx";
import { History } from "../history.tsx";
import { Only, PaperLink, ShownOnce, Tag, long_day, word } from "../parts.tsx";
import type { ShopRow } from "../shop_form.tsx";
import { ShopPeople } from "../shop_people.tsx";

type Case = Out<"GET /api/office/staff-shops/{shop_id}">;
type Poster = Case["posters"][number];

export default guarded("shops.view", function Shop({ params }: PageProps) {
	const shop_id = Number(params.shop_id);
	const data = useCall("GET /api/office/staff-shops/{shop_id}", { shop_id });
	const all = data.value;
	return <Page wide title={all ? all.shop.name : t("staff.shop")} tools={
		<Only right="shops.edit"><LinkButton small href={`/staff/shops/${shop_id}/edit`}>{t("staff.shop_edit")}</LinkButton></Only>}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!all && data.loading && <Loading />}
		{all && <>
			<div class="pair">
				<Facts shop={all.shop} />
				<Photo shop={all.shop} on_change={data.reload} />
			</div>
			<Posters shop={all.shop} posters={all.posters} on_change={data.reload} />
			<Accounts accounts={all.accounts} shop_no={all.shop.shop_no} />
			<ShopPeople shop_id={shop_id} />
			<History object="shop" object_id={shop_id} />
			<p><LinkButton kind="text" href="/staff/shops">{t("staff.to_shops")}</LinkButton></p>
		</>}
	</Page>;
});

function Facts({ shop }: { shop: ShopRow }) {
	return <DescriptionList rows={[
		{ label: t("staff.shop_no"), value: <strong class="number">{shop.shop_no}</strong> },
		{ label: t("staff.state"), value: <Tag kind="shop_state" code={shop.state} bad={shop.state === "stopped"} /> },
		{ label: t("staff.shop_kana"), value: shop.kana },
		{ label: t("staff.industry"), value: word("industry", shop.industry) },
		{ label: t("staff.size"), value: word("size", shop.size) },
		{ label: t("staff.area"), value: shop.area },
		{ label: t("staff.shop_address"), value: shop.address },
		{ label: t("staff.phone"), value: shop.phone ?? t("staff.unknown") },
		{ label: t("staff.position"), value: shop.latitude && shop.longitude
			? `${shop.latitude}, ${shop.longitude}` : t("staff.unknown") },
		{ label: t("staff.exclusions"), value: shop.exclusions || t("staff.exclusions_none") },
		{ label: t("staff.listed_on"), value: long_day(shop.listed_on) },
	]} />;
}

const photo_max = 2 * 1024 * 1024;

/** Chosen, looked at, then sent. */
function Photo({ shop, on_change }: { shop: ShopRow; on_change: () => void }) {
	const [file, set_file] = useState<File | null>(null);
	const [preview, set_preview] = useState("");
	const [busy, set_busy] = useState(false);
	const [said, set_said] = useState<{ kind: "success" | "error"; text: string } | null>(null);
	const [turn, set_turn] = useState(0);
	const large = file !== null && file.size > photo_max;
	useEffect(() => {
		if (!file || large)
			return set_preview("");
		const url = URL.createObjectURL(file);
		set_preview(url);
		return () => URL.revokeObjectURL(url);
	}, [file, large]);
	async function send() {
		set_busy(true);
		try {
			await call("PUT /api/office/staff-shops/{shop_id}/photo", { shop_id: shop.shop_id }, { file: file! });
			set_said({ kind: "success", text: t("staff.photo_kept") });
			set_file(null);
			set_turn(turn + 1);
			on_change();
		} catch (error) {
			set_said({ kind: "error", text: error_text(error) });
		} finally {
			set_busy(false);
		}
	}
	return <section class="stack">
		<h2>{t("staff.photo")}</h2>
		{shop.has_photo && !preview && <img class="photo" alt={t("staff.photo_of", { name: shop.name })}
			src={`/api/office/shop-photos/${shop.shop_id}?${turn}`.replace(/\?0$/, "")} />}
		{!shop.has_photo && !preview && <p>{t("staff.photo_none")}</p>}
		{preview && <img class="photo" src={preview} alt={t("staff.photo_preview")} />}
		{said && <Notice kind={said.kind} live title={said.text} />}
		<Only right="shops.edit"><div class="stack no-print">
			<FileField id="photo-file" name="photo" label={t("staff.photo_choose")} bare accept="image/jpeg,image/png" value={file}
				error={large ? t("staff.photo_large") : undefined} on_value={(chosen) => {
					set_said(null);
					set_file(chosen);
				}} />
			{file && !large && <div><Button busy={busy} on_click={() => void send()}>{t("staff.photo_send")}</Button></div>}
		</div></Only>
	</section>;
}

function Posters({ shop, posters, on_change }: {
	shop: ShopRow; posters: readonly Poster[]; on_change: () => void;
}) {
	const act = useAct(`poster-${shop.shop_id}`, "POST /api/office/staff-shops/{shop_id}/posters");
	const [note, set_note] = useState("");
	return <section class="stack">
		<h2>{t("staff.posters")}</h2>
		<p>{t("staff.posters_lead")}</p>
		<ActState act={act} />
		{act.state.step === "done" && <Notice kind="success" live
			title={t("staff.poster_made", { version: act.state.out.version })}>
			<p class="number">{act.state.out.url}</p></Notice>}
		<Table name="posters" caption={t("staff.posters")} rows={posters} row_key={(row) => row.poster_id} columns={[
			{ key: "version", label: t("staff.version"), cell: (row) => t("staff.version_of", { version: row.version }) },
			{ key: "made_at", label: t("staff.made_at"), cell: (row) => <DateTime at={row.made_at} /> },
			{ key: "note", label: t("staff.note"), cell: (row) => row.note ?? "" },
			{ key: "state", label: t("staff.state"), cell: (row) => row.revoked_at
				? <>{t("staff.revoked")} <DateTime at={row.revoked_at} /></> : t("staff.valid") },
			{ key: "act", label: t("staff.act"), acts: true, cell: (row) => <Only right="shops.edit">
				{row.revoked_at === undefined && <Revoke shop={shop} poster={row} on_change={on_change} />}</Only> },
		]} />
		<div class="row no-print">
			{shop.state === "listed" && <PaperLink
				href={address_of("GET /api/office/staff-shops/{shop_id}/kit", { shop_id: shop.shop_id })}>{t("staff.kit")}</PaperLink>}
		</div>
		<Only right="shops.edit"><div class="search no-print">
			<TextField id="poster-note" name="note" label={t("staff.poster_note")} value={note} on_value={set_note} max={80} />
			<Ask label={t("staff.poster_new")} act={t("staff.poster_new")}
				title={t("staff.poster_ask", { name: shop.name })} on_act={async () => {
					await act.run({ shop_id: shop.shop_id, note: note.trim() || undefined });
					set_note("");
					on_change();
				}}><p>{t("staff.poster_text")}</p></Ask>
		</div></Only>
	</section>;
}

function Revoke({ shop, poster, on_change }: { shop: ShopRow; poster: Poster; on_change: () => void }) {
	const act = useAct(`poster-revoke-${poster.poster_id}`, "POST /api/office/posters/{poster_id}/revocations");
	const [reason, set_reason] = useState("");
	return <Ask small danger label={t("staff.revoke")} act={t("staff.revoke")}
		title={t("staff.revoke_ask", { name: shop.name, version: poster.version })} on_act={async () => {
			await act.run({ poster_id: poster.poster_id, reason: reason.trim() });
			on_change();
		}}>
		<p>{t("staff.revoke_text")}</p>
		<TextField id={`revoke-${poster.poster_id}`} name="reason" label={t("staff.reason")} value={reason}
			on_value={set_reason} max={200} required />
	</Ask>;
}

type Fresh = { login: string; first_password: string };

/** An owner who lost password or phone has nobody else to turn to. */
function OwnerReset({ account, on_done }: { account: Case["accounts"][number]; on_done: (fresh: Fresh) => void }) {
	const act = useAct(`shop-reset-${account.account_id}`, "POST /api/office/shop-accounts/{account_id}/resets");
	return <Ask small danger label={t("staff.shop_reset")} act={t("staff.reset_act")}
		title={t("staff.shop_reset_ask", { name: account.name })} on_act={async () => {
			const { first_password } = await act.run({ account_id: account.account_id });
			on_done({ login: account.login, first_password });
		}}><p>{t("staff.shop_reset_what")}</p></Ask>;
}

function Accounts({ accounts, shop_no }: { accounts: Case["accounts"]; shop_no: string }) {
	const [fresh, set_fresh] = useState<Fresh | null>(null);
	const edits = useHas("shops.edit");
	return <section class="stack">
		<h2>{t("staff.shop_accounts")}</h2>
		{edits && <p class="no-print">{t("staff.shop_reset_text")}</p>}
		{fresh && <ShownOnce title={t("staff.hand_over")} rows={[
			{ label: t("staff.shop_no"), value: shop_no },
			{ label: t("staff.login"), value: fresh.login },
			{ label: t("staff.first_password"), value: fresh.first_password },
		]}><p>{t("staff.first_password_text")}</p></ShownOnce>}
		<Table name="shop-accounts" caption={t("staff.shop_accounts")} rows={accounts} row_key={(row) => row.account_id}
			columns={[
				{ key: "name", label: t("staff.name"), cell: (row) => row.name },
				{ key: "login", label: t("staff.login"), cell: (row) => row.login },
				{ key: "role", label: t("staff.role"), cell: (row) => row.is_owner ? t("staff.owner") : t("staff.shop_clerk") },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="account_state" code={row.state} bad={row.state !== "active"} /> },
				{ key: "last", label: t("staff.last_sign_in"), cell: (row) => row.last_sign_in_at
					? <DateTime at={row.last_sign_in_at} /> : t("staff.never") },
				...edits ? [{ key: "act", label: t("staff.act"), acts: true, cell: (row: Case["accounts"][number]) =>
					row.is_owner && <OwnerReset account={row} on_done={set_fresh} /> }] : [],
			]} />
	</section>;
}
