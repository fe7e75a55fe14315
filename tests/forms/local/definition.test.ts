import { expect, test } from 'vitest';
import { FIGURES, SCORES } from '#lib/catalogue/measures.ts';
import { FormError, parseLocalForm, wordFor } from '#lib/forms/local/definition.ts';

const SOUND = {
	name: '花钱情况表',
	tells: [['总投入', '本年实绩']],
	unit: '万元',
	labels: [
		{ label: '总 投 入（万元）', means: '支出合计', note: '表1' },
		{ label: '本年实绩', means: '决算数' },
		{ label: '车辆台数', means: '不读', why: '不是金额' }
	]
};

test('labels are compared without blanks and units', () => {
	expect(parseLocalForm(SOUND).labels[0]?.label).toBe('总投入');
});

test.each([...FIGURES, ...SCORES].map(({ id, name }) => [id, name]))(
	'%s may be meant by its id and by its name',
	(id, name) => {
		expect(wordFor(id)).not.toBeNull();
		expect(wordFor(name)).toBe(wordFor(id));
	}
);

const [first, ...others] = SOUND.labels;

test.each([
	[null, '应是一个对象'],
	[{ ...SOUND, name: undefined }, '缺少 name'],
	[{ ...SOUND, name: ' ' }, 'name 不能为空'],
	[{ ...SOUND, tell: [] }, 'tell 不是可用的字段，请检查拼写'],
	[{ ...SOUND, tells: [] }, 'tells 至少要有一组词，用来认出这种表'],
	[{ ...SOUND, tells: [[]] }, 'tells[0] 至少要有一个词'],
	[{ ...SOUND, tells: ['总投入'] }, 'tells[0] 应是一组文字'],
	[{ ...SOUND, unit: '待定' }, 'unit 仍是“待定”，请写明'],
	[{ ...SOUND, unit: '角' }, 'unit 应是 元、百元、千元、万元、十万元、百万元、千万元、亿元 之一'],
	[
		{ ...SOUND, labels: [first, { label: '甲', means: '待定' }] },
		'labels[1].means 仍是“待定”，请写明'
	],
	[{ ...SOUND, labels: [first, { label: '甲' }] }, '缺少 labels[1].means'],
	[
		{ ...SOUND, labels: [{ ...first, meaning: '' }] },
		'labels[0].meaning 不是可用的字段，请检查拼写'
	],
	[{ ...SOUND, labels: [first, first] }, 'labels[1] “总投入”写了两次，只能有一种含义'],
	[{ ...SOUND, labels: others }, '没有一个项目的含义是指标，这样的表读不出任何数']
])('%j is refused', (json, sentence) => {
	const attempt = () => parseLocalForm(JSON.parse(JSON.stringify(json)));
	expect(attempt).toThrow(FormError);
	expect(attempt).toThrow(sentence);
});

test('an unknown meaning is told with those that there are', () => {
	const labels = [{ label: '甲', means: '支出台计' }];
	expect(() => parseLocalForm({ ...SOUND, labels })).toThrow(
		/^labels\[0\]\.means “支出台计”不是可用的含义；请写指标的名称或编号/
	);
});
