/** Every figure of a department leads to the cell that it was written in. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from '../page.ts';
import { DEMO, REAL } from './paths.ts';

interface Linked {
	name: string;
	/** The exact figure in words, e.g. `1,206.04元`. */
	exact: string;
	href: string;
	/** Text of the lit cell; null where nothing is lit. */
	lit: string | null;
	/** The sentence of the page above the document. */
	said: string;
}

/** Follows the link of every figure in the tables, without leaving the page. */
function followFigures(page: Page): Promise<Linked[]> {
	return page.evaluate(async () => {
		const cells = [...document.querySelectorAll('.data-table tbody td')].filter((cell) =>
			cell.querySelector('a[href*="measure="]')
		);
		return Promise.all(
			cells.map(async (cell) => {
				const link = cell.querySelector('a');
				const href = link?.getAttribute('href') ?? '';
				const html = await (await fetch(href)).text();
				// The other page's own styles are not allowed on this one.
				const bare = html.replaceAll(/<style[^]*?<\/style>/g, '');
				const source = new DOMParser().parseFromString(bare, 'text/html');
				return {
					name: cell.closest('tr')?.querySelector('th')?.textContent.trim() ?? '',
					exact: cell.getAttribute('title') ?? '',
					href,
					lit: source.querySelector('#at')?.textContent ?? null,
					said: source.querySelector('.answer')?.textContent ?? ''
				};
			})
		);
	});
}

/** The first number of a text with its point moved by `places`; nothing is rounded. */
function shifted(text: string, places: number): bigint | null {
	const [, sign, whole = '', fraction = ''] =
		/([-−])?(\d+)(?:\.(\d+))?/.exec(text.replaceAll(',', '')) ?? [];
	if (whole === '' || fraction.length > places) return null;
	const value = BigInt(whole + fraction.padEnd(places, '0'));
	return sign === undefined ? value : -value;
}

/** Filed in the unit that the page says, or in 万元 where it says 元. */
function isAsFiled({ exact, lit }: Linked): boolean {
	const shown = shifted(exact, 6);
	const filed = shifted(lit ?? '', 6);
	if (shown === null || filed === null) return false;
	return shown === filed || shown === filed * 10_000n;
}

describe('every figure of a department is that of the cell lit in its source', () => {
	test.for([DEMO, REAL])('$name', async ({ code, department }, { openPage }) => {
		const page = await openPage(`/departments/${department}?area=${code}`);
		const followed = await followFigures(page);
		expect(followed.length).toBeGreaterThan(30);
		expect(followed.filter(({ lit }) => lit === null)).toEqual([]);
		const filed = followed.filter(({ said }) => said.includes('为报告直接填列'));
		expect(filed.length).toBeGreaterThan(20);
		expect(filed.filter((one) => !isAsFiled(one))).toEqual([]);
	});
});
