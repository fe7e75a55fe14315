/** Chinese fonts: without them every character on a screen of this machine is an empty box. */
import { spawnSync } from 'node:child_process';

/** Returns true too where it cannot be told: only Linux has fontconfig, and the other systems bring Chinese fonts. */
export function hasChineseFonts(): boolean {
	if (process.platform !== 'linux') return true;
	const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
	return typeof stdout === 'string' && stdout.trim() !== '';
}
