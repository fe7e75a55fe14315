import { expect, test } from 'vitest';
import { fieldsOf, numberOf, ownPath, textsIn, writtenIn, yearOf } from '#lib/server/web/forms.ts';

const sent = (body: BodyInit) => new Request('http://localhost/', { method: 'POST', body });
const files = new FormData();
files.append('reason', '见附件');

test.each([
	['a reason of several lines', { reason: '依据不足\n见附件' }, [['理由', ['依据不足\n见附件']]]],
	['what is sent along unseen', { topic: 'income_parts', filing_id: '7', text: '' }, []],
	['secrets', { current: 'a', wanted: 'b', again: 'b', password: 'c' }, []]
])('what was written into a form that could not be taken: %s', async (_name, fields, written) => {
	const read = await writtenIn(sent(new URLSearchParams(fields)));
	expect(read.map(({ name, texts }) => [name, texts])).toEqual(written);
});

test('a form with files is not read', async () => {
	expect(await writtenIn(sent(files))).toEqual([]);
});

test.each([
	['7', 7],
	['', 0],
	['-1', 0],
	['1.5', 0],
	['1e9', 0],
	['NaN', 0],
	['９９', 0],
	['999999999', 999999999],
	['9999999999', 0]
])('the number of a thing “%s” is %d', (text, number) => {
	expect(numberOf(text)).toBe(number);
});

test.each(['1990', '2026', '2099'])('%s is a year', (text) => {
	expect(yearOf(text)).toBe(Number(text));
});

test.each(['', '1989', '2100', '22026', '2026.5', 'NaN', '二〇二六'])('“%s” is no year', (text) => {
	expect(() => yearOf(text)).toThrow('年度应为四位数字，如 2026。');
});

test('NUL is no part of a text', () => {
	const data = new FormData();
	data.append('name', 'a\0b');
	data.append('name', '\0');
	expect([fieldsOf(data)('name'), textsIn(data, 'name')]).toEqual(['ab', ['ab', '']]);
});

test('a line break that a page put into a form comes back as it was', () => {
	const data = new FormData();
	data.append('indicator', '过程\r\n预算管理');
	expect(fieldsOf(data)('indicator')).toBe('过程\n预算管理');
});

test.each([
	['/filings?year=2023&kind=学校', '/filings?year=2023&kind=%E5%AD%A6%E6%A0%A1'],
	['/departments/%E5%B1%80//x', '/departments/%E5%B1%80//x'],
	['/a/../b', '/b'],
	[null, '/'],
	['', '/'],
	['filings', '/'],
	['https://elsewhere.example/', '/'],
	['//elsewhere.example/', '/'],
	['/\\elsewhere.example/', '/'],
	['/\t/elsewhere.example/', '/'],
	['/..//elsewhere.example/', '/'],
	['/.//elsewhere.example/', '/'],
	['/%2e//elsewhere.example/', '/'],
	['/a/..//elsewhere.example/', '/'],
	['/..\\/elsewhere.example/', '/']
])('after %j a reader goes on to %s, and to no other site', (asked, path) => {
	expect(ownPath(asked, 'http://ledger.example')).toBe(path);
	expect(new URL(path, 'http://ledger.example').origin).toBe('http://ledger.example');
});
