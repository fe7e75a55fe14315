/** The built server runs from a folder that lies deeper than the sources, and reads what the bureau taught all the same. */
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';

test.for(['src/lib', 'build/server/chunks/chunks'])(
	'the project is found from %s',
	async (folder) => {
		const root = realpathSync(mkdtempSync(join(tmpdir(), 'mingzhang-root-')));
		onTestFinished(() => rmSync(root, { recursive: true }));
		writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
		mkdirSync(join(root, folder), { recursive: true });
		const copy = join(root, folder, 'project-root.ts');
		copyFileSync(join(PROJECT_ROOT, 'src/lib/project-root.ts'), copy);
		const found = (await import(pathToFileURL(copy).href)) as { PROJECT_ROOT: string };
		expect(found.PROJECT_ROOT).toBe(root);
	}
);
