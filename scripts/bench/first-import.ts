/**
 * A new database filled with the bundled data, as at the first start, against only creating its tables:
 * `node scripts/bench/first-import.ts`.
 */
import { join } from 'node:path';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { round, runChild, sayMachine, scratchFolder, type ChildUse } from './measure.ts';

const folder = scratchFolder();
const report = join(folder, 'time.txt');
const bundle = join(PROJECT_ROOT, 'src/lib/server/import/bundled-data.ts');
const fill = `const { importBundledData } = await import(process.argv[1]);
await importBundledData(process.argv[2], process.argv[3]);`;

sayMachine();
const whole = runChild(
	process.execPath,
	['--input-type=module', '-e', fill, bundle, join(folder, 'full.db'), join(PROJECT_ROOT, 'data')],
	report
);
const migrate = join(PROJECT_ROOT, 'scripts/db-migrate.ts');
const empty = runChild(process.execPath, [migrate, '--db', join(folder, 'empty.db')], report);
console.table({ 'bundled data': line(whole), 'empty tables': line(empty) });

function line({ clock, cpu, peak }: ChildUse) {
	return { clock: round(clock, 2), cpu: round(cpu, 2), peak_mb: round(peak, 0) };
}
