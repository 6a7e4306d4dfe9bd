import { useForm } from "../../core/form.ts";
import { t } from "../../i18n/index.ts";
import { Form } from "../form/Form.tsx";
import { TextField } from "../text_field/TextField.tsx";
import { nothing, type Examples } from "../example.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";

function Beside() {
	const form = useForm({ values: { name: "" }, submit: nothing });
	return <div class="stack">
		<LanguageSwitch />
		<Form form={form} submit={t("ui.send")}>
			<TextField {...form.field("name")} label={t("example.name")} required />
		</Form>
	</div>;
}

export const examples: Examples = [{ name: "beside a form", view: () => <Beside /> }];
