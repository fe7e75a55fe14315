/**
 * Tells which routes hydrate, from the `csr` options of their files, as SvelteKit decides it: the page's own option,
 * else that of the nearest layout; true where none is set. `files` are modules by path, e.g. `./routes/a/+page.ts`.
 */
export function hydratingRoutes(
	files: Readonly<Record<string, { csr?: boolean }>>
): (route: string | null) => boolean {
	const byFolder = new Map<string, boolean>();
	for (const [file, { csr }] of Object.entries(files)) {
		const [, folder = '', kind = ''] = /^\.\/routes(.*)\/\+(page|layout)\b/.exec(file) ?? [];
		if (csr !== undefined) byFolder.set(`${kind} ${folder}`, csr);
	}
	return (route) => {
		if (route === null) return true;
		const folder = route === '/' ? '' : route;
		const parts = folder.split('/');
		const layouts = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
		const keys = [`page ${folder}`, ...layouts.map((layout) => `layout ${layout}`)];
		return keys.map((key) => byFolder.get(key)).find((csr) => csr !== undefined) ?? true;
	};
}
