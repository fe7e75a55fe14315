import { expect, test } from 'vitest';
import { compareNames, findNamed } from '#lib/catalogue/name-search.ts';
import { shortForm } from '#lib/catalogue/short-names.ts';

const named = (code: string, text: string, spelled: string) => ({
	code,
	names: [{ text, syllables: spelled.split(' ') }]
});
const ENTRIES = [
	named('201', '教育局', 'jiao yu ju'),
	named('202', '交通运输局', 'jiao tong yun shu ju'),
	named('203', '旅游局', 'lv you ju'),
	named('A9', '发展和改革委员会', 'fa zhan he ge wei yuan hui'),
	named('204', '市委办公室', 'shi wei ban gong shi')
];

test.each([
	['', ['201', '202', '203', 'A9', '204']],
	['教育', ['201']],
	['jyj', ['201']],
	['JYJ', ['201']],
	['jiaoyuju', ['201']],
	['jiao yu', ['201']],
	["jiao'yu", ['201']],
	['jiaoyj', ['201']],
	['jiao', ['201', '202']],
	['ysj', ['202']],
	['yunshu', ['202']],
	['lvyou', ['203']],
	['lüyou', ['203']],
	['iaoyu', []],
	['a9', ['A9']],
	['发改委', ['A9']],
	['市委', ['204']],
	['改发', []],
	['没有', []],
	['.*', []],
	['２０１', ['201']]
])('“%s” finds %j', (words, expected) => {
	expect(findNamed(ENTRIES, words).map(({ code }) => code)).toEqual(expected);
});

test('names stand from A to Z as they are read', () => {
	const names = [
		'厦门 xia men',
		'长沙 chang sha',
		'财政 cai zheng',
		'长 chang',
		'常德 chang de'
	].map((line) => {
		const [text = '', ...syllables] = line.split(' ');
		return { text, syllables };
	});
	expect(names.sort(compareNames).map(({ text }) => text)).toEqual([
		'财政',
		'长',
		'常德',
		'长沙',
		'厦门'
	]);
});

test('numbers in names stand by their size', () => {
	const names = ['第10小学', '第2小学', '第1小学', '小学12部', '第1中学', '小学3部'].map(
		(text) => ({
			text,
			syllables:
				text
					.replace('第', 'di')
					.replace('小学', 'XX')
					.match(/di|XX|./g) ?? []
		})
	);
	expect(names.sort(compareNames).map(({ text }) => text)).toEqual([
		'小学3部',
		'小学12部',
		'第1小学',
		'第1中学',
		'第2小学',
		'第10小学'
	]);
});

test.each([
	['发展和改革委员会', '发改委'],
	['岳阳市人力资源和社会保障局', '岳阳市人社局'],
	['共青团', null]
])('%s is %s for short', (name, expected) => {
	expect(shortForm(name)).toBe(expected);
});
