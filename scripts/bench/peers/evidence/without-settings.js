/** Takes out of the installed Evidence the two settings that DuckDB 0.9 does not know; they change no figure here. */
import { readFileSync, writeFileSync } from 'node:fs';

const SETTINGS =
	/await connection\.query\('SET (?:ieee_floating_point_ops = false|old_implicit_casting = true);'\);/g;

for (const name of ['node', 'browser']) {
	const path = `node_modules/@evidence-dev/universal-sql/src/client-duckdb/${name}.js`;
	const code = readFileSync(path, 'utf8');
	if (code.match(SETTINGS)?.length !== 2)
		throw new Error(`${path} no longer makes the two settings`);
	writeFileSync(path, code.replaceAll(SETTINGS, ''));
}
