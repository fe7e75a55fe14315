import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from '../svelte.config.js';

const directives = config.kit?.csp?.directives;

test('the one style attribute allowed is that of the installed SvelteKit', () => {
	const source = readFileSync('node_modules/@sveltejs/kit/src/core/sync/write_root.js', 'utf8');
	const style = /id="svelte-announcer"[^>]*style="([^"]+)"/.exec(source)?.[1] ?? '';
	const hash = createHash('sha256').update(style).digest('base64');
	expect(directives?.['style-src-attr']).toEqual(['unsafe-hashes', `sha256-${hash}`]);
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
