import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCode, writeCode, type PrintedPage } from '#lib/server/request/recheck-code.ts';
import { addressOf, bookOf, codeOf, pathOfBook } from '#lib/server/request/printed.ts';

const PAGE: PrintedPage = {
	data_version: 21,
	changed_at: '2026-11-27T10:52:00.000Z',
	rule_version: '2026.11',
	path: '/structure',
	area: '430600',
	year: 2021,
	query: [['kind', '行政']]
};

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => one.isWellFormed());
const pages: fc.Arbitrary<PrintedPage> = fc.record({
	data_version: fc.integer({ min: 0, max: 2 ** 40 }),
	changed_at: fc
		.integer({ min: 0, max: 2 ** 24 - 1 })
		.map((minutes) => new Date(Date.UTC(2020, 0, 1) + minutes * 60_000).toISOString()),
	rule_version: fc.constant('2026.11'),
	path: fc.oneof(
		fc.constantFrom('/', '/departments', '/structure', '/compendium'),
		text.filter(Boolean).map((code) => `/departments/${code}`)
	),
	area: fc.integer({ min: 0, max: 999_999 }).map((code) => String(code).padStart(6, '0')),
	year: fc.option(fc.integer({ min: 1991, max: 2200 })),
	query: fc.array(fc.tuple(fc.constantFrom('d', 'kind', 'q', 'sort'), text), { maxLength: 3 })
});

test('a code says what it was written from', () => {
	fc.assert(
		fc.property(pages, (page) => {
			expect(readCode(writeCode(page) ?? '')).toEqual(page);
		})
	);
});

test('a plain page has a code of six groups at most', () => {
	const code = writeCode({ ...PAGE, data_version: 9_999, query: [] });
	expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{1,4}$/);
});

const CODE = writeCode(PAGE) ?? '';

test.each([
	['small letters and blanks', CODE.toLowerCase().replaceAll('-', ' ')],
	['no dashes', CODE.replaceAll('-', '')],
	[
		'full width',
		CODE.replaceAll(/[0-9A-Z]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
	],
	['O for 0 and I for 1', CODE.replaceAll('0', 'O').replaceAll('1', 'I')]
])('is read as it is typed: %s', (_name, typed) => {
	expect(readCode(typed)).toEqual(PAGE);
});

test('every other sign in one place, and every exchange of neighbours, is noticed', () => {
	const digits = CODE.replaceAll('-', '');
	const others = [...digits].flatMap((digit, at) => {
		const replaced = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
			.filter((other) => other !== digit)
			.map((other) => digits.slice(0, at) + other + digits.slice(at + 1));
		const next = digits[at + 1];
		const exchanged = digits.slice(0, at) + (next ?? '') + digit + digits.slice(at + 2);
		return next === undefined || next === digit ? replaced : [...replaced, exchanged];
	});
	expect(others.filter((typed) => readCode(typed) !== null)).toEqual([]);
});

test.each([
	'',
	'0',
	'-',
	'UUUU-UUUU',
	'<script>alert(1)</script>',
	"' or 1=1 --",
	'../../etc/passwd',
	'0'.repeat(3_999),
	'0'.repeat(1_000_000),
	'Z'.repeat(24),
	'\u0000\uFFFF',
	'%',
	'𝟙𝟚𝟛',
	CODE.slice(1),
	CODE.slice(0, -1),
	`${CODE}0`,
	`${CODE}-${CODE}`
])('is no code: %s', (typed) => {
	expect(readCode(typed)).toBeNull();
});

describe('addresses', () => {
	const data = { version: 21, changed_at: PAGE.changed_at };
	test.each([
		[
			'/structure?year=2021&kind=行政&pin=101&offset=50&utm=x',
			'/structure?area=430600&year=2021&kind=%E8%A1%8C%E6%94%BF'
		],
		['/', '/?area=430600&year=2021'],
		['/departments/a%2Fb%3Fc%25?as_of=3', '/departments/a%2Fb%3Fc%25?area=430600&year=2021'],
		['/compare?d=2&d=1', '/compare?area=430600&year=2021&d=2&d=1']
	])('%s', (asked, address) => {
		const code = codeOf(new URL(asked, 'http://x'), { area: '430600', year: 2021 }, data);
		expect(addressOf(readCode(code ?? '') ?? PAGE)).toBe(address);
	});

	test('a code that was made up leads to no other jurisdiction, year or version than it says', () => {
		const query: [string, string][] = [
			['area', '999900'],
			['year', '1999'],
			['as_of', '1'],
			['d', '1']
		];
		expect(addressOf({ ...PAGE, path: '/departments/101', query })).toBe(
			'/departments/101?area=430600&year=2021&d=1'
		);
	});

	test.each(['/login', '/users', '/recheck', '/nowhere', '/departments/'])(
		'%s has none',
		(path) => {
			expect(codeOf(new URL(path, 'http://x'), { area: '430600', year: 2021 }, data)).toBeNull();
		}
	);

	test.each(['/', '/structure', '/departments', '/departments/a/b'])(
		'the workbook of %s',
		(path) => {
			expect(pathOfBook(bookOf({ ...PAGE, path }))).toBe(path);
		}
	);
});
