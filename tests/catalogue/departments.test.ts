import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	nameDistance,
	nameWithin,
	nameWithPlace,
	nearestNames,
	normaliseName
} from '#lib/catalogue/departments.ts';

test.each([
	'口岸办',
	'市口岸办',
	'岳阳市口岸办',
	'岳阳市口岸管理办公室',
	'岳阳市人民政府口岸管理办公室',
	'湖南省岳阳市口岸办',
	'岳阳市 口岸办（本级）',
	'\u202e岳阳市\u200b口岸办\ufeff',
	'岳阳市人民政府口岸管理办公室办'
])('%j is 口岸办, with and without the jurisdiction', (name) => {
	expect(normaliseName(name)).toBe('口岸办');
	expect(normaliseName(name, '岳阳市')).toBe('口岸办');
});

test.each([
	['市场监督管理局', '市场监督管理局'],
	['岳阳市市场监督管理局', '市场监督管理局'],
	['市市场监督管理局', '市场监督管理局'],
	['市政工程管理处', '市政工程管理处'],
	['市政府办公室', '政府办'],
	['岳阳市人民政府办公室', '政府办'],
	['中共岳阳市委办公室', '委办'],
	['中共岳阳市委组织部', '组织部'],
	['岳阳市委宣传部', '宣传部'],
	['市发展和改革委员会', '发展和改革委'],
	['城市管理和综合执法局', '城市管理和综合执法局'],
	['经济技术开发区管理委员会', '经济技术开发区管理委'],
	['岳阳市岳阳楼区教育局', '岳阳楼区教育局'],
	['岳阳市平江县教育局', '平江县教育局'],
	['岳阳市', '岳阳市'],
	['<b>x</b>', '<b>x</b>']
])('%j is %j', (name, expected) => {
	expect(normaliseName(name)).toBe(expected);
});

test('a county bureau in a city file keeps its county', () => {
	expect(normaliseName('平江县教育局', '岳阳市')).toBe('平江县教育局');
	expect(normaliseName('岳阳市平江县教育局', '岳阳市')).toBe('平江县教育局');
	expect(normaliseName('平江县教育局', '平江县')).toBe('教育局');
	expect(normaliseName('岳阳市平江县教育局', '平江县')).toBe('教育局');
});

test.each([
	['', '', 0],
	['口岸办', '口岸办', 0],
	['口口岸办', '口岸办', 1],
	['财政局', '教育局', 2],
	['', '局', 1]
])('from %j to %j are %i steps', (a, b, steps) => {
	expect(nameDistance(a, b)).toBe(steps);
});

test('the typo in the real report finds its department first', () => {
	const registered = ['岳阳市港务局', '岳阳市口岸办', '岳阳市财政局'];
	expect(nearestNames('岳阳市人民政府口口岸管理办公室', registered)[0]).toEqual({
		name: '岳阳市口岸办',
		distance: 1
	});
	expect(nearestNames('岳阳市气象台站网络中心', registered)).toEqual([]);
});

test('distance is a metric', () => {
	const name = fc.string({ unit: fc.constantFrom(...'市口岸财政局办'), maxLength: 8 });
	fc.assert(
		fc.property(name, name, name, (a, b, c) => {
			expect(nameDistance(a, b)).toBe(nameDistance(b, a));
			expect(nameDistance(a, c)).toBeLessThanOrEqual(nameDistance(a, b) + nameDistance(b, c));
			expect(nameDistance(a, b) === 0).toBe(a === b);
		})
	);
});

test('normalising twice changes nothing more, and leaves no name empty', () => {
	const name = fc.string({
		unit: fc.constantFrom(...'岳阳市县区人民政府口岸管理办公室委员会局场 （）'),
		maxLength: 14
	});
	fc.assert(
		fc.property(name, (text) => {
			expect(normaliseName(text, '岳阳市') === '').toBe(/^[\s（）]*$/.test(text));
		})
	);
});

test.each([
	['示例市', '示例市教育局', '教育局'],
	['示例市', '示例市市场监督管理局', '市场监督管理局'],
	['示例市', '示例市委办公室', '市委办公室'],
	['示例县', '示例县直属机关工作委员会', '县直属机关工作委员会'],
	['示例市', '某某区教育局', '某某区教育局'],
	['示例市', '示例市', '示例市']
])('within %s, %s is %s', (jurisdiction, name, short) => {
	expect(nameWithin(jurisdiction, name)).toBe(short);
});

test.each([
	['岳阳市', '教育局', '岳阳市 教育局'],
	['岳阳市', '市口岸办', '岳阳市 市口岸办'],
	['示例市', '示例市委办公室', '示例市委办公室']
])('beside other places than %s, %s is %s', (jurisdiction, name, full) => {
	expect(nameWithPlace(jurisdiction, name)).toBe(full);
});
