import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Axe as one statement; a browser takes half as long to begin the minified one, on each page anew. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that depend on what colours elements have; they take half of the time. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Extent of a look: colours alone where nothing else has changed since the last look, or all but these. */
export type Look = 'whole' | 'colours' | 'structure';

function optionsOf(look: Look): RunOptions {
	const resultTypes: RunOptions['resultTypes'] = ['violations'];
	if (look === 'colours') return { resultTypes, runOnly: { type: 'rule', values: COLOUR_RULES } };
	const runOnly: RunOptions['runOnly'] = { type: 'tag', values: RULES };
	if (look === 'whole') return { resultTypes, runOnly };
	return {
		resultTypes,
		runOnly,
		rules: Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }]))
	};
}

/**
 * Lists what axe finds wrong in the elements that `within` selects: one line per rule with the elements concerned;
 * empty where all is well. The page keeps axe for its next looks, since loading it takes longer than a look; axe's own
 * package for Playwright loads it anew each time.
 */
export async function accessibilityProblems(
	page: Page,
	{ look = 'whole', within = 'html' }: { look?: Look; within?: string } = {}
): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
	const violations = await page.evaluate(
		async ([selector, options]) => {
			const found = await (window as unknown as { axe: typeof axe }).axe.run(selector, options);
			return found.violations.map(({ id, help, nodes }) => ({
				rule: `${id}: ${help}`,
				elements: nodes.map(({ html }) => html)
			}));
		},
		[within, optionsOf(look)] as const
	);
	return violations.map(
		({ rule, elements }) => `${rule}\n${elements.map((element) => `  ${element}`).join('\n')}`
	);
}
