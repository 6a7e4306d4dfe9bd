// A value that components can follow, and careful access to the browser's storage
// (which may be full or forbidden: then values live until the page closes).
import { useEffect, useState } from "preact/hooks";

export interface Store<T> {
	get(): T;
	set(value: T): void;
	watch(told: (value: T) => void): () => void;
}

export function store<T>(first: T): Store<T> {
	let value = first;
	const watchers = new Set<(value: T) => void>();
	return {
		get: () => value,
		set(next) {
			value = next;
			for (const told of watchers)
				told(next);
		},
		watch(told) {
			watchers.add(told);
			return () => void watchers.delete(told);
		},
	};
}

export function useStore<T>(from: Store<T>): T {
	const [value, set_value] = useState<T>(() => from.get());
	useEffect(() => {
		set_value(() => from.get());
		return from.watch((next) => set_value(() => next));
	}, [from]);
	return value;
}

const memory = new Map<string, string>();

export function kept_get(key: string): string | null {
	try {
		return localStorage.getItem(key) ?? memory.get(key) ?? null;
	} catch {
		return memory.get(key) ?? null;
	}
}

export function kept_set(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
		memory.delete(key);
	} catch {
		memory.set(key, value);
	}
}

export function kept_drop(key: string): void {
	memory.delete(key);
	try {
		localStorage.removeItem(key);
	} catch {
		// nothing was kept there
	}
}

export function kept_keys(prefix: string): string[] {
	const keys = new Set(memory.keys());
	try {
		for (let at = 0; at < localStorage.length; at++)
			keys.add(localStorage.key(at) ?? "");
	} catch {
		// only memory
	}
	return [...keys].filter((key) => key.startsWith(prefix)).toSorted();
}
