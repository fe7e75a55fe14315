import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from '../svelte.config.js';

const directives = config.kit?.csp?.directives;

/** The element that announces a navigation, written by SvelteKit with the one style attribute that a page may have. */
const ROOT = 'node_modules/@sveltejs/kit/src/core/sync/write_root.js';

test('no style attribute is allowed but that of the announcer', () => {
	const [, style = ''] =
		/id="svelte-announcer"[^>]* style="([^"]+)"/.exec(readFileSync(ROOT, 'utf8')) ?? [];
	const hash = createHash('sha256').update(style).digest('base64');
	expect(directives?.['style-src-attr']).toEqual(['unsafe-hashes', `sha256-${hash}`]);
	expect(directives?.['style-src']).toEqual(['self']);
});

test('nothing inline is allowed but by hash, and nothing from elsewhere', () => {
	const sources = Object.values(directives ?? {}).flat();
	expect(sources).not.toContain('unsafe-inline');
	expect(sources).not.toContain('unsafe-eval');
	expect(sources.filter((source) => /[.*:]/.test(String(source)))).toEqual(['data:']);
});

test.each(['src/app.html', 'src/error.html'])('%s has no inline style', (path) => {
	expect(readFileSync(path, 'utf8')).not.toMatch(/style[=>]/);
});
