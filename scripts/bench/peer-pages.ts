/**
 * The pages that `peers.ts` opens beside the overview: the same figures made with Observable Framework and with Evidence,
 * each with its own package.json and lock file below `peers` and built in a scratch folder, and the floors.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { PROJECT_ROOT } from '#lib/project-root.ts';

export type PeerRow = Record<string, string | number | null>;

/** Copies the peer into `folder` with its figures, installs it as its lock file says, and runs its commands. */
function build(
	folder: string,
	name: string,
	figures: { path: string; content: string },
	commands: readonly string[]
): string {
	const peer = join(folder, name);
	cpSync(join(PROJECT_ROOT, 'scripts/bench/peers', name), peer, { recursive: true });
	writeFileSync(join(peer, figures.path), figures.content);
	const env = {
		...process.env,
		PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
		OBSERVABLE_TELEMETRY_DISABLE: '1',
		SEND_ANONYMOUS_USAGE_STATS: 'no'
	};
	for (const line of ['npm ci --no-audit --no-fund', ...commands]) {
		const [command = '', ...args] = line.split(' ');
		const { status, stderr } = spawnSync(command, args, { cwd: peer, env, encoding: 'utf8' });
		if (status !== 0) throw new Error(`${line}: ${stderr}`);
	}
	return peer;
}

/** Its modules are hosted by itself, so that the page needs no network. */
export function buildFramework(folder: string, rows: readonly PeerRow[]): string {
	const figures = { path: 'src/rows.json', content: JSON.stringify(rows) };
	return join(build(folder, 'framework', figures, ['npx --no-install observable build']), 'dist');
}

/**
 * Takes a DuckDB that has its reader of Parquet within: later ones fetch it from the network. It lacks two settings that
 * Evidence makes for the later ones, which are taken out (`without-settings.js`).
 */
export function buildEvidence(folder: string, rows: readonly PeerRow[]): string {
	const figures = { path: 'sources/city/figures.csv', content: Papa.unparse([...rows]) };
	const commands = [
		'node without-settings.js',
		'npx --no-install evidence sources',
		'npx --no-install evidence build'
	];
	return join(build(folder, 'evidence', figures, commands), 'build');
}

/** The words of the page in paragraphs, without tables, drawings, links, styles and script. */
export function plainText(page: string): string {
	const [main = ''] = /<main[^]*<\/main>/.exec(page) ?? [];
	const words = main
		.replaceAll(/<template>[^]*?<\/template>|<div class="still narrow[^]*?<\/svg>/g, '')
		.split(/<[^>]*>/)
		.map((text) => text.trim())
		.filter((text) => text !== '');
	return plainPage(words.map((text) => `<p>${text}</p>`).join('\n'));
}

/**
 * Selects what the overview shows beyond the peers' pages: its frame, four of eight figures with their courses, cards, all but
 * seven columns of the table, who has not filed, the rules.
 */
export const BEYOND_PEERS = [
	'header.site, .subject, body > div > :is(.skip, footer)',
	'.page-head :not(h1, :has(h1)), .headline:nth-child(n + 5), .headline :is(.note, .sparkline)',
	'main > .leading, main > .notice, .attention, #summary :is(th, td):nth-child(n + 8)',
	'main > section:not(.headlines, :has(figure, #summary))'
].join();

/** A page that has come once its only element is there. */
export function plainPage(content: string): string {
	return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页</title><main data-floor>${content}</main></html>`;
}

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.wasm': 'application/wasm'
};

/** The files of a folder by their addresses. */
export function filesOf(folder: string): Map<string, Buffer> {
	return new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [path.slice(folder.length), readFileSync(path)])
	);
}

/** Serves files from memory, compressed as the product compresses; parts of a file, which Evidence asks for, as they are. */
export async function serveFiles(
	files: ReadonlyMap<string, Buffer>
): Promise<{ url: string; stop: () => void }> {
	const compressed = new Map([...files].map(([path, body]) => [path, gzipSync(body)]));
	const server = createServer(({ url = '/', method, headers }, response) => {
		const path = decodeURI(url.split('?')[0] ?? '/').replace(/\/$/, '/index.html');
		const [whole, small] = [files.get(path), compressed.get(path)];
		const type = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' };
		if (!whole || !small) return response.writeHead(404).end();
		const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
		if (first !== undefined) {
			const end = last ? Number(last) : whole.length - 1;
			const range = `bytes ${first}-${end}/${whole.length}`;
			response.writeHead(206, { ...type, 'content-range': range });
			return response.end(whole.subarray(Number(first), end + 1));
		}
		if (method === 'HEAD')
			return response
				.writeHead(200, { ...type, 'content-length': whole.length, 'accept-ranges': 'bytes' })
				.end();
		return response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(small);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		stop: () => server.close()
	};
}
