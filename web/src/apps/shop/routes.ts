import type { PageRow } from "../../core/router.tsx";

/** Every page of this entry; each is loaded when it is first opened. */
export const rows: readonly PageRow[] = [
	{ path: "/shop/", load: () => import("./pages/Today.tsx") },
	{ path: "/shop/sign-in", load: () => import("./pages/SignIn.tsx") },
	{ path: "/shop/password", load: () => import("./pages/Password.tsx") },
	{ path: "/shop/take", load: () => import("./pages/Take.tsx") },
	{ path: "/shop/takings", load: () => import("./pages/Takings.tsx") },
	{ path: "/shop/payouts", load: () => import("./pages/Payouts.tsx") },
	{ path: "/shop/payouts/{payout_id}", load: () => import("./pages/Payout.tsx") },
	{ path: "/shop/bank-account", load: () => import("./pages/BankAccount.tsx") },
	{ path: "/shop/menu", load: () => import("./pages/Menu.tsx") },
	{ path: "/shop/exclusions", load: () => import("./pages/Exclusions.tsx") },
	{ path: "/shop/clerks", load: () => import("./pages/Clerks.tsx") },
	{ path: "/shop/clerks/new", load: () => import("./pages/ClerkNew.tsx") },
	{ path: "/shop/clerks/{account_id}", load: () => import("./pages/Clerk.tsx") },
	{ path: "/shop/devices", load: () => import("./pages/Devices.tsx") },
	{ path: "/shop/kit", load: () => import("./pages/Kit.tsx") },
	{ path: "/shop/totp", load: () => import("./pages/Totp.tsx") },
	{ path: "/shop/account", load: () => import("./pages/Account.tsx") },
	{ path: "/shop/help", load: () => import("./pages/Help.tsx") },
];
