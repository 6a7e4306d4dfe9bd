import { useEffect } from "preact/hooks";
import { useForm } from "../../core/form.ts";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import { TextField } from "../text_field/TextField.tsx";
import { nothing, type Examples } from "../example.ts";
import { Form } from "./Form.tsx";

function Sample({ wrong }: { wrong: boolean }) {
	const form = useForm({
		values: { name: "", mail: "abc" },
		check: () => [{ pointer: "/name", code: "missing" }, { pointer: "/mail", code: "wrong_format" }],
		submit: nothing,
	});
	useEffect(() => {
		if (wrong)
			void form.submit();
	}, []);
	return <Form form={form} submit={t("ui.send")} beside={<Button>{t("ui.back")}</Button>}>
		<TextField {...form.field("name")} label={t("example.name")} required />
		<TextField {...form.field("mail")} label={t("example.mail")} />
	</Form>;
}

export const examples: Examples = [
	{ name: "untouched", view: () => <Sample wrong={false} /> },
	{ name: "refused", view: () => <Sample wrong />, alone: true },
];
