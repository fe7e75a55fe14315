/** Boxes of more departments than can be told apart. */
import { expect, test } from 'vitest';
import { boxes } from '#lib/charts/distributions/boxes.ts';
import { present } from '#lib/catalogue/values.ts';

test('boxes of many show the farthest departments and the one asked for, and say where the others are', () => {
	const dots = Array.from({ length: 400 }, (_, at) => ({
		name: `第${at}局`,
		highlighted: at === 200,
		value: present(at < 3 ? 5000 + at : 9000 + (at % 100))
	}));
	const settings = {
		title: '得分',
		measure: 'score_form',
		year: 2021,
		rest_at: '部门明细表'
	} as const;
	const { description, table } = boxes([{ name: '党政机关', dots }], settings);
	expect(description).toContain(
		'图中的点为离各类中间一半最远的部门和所选部门（4家），其余见部门明细表。'
	);
	expect(table.rows.map(([name]) => name?.text)).toEqual(['第0局', '第1局', '第2局', '第200局']);
});
