// Why somebody looks: chosen once when a person was found, asked for again later.
import { store } from "../../core/store.ts";

export const purpose_wanted = store("");
