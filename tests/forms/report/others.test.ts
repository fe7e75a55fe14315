/** Figures, scores and grades of other departments, quoted or annexed, are no report's own. */
import { expect, test } from 'vitest';
import { readHtml } from '#lib/documents/html/html.ts';
import { officeHeaded, officesStated } from '#lib/forms/report/others/offices.ts';
import { recognise } from '#lib/forms/report/recognise.ts';

test.each([
	['例如示例市水务局2023年支出1,234万元', ['示例市水务局']],
	['对比市教育局得分92分，我局得分93分', ['市教育局']],
	['示例区教育局“三公”经费30万元，水务局自评结果为“优”', ['示例区教育局', '水务局']],
	['示例市公共就业服务中心年末在职人员30人', ['示例市公共就业服务中心']],
	['对照指标体系，我局自评为95分', []],
	['根据市财政局绩效评价结果，得分90分', []],
	['收到市财政局财政拨款收入500万元', []],
	['全局支出合计100万元，各单位支出50万元', []],
	['市编委核定编制56人，年末在职人员50人', []],
	['市财政局拨款收入900万元', []],
	['召开全市商务工作会会议费10万元', []],
	['市商务局所属事业单位市会展办支出30万元', []],
	['支持县区商务局项目支出100万元', []],
	['新建示例县图书馆项目支出300万元', []],
	['新建区教育局项目支出300万元', ['新建区教育局']],
	['改造示例市乙镇农贸市场支出100万元', []],
	['市局支出90万元，局机关支出50万元，局党委支出1万元', []],
	['示例市水务局支出较2022年下降', []]
])('%s states something of %j', (sentence, names) => {
	expect(officesStated(sentence).map(({ name }) => name)).toEqual(names);
});

test.each([
	['示例市水务局支出情况（供参考）', '示例市水务局'],
	['2023年示例市水务局收支决算表', '示例市水务局'],
	['支出情况表（示例市水务局）', '示例市水务局'],
	['示例市财政局2023年部门整体支出绩效自评表', null],
	['示例市水务局关于开展绩效自评工作的通知', null],
	['落实市委工作会情况', null],
	['配合市审计局情况', null],
	['主管部门：示例市水务局', null],
	['部门整体支出绩效自评表', null]
])('%s heads what is of %j', (heading, name) => {
	expect(officeHeaded(heading)).toBe(name);
});

const TITLE = '示例市甲业局2023年度部门整体支出绩效自评报告';

/** The stored values of a report that says this besides its own spending. */
function read(...paragraphs: string[]) {
	const texts = [TITLE, '2023年支出合计966.00万元。', ...paragraphs];
	const html = texts.map((text) => `<p>${text}</p>`).join('');
	const { filings, leftovers } = recognise(readHtml(html), { file_name: '', folder_names: [] });
	const [filing] = filings;
	return {
		basic: filing?.figures.spending_basic.value ?? null,
		score: filing?.score.form.value ?? null,
		grade: filing?.score.grade?.printed ?? null,
		others: leftovers.filter(({ why }) => why.startsWith('其他部门的数')).map(({ text }) => text)
	};
}

test.each([
	['市乙务局得分92分，等级为“良”。', { score: null, grade: null }],
	['与市乙务局得分92分相比，综合得分95分。', { score: 9500 }],
	['市乙务局得分92分，我单位自评得分95分，等级为优。', { score: 9500, grade: '优' }],
	['市乙务局支出9.00万元；局机关基本支出8.00万元。', { others: ['市乙务局支出9.00万元；'] }],
	['市乙务局基本支出9万元；项目支出8万元。其中人员经费7万元。', { basic: null }],
	['甲业局自评得分95分。', { score: 9500, others: [] }],
	['市甲业委2023年基本支出9.00万元。', { basic: 9_000_000, others: [] }]
])('of “%s” only its own is stored', (sentence, expected) => {
	expect(read(sentence)).toMatchObject(expected);
});

test('a heading holds for the text below it, to the next one of its rank', () => {
	expect(
		read('二、示例市乙务局的做法', '基本支出9.00万元。', '三、自评结论', '自评得分95分。')
	).toEqual({ basic: null, score: 9500, grade: null, others: ['基本支出9.00万元。'] });
});

test('nothing is told from others where the report does not say whose it is', () => {
	const html = '<p>2023年度自评报告</p><p>示例市乙务局支出合计9.00万元。</p>';
	const { leftovers } = recognise(readHtml(html), { file_name: '', folder_names: [] });
	expect(leftovers.filter(({ why }) => why.startsWith('其他部门的数'))).toEqual([]);
});
