import { expect, test } from 'vitest';
import { carryChoice } from '#lib/server/web/carry-choice.ts';

const CHOICE = [
	['area', '430600'],
	['year', '2021'],
	['pin', '101'],
	['pin', 'a b']
] as const;
const narrows = (path: string) => path === '/scores';
const ALL = 'area=430600&amp;year=2021&amp;pin=101&amp;pin=a+b';

test.each([
	['<a href="/scores">', `<a href="/scores?${ALL}">`],
	[
		'<a class="x" href="/scores?year=2019&amp;sort=-a#table">',
		'<a class="x" href="/scores?year=2019&amp;sort=-a&amp;area=430600&amp;pin=101&amp;pin=a+b#table">'
	],
	['<a href="/departments/101">', `<a href="/departments/101?${ALL}" data-pin="1">`],
	['<a href="/departments/a%20b#x">', `<a href="/departments/a%20b?${ALL}#x" data-pin="2">`],
	['<a href="/departments/1011">', `<a href="/departments/1011?${ALL}">`],
	['<a href="/scores" data-own-choice="">', '<a href="/scores" data-own-choice="">'],
	['<a href="/exports/a.csv?year=1">', '<a href="/exports/a.csv?year=1">'],
	['<a href="/api/v1/scores">', '<a href="/api/v1/scores">'],
	['<a href="https://example.org/">', '<a href="https://example.org/">'],
	['<a href="#content">', '<a href="#content">'],
	['<link href="/_app/a.css">', '<link href="/_app/a.css">'],
	['<abbr href="/x">', '<abbr href="/x">']
])('%s', (given, expected) => {
	expect(carryChoice(given, CHOICE, narrows)).toBe(expected);
});

test('the kind is carried by the shell, and by the content where it narrows nothing', () => {
	const links = '<a href="/scores"></a><a href="/brief"></a>';
	const carried = carryChoice(`${links}<main>${links}`, [['kind', 'a']], narrows);
	expect([...carried.matchAll(/href="([^"]*)"/g)].map(([, link]) => link)).toEqual([
		'/scores?kind=a',
		'/brief?kind=a',
		'/scores',
		'/brief?kind=a'
	]);
});

test('a page without a choice is sent as it is', () => {
	const html = '<a href="/scores">';
	expect(carryChoice(html, [], narrows)).toBe(html);
});
