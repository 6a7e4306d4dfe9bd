// Who is signed in at this shop, and what that account may do.
import { useEffect } from "preact/hooks";
import { call, type Out } from "../../core/api.ts";
import { go } from "../../core/router.tsx";
import { session_back, signed_in } from "../../core/session.ts";
import { kept_set, store, useStore } from "../../core/store.ts";

export type Me = Out<"GET /api/people/shop-me">;
export type ShopRight = "shop.take" | "shop.void" | "shop.manage" | "shop.bank";

/** null: not known yet, or nobody. */
export const me = store<Me | null>(null);
/** The last call for it failed for a reason that may pass. */
export const me_error = store<Error | null>(null);

/** The number typed at the last sign-in, so that nobody has to look it up twice. */
export const shop_no_key = "shop.no";
export const password_page = "/shop/password";
const sign_in_page = "/shop/sign-in";

export async function me_load(): Promise<void> {
	try {
		const found = await call("GET /api/people/shop-me", {});
		me.set(found);
		me_error.set(null);
		signed_in.set(true);
		kept_set(shop_no_key, found.shop_no);
	} catch (error) {
		me_error.set(error as Error);
	}
}

export function me_forget(): void {
	me.set(null);
	me_error.set(null);
	signed_in.set(false);
}

/** After signing in: first the password that must be changed, then where one wanted to go. */
export async function me_arrive(must_change: boolean): Promise<void> {
	if (must_change) {
		signed_in.set(true);
		return go(`${password_page}?first=1`, { replace: true });
	}
	await me_load();
	const back = session_back("/shop/");
	go(back.startsWith("/shop/") && !back.startsWith(sign_in_page) ? back : "/shop/", { replace: true });
}

/** For every page behind the sign-in: loads it once, whichever page is opened first. */
export function useMe(): Me | null {
	const found = useStore(me);
	useEffect(() => {
		if (me.get() === null)
			void me_load();
	}, []);
	// An account that has not changed its first password holds no right yet.
	useEffect(() => {
		if (found?.must_change_password && location.pathname !== password_page)
			go(`${password_page}?first=1`, { replace: true });
	}, [found]);
	return found;
}

export function may(account: Me | null, right: ShopRight): boolean {
	return account?.rights.includes(right) ?? false;
}
