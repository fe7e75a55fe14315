import { expect, test } from 'vitest';
import { OwnMarkup } from '#lib/charts/own-markup.ts';
import { PagePieces } from '#lib/charts/page-pieces.ts';
import { writtenPage } from '#lib/server/web/written-page.ts';

const ROWS =
	'<tr><th>财政局</th><td><a href="/departments?sort=-a&amp;q=%E8%B4%A2#at">1</a></td></tr>';
const SMALL = new OwnMarkup(ROWS);
const LARGE = new OwnMarkup(ROWS.repeat(40));
const CHOICE = [
	['kind', '行政'],
	['pin', '101']
] as const;

/** A page of `markup`, placed as a component does it, or written where it stands. */
function page(
	before: string,
	markup: OwnMarkup,
	isPlaced: boolean,
	choice: typeof CHOICE | readonly []
) {
	const pieces = new PagePieces();
	const table = isPlaced ? pieces.place(markup) : markup.text;
	const html = `<html lang="zh"><a href="/scores">得分</a>${before}<!--[-->${table}<!--]-->完</html>`;
	const making = { hydrates: false, appearance: 'dark', choice, pieces } as const;
	return writtenPage(html, making, (path) => path === '/departments').toString('utf8');
}

test.each([
	['large markup below the content', '<main>', LARGE, CHOICE],
	['large markup of a page without one', '', LARGE, CHOICE],
	['small markup', '<main>', SMALL, CHOICE],
	['no choice', '<main>', LARGE, []]
] as const)('a page is the same with its markup placed: %s', (_name, before, markup, choice) => {
	const placed = page(before, markup, true, choice);
	expect(placed).toBe(page(before, markup, false, choice));
	expect(placed).toContain('<html data-appearance="dark" ');
	expect(placed.match(/财政局/g)).toHaveLength(markup === LARGE ? 40 : 1);
	expect(placed.includes('&amp;pin=101#at')).toBe(choice.length > 0);
});

test('large markup is held as the bytes that are sent, and is the same text', () => {
	expect([typeof SMALL.held, typeof LARGE.held]).toEqual(['string', 'object']);
	expect(LARGE.text).toBe(ROWS.repeat(40));
});
