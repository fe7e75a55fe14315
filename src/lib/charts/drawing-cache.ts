/** Keeps what was used last, bounded by the characters of keys and values together. */
export interface FitCache<T extends string> {
	get: (key: string) => T | undefined;
	/** Returns `value`, kept or not. */
	put: (key: string, value: T) => T;
	/** Characters kept. */
	size: () => number;
}

export function fitCache<T extends string>(capacity: number): FitCache<T> {
	const entries = new Map<string, T>();
	let size = 0;
	const remove = (key: string) => {
		const value = entries.get(key);
		if (value === undefined) return;
		entries.delete(key);
		size -= key.length + value.length;
	};
	return {
		get: (key) => {
			const value = entries.get(key);
			if (value === undefined) return undefined;
			// A Map iterates in order of insertion, so the first is the one not used for longest.
			entries.delete(key);
			entries.set(key, value);
			return value;
		},
		put: (key, value) => {
			remove(key);
			entries.set(key, value);
			size += key.length + value.length;
			for (const oldest of entries.keys()) {
				if (size <= capacity) break;
				remove(oldest);
			}
			return value;
		},
		size: () => size
	};
}
