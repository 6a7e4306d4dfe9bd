import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";

/** Prints this page on A4, black on white. */
export function PrintButton({ children }: { children?: string }) {
	return <Button small on_click={() => window.print()}>{children ?? t("ui.print")}</Button>;
}
