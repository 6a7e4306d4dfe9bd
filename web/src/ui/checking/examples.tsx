import { useOnce } from "../../core/once.ts";
import { Button } from "../button/Button.tsx";
import type { Examples } from "../example.ts";
import { Checking } from "./Checking.tsx";

const input = { claim_code: "abcd" };

/** A real act against the server: tests decide what it answers. */
function Sample() {
	const act = useOnce("sample", "POST /api/people/claims");
	return <div class="stack" data-step={act.state.step}>
		<Checking state={act.state} />
		<p><Button kind="primary" on_click={() => void act.run(input)}>OK</Button></p>
	</div>;
}

export const examples: Examples = [
	{ name: "sending", view: () => <Checking state={{ step: "sending", input, earlier: false }} /> },
	{ name: "checking", view: () => <Checking state={{ step: "checking", input, earlier: false }} /> },
	{ name: "earlier", view: () =>
		<Checking state={{ step: "done", input, out: { person_name: "" }, earlier: true }} /> },
	{ name: "act", alone: true, view: () => <Sample /> },
];
