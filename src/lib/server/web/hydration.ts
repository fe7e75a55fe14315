/** A module of a route, of which only the option to hydrate is read. */
type RouteModule = () => Promise<{ csr?: boolean }>;

/**
 * Tells whether a route hydrates, from the `csr` options of its files, as SvelteKit decides it: the page's own option,
 * else that of the nearest layout; true where none is set. `files` are modules by path, e.g. `./routes/a/+page.ts`;
 * only those of the route that is asked for are loaded, and once: the engine would resolve their paths anew at every import.
 */
export function hydratingRoutes(
	files: Readonly<Record<string, RouteModule>>
): (route: string | null) => Promise<boolean> {
	const byFolder = Map.groupBy(Object.keys(files), (file) => {
		const [, folder = '', kind = ''] = /^\.\/routes(.*)\/\+(page|layout)\b/.exec(file) ?? [];
		return `${kind} ${folder}`;
	});
	const decide = async (route: string | null) => {
		if (route === null) return true;
		const folder = route === '/' ? '' : route;
		const parts = folder.split('/');
		const layouts = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
		const keys = [`page ${folder}`, ...layouts.map((layout) => `layout ${layout}`)];
		for (const file of keys.flatMap((key) => byFolder.get(key) ?? [])) {
			const csr = (await files[file]?.())?.csr;
			if (csr !== undefined) return csr;
		}
		return true;
	};
	const decided = new Map<string | null, Promise<boolean>>();
	return (route) => {
		const hydrates = decided.get(route) ?? decide(route);
		decided.set(route, hydrates);
		return hydrates;
	};
}
