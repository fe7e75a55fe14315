/**
 * Builds `main.ts` beside the pages and tells its address as `virtual:enhance`. Pages are sent without SvelteKit's
 * own script (`csr = false`): hydration would send every page's data twice and block the reader for nothing.
 */
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rollup } from 'vite';

const NAME = 'virtual:enhance';
const ENTRY = fileURLToPath(new URL('./main.ts', import.meta.url));
/** SvelteKit looks here for what the server build has made for browsers. */
const FOLDER = '_app/immutable/assets';

export function enhance(): Plugin {
	let isServing = false;
	return {
		name: 'enhance',
		configResolved: ({ command }) => {
			isServing = command === 'serve';
		},
		resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
		async load(id) {
			if (id !== `\0${NAME}`) return undefined;
			if (isServing) return `export default ${JSON.stringify(`/@fs/${ENTRY}`)}`;
			const chunks = await bundle();
			for (const { fileName, code } of chunks) {
				this.emitFile({ type: 'asset', fileName, source: code });
			}
			const entry = chunks.find((chunk) => chunk.isEntry);
			return `export default ${JSON.stringify(`/${entry?.fileName ?? ''}`)}`;
		}
	};
}

async function bundle(): Promise<Rollup.OutputChunk[]> {
	const output = {
		entryFileNames: `${FOLDER}/enhance.[hash].js`,
		chunkFileNames: `${FOLDER}/[name].[hash].js`
	};
	const built = await build({
		configFile: false,
		logLevel: 'warn',
		// ECharts is one large part by nature.
		build: {
			write: false,
			chunkSizeWarningLimit: 800,
			modulePreload: false,
			rolldownOptions: { input: ENTRY, output }
		}
	});
	if (!('output' in built)) throw new Error('Vite gave no output for the enhancing script');
	return built.output.filter((part) => part.type === 'chunk');
}
