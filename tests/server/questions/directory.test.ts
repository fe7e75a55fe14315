import { expect, test } from 'vitest';
import { notShown } from '#lib/server/questions/departments/directory.ts';

const POLICE = ['公安局', '公安局一支队', '公安局二支队', '公安局三支队'].map((short, index) => ({
	id: index,
	code: `50${index}`,
	name: `示例市${short}`,
	short,
	kind: null,
	initials: '',
	names: [short, `市${short}`].map((text) => ({ text, syllables: [] }))
}));

test.each([
	['501', '公安局一支队没有2021年的报告，未列入。'],
	['市公安局', '公安局没有2021年的报告，未列入。'],
	['公安', '“公安”对应4家部门（公安局、公安局一支队、公安局二支队等），请写全名称；未列入。'],
	['没有', '没有名称或编码为“没有”的部门，未列入。']
])('a department asked for as %s and not shown is accounted for', (words, said) => {
	expect(notShown(POLICE, words, 2021)).toBe(said);
});
