/**
 * From the start of the server to its first page, beside a former build in turns:
 * `node scripts/bench/first-page.ts [FOLDER]`, where FOLDER holds that build with its dependencies. Each serves the
 * bundled data that it imported itself.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { median, round, sayMachine, scratchFolder } from './measure.ts';
import { startMeasured } from './server.ts';

const ROUNDS = 7;

const [, , former] = process.argv;
const folder = scratchFolder();
const builds = [PROJECT_ROOT, ...(former === undefined ? [] : [former])].map((root, index) => ({
	root,
	database: join(folder, `${String(index)}.db`),
	cpu: [] as number[],
	clock: [] as number[]
}));

sayMachine();
for (const { root, database } of builds) importBundled(root, database);
for (let turn = 0; turn < ROUNDS; turn++) {
	for (const { root, database, cpu, clock } of builds) {
		const begin = performance.now();
		const server = await startMeasured(database, root);
		await (await fetch(server.url)).arrayBuffer();
		clock.push((performance.now() - begin) / 1000);
		cpu.push(server.cpu());
		await server.stop();
	}
}
console.table(
	Object.fromEntries(
		builds.map(({ root, cpu, clock }) => [
			root,
			{ cpu_s: round(median(cpu), 2), clock_s: round(median(clock), 2) }
		])
	)
);

function importBundled(root: string, database: string): void {
	const script = ['-r', './scripts/node-version.cjs', 'scripts/import.ts'];
	const args = [...script, 'data/demo', 'data/reports', '--db', database];
	spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
