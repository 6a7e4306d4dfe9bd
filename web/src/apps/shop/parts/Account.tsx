import { useStore } from "../../../core/store.ts";
import { me } from "../me.ts";

/** In the header: which shop, and whose account.  Leads to the account. */
export function Account() {
	const account = useStore(me);
	if (account === null)
		return null;
	return <a class="shop-account" href="/shop/account">
		<span class="shop-account__shop">{account.shop_name}</span>
		<span>{account.name}</span>
	</a>;
}
