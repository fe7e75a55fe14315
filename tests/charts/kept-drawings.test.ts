import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { drawnOnce } from '#lib/charts/drawings.ts';
import { OwnMarkup } from '#lib/charts/own-markup.ts';

const DRAWINGS = 300;
/** Hexadecimal characters are packed to about half. */
const LENGTH = 4_000;
/** Bytes of a compressed page, which is passing. */
const PASSING = 20_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes outside the engine's heap that are still in use: what the first collection frees is counted off by the second. */
function bytesInUse(): number {
	collect();
	collect();
	return process.memoryUsage().arrayBuffers;
}

test('a kept drawing keeps its own bytes and no others', () => {
	const before = bytesInUse();
	for (let at = 0; at < DRAWINGS; at++) {
		drawnOnce([String(at)], () => new OwnMarkup(randomBytes(LENGTH / 2).toString('hex')));
		Buffer.allocUnsafe(PASSING);
	}
	expect(bytesInUse() - before).toBeLessThan(DRAWINGS * LENGTH);
});
