import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from '../svelte.config.js';

const directives = config.kit?.csp?.directives;

test('no style attribute is allowed at all', () => {
	expect(directives?.['style-src-attr']).toBeUndefined();
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
