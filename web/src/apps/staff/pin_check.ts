// What is wrong with a PIN that was typed twice.
import type { FieldProblem } from "../../core/api.ts";

export function pin_problems({ pin, again }: { pin: string; again: string }): FieldProblem[] {
	if (pin === "")
		return [{ pointer: "/pin", code: "missing" }];
	if (!/^\d{4,6}$/.test(pin))
		return [{ pointer: "/pin", code: "pin_form" }];
	if (/^(\d)\1+$/.test(pin) || "0123456789".includes(pin) || "9876543210".includes(pin))
		return [{ pointer: "/pin", code: "pin_easy" }];
	return pin === again ? [] : [{ pointer: "/again", code: "not_same" }];
}
