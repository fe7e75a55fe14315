import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLOURS, HEAT, INK, lineColour, SERIES_COLOURS } from '#lib/charts/theme.ts';

const rules = readFileSync('src/lib/charts/dark.css', 'utf8');
const names = Object.keys(COLOURS) as (keyof typeof COLOURS)[];
const colours = new Set([
	...Object.values(INK),
	...Object.values(COLOURS),
	...names.map(lineColour),
	...SERIES_COLOURS,
	...HEAT
]);

describe('every colour of the theme has one for dark paper', () => {
	test.each([...colours])('%s', (colour) => {
		expect(rules).toContain(`[fill='${colour}']`);
		expect(rules).toContain(`[stroke='${colour}']`);
	});
});
