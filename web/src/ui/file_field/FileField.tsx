import { useEffect, useRef, useState } from "preact/hooks";
import { number } from "../../core/format.ts";
import type { FieldBinding } from "../../core/form.ts";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import { Field, control_of, type FieldTexts } from "../field/Field.tsx";
import "./file_field.css";

export interface FileFieldProps extends FieldBinding<File | null>, FieldTexts {
	/** Endings or types the dialog offers: "image/jpeg,image/png". */
	accept?: string;
	disabled?: boolean;
}

/** "12 KB", rounded up: nobody counts bytes. */
function size_of(file: File): string {
	const kilobytes = Math.max(1, Math.ceil(file.size / 1024));
	return kilobytes < 1024 ? `${number(kilobytes)} KB` : `${number(Math.ceil(kilobytes / 102.4) / 10)} MB`;
}

/**
 * One file, chosen or dropped.  The browser's own control lies over the frame unseen, so
 * that keyboard, dialog and dropping are the browser's, and the words are the app's.
 */
export function FileField(props: FileFieldProps) {
	const { id, value, on_value } = props;
	const input = useRef<HTMLInputElement>(null);
	const [over, set_over] = useState(false);
	useEffect(() => {
		if (value === null && input.current)
			input.current.value = "";
	}, [value]);
	return <Field {...props}>
		<div class={over ? "file file--over" : "file"}>
			<span class="button button--secondary button--small" aria-hidden="true">{t(value ? "file.other" : "file.choose")}</span>
			<span class="file__name" id={`${id}-name`}>
				{value ? t("file.chosen", { name: value.name, size: size_of(value) }) : t("file.none")}
			</span>
			<input ref={input} class="file__input" id={id} name={props.name} type="file" accept={props.accept}
				disabled={props.disabled} title={t("file.choose")} {...control_of(props, `${id}-name`)}
				onClick={(event) => {
					// The same name again may be a mended file.
					event.currentTarget.value = "";
				}}
				onChange={(event) => {
					const [file] = event.currentTarget.files ?? [];
					if (file)
						on_value(file);
				}}
				onDragEnter={() => set_over(true)} onDragLeave={() => set_over(false)} onDrop={() => set_over(false)} />
		</div>
		{value && !props.disabled && <div><Button small kind="text" on_click={() => {
			on_value(null);
			input.current?.focus();
		}}>{t("file.drop")}</Button></div>}
	</Field>;
}
