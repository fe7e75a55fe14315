import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that depend on what colours elements have; they take half of the time. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Extent of a look: colours alone where nothing else has changed since the last look, or all but these. */
export type Look = 'whole' | 'colours' | 'structure';

/**
 * Lists what axe finds wrong on a page: one line per rule with the elements concerned; empty where all is well.
 * Legacy mode looks at one document only, which is all that our pages have, in a third of the time.
 */
export async function accessibilityProblems(page: Page, look: Look = 'whole'): Promise<string[]> {
	const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
	if (look === 'colours') axe.withRules(COLOUR_RULES);
	else axe.withTags(RULES);
	if (look === 'structure') axe.disableRules(COLOUR_RULES);
	const { violations } = await axe.analyze();
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`
	);
}
