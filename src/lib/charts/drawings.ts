/**
 * Drawings by what they draw. The same option gives the same bytes, so that a drawing serves whatever else of the data has
 * changed: after an import only the charts are drawn whose figures are others. They are kept compressed, a sixth of their
 * size, outside the engine's heap; unpacking one takes a hundredth of the time that drawing it does.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { OwnMarkup } from './own-markup.ts';

/** Bytes of all drawings that are kept: some two thousand, of some six hundred pages. */
const BUDGET = 12 * 1024 * 1024;

/** The key and the entry of the cache itself. */
const OVERHEAD = 200;

/** Zlib's fastest. */
const LEVEL = 1;

const drawings = new LRUCache<string, Uint8Array>({ maxSize: BUDGET });

/** The markup that `draw` makes of `drawn`, which names everything that it depends on. */
export function drawnOnce(drawn: readonly string[], draw: () => OwnMarkup): OwnMarkup {
	const hash = createHash('sha256');
	for (const text of drawn) hash.update(`${text.length} `).update(text);
	const key = hash.digest('base64');
	const known = drawings.get(key);
	if (known) return new OwnMarkup(new Uint8Array(inflateRawSync(known)));
	const markup = draw();
	// Node cuts small buffers out of a shared one, which all of a page's passing bytes would then be kept with.
	const packed = new Uint8Array(deflateRawSync(markup.held, { level: LEVEL }));
	drawings.set(key, packed, { size: packed.byteLength + OVERHEAD });
	return markup;
}
