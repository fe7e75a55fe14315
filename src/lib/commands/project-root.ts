import { fileURLToPath } from 'node:url';

/** The folder of package.json. Commands use it because they may be called from another folder. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
