/** The built pages in `build/`: whether they still match the sources, and making them anew. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';

/** The build is made from these; a folder includes every file in it. */
export const SOURCES = [
	'src',
	'static',
	'data/policy-lines.json',
	'docs/pictures',
	'docs/guide-leaders.zh-CN.md',
	'docs/guide-officers.zh-CN.md',
	'docs/guide-departments.zh-CN.md',
	'docs/guide-it.zh-CN.md',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** The pages could not be built; its message is one sentence. */
export class BuildError extends Error {
	override name = 'BuildError';
}

export function isBuilt(root: string): boolean {
	return existsSync(join(root, 'build/handler.js'));
}

/** True where `build/` was made from exactly the sources that are in `root` now. */
export function isBuildCurrent(root: string): boolean {
	const path = digestPath(root);
	return isBuilt(root) && existsSync(path) && readFileSync(path, 'utf8') === digestOf(root);
}

/**
 * Builds the pages and stamps the build with the sources it was made from. A process that is asked to stop meanwhile
 * takes the builder with it.
 * @throws {BuildError} where the build fails; the builder's own words are on standard error by then.
 */
export async function build(root: string): Promise<void> {
	const builder = join(root, 'node_modules/vite/bin/vite.js');
	if (!existsSync(builder)) throw new BuildError('还没有安装依赖。请先执行 npm ci，再重试。');
	const digest = digestOf(root);
	const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
		cwd: root,
		// Whatever is set where the builder is started: another value builds pages that warn and check themselves.
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const stop = (signal: NodeJS.Signals) => {
		child.kill(signal);
		process.exit(1);
	};
	STOPPING.forEach((signal) => process.once(signal, stop));
	const [words, complaints] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'close')
	]);
	STOPPING.forEach((signal) => process.off(signal, stop));
	if (child.exitCode !== 0) {
		console.error(words + complaints);
		throw new BuildError('页面构建失败，原因见上面的输出。');
	}
	writeFileSync(digestPath(root), digest);
}

const STOPPING = ['SIGINT', 'SIGTERM'] as const;

function digestPath(root: string): string {
	return join(root, 'build/sources.sha256');
}

/** SHA-256 over names and contents, so that a fresh checkout with new file times needs no new build. */
function digestOf(root: string): string {
	const hash = createHash('sha256');
	for (const path of SOURCES.flatMap((source) => filesUnder(root, source))) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(root, path)))
			.update('\0');
	}
	return hash.digest('hex');
}

function filesUnder(root: string, path: string): string[] {
	const stat = statSync(join(root, path), { throwIfNoEntry: false });
	if (stat === undefined) return [];
	if (stat.isFile()) return [path];
	return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)))
		.sort();
}
