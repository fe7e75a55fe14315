/** Commands may be called from any folder, and the built pages lie elsewhere than the sources they are built from. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json. */
export const PROJECT_ROOT = rootAbove(import.meta.dirname);

/** @throws {Error} where no folder above holds a package.json. */
function rootAbove(folder: string): string {
	if (existsSync(join(folder, 'package.json'))) return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
	return rootAbove(above);
}
