import { expect, test } from 'vitest';
import { checkReply } from '#lib/server/import/parser/messages.ts';
import { filingOf } from '../../../forms/report/tables.ts';

const filing = filingOf('部门（单位）名称：示例市第3中\u202e学', [
	['一级指标', '二级指标', '三级指标', '分值', '自评得分', '扣分原因'],
	['产出', '数量', '件数\u202e12', '100', '98', '\u202e缺2件']
]);

function reply(filings: unknown[]) {
	const recognition = {
		kind: 'self_evaluation',
		filings,
		sections: [],
		leftovers: [],
		issues: []
	};
	return { is: 'read', format: 'docx', recognition };
}

test('names and reasons of a filing hold no marks that nobody sees', () => {
	expect(JSON.stringify(filing)).toContain('\u202e');
	const checked = checkReply(reply([filing]));
	expect(checked).toMatchObject({
		recognition: {
			filings: [
				{
					claims: [{ text: '示例市第3中学' }],
					score: { items: [{ path: ['产出', '数量', '件数12'], reason: '缺2件' }] }
				}
			]
		}
	});
});

test('a reply of another shape is none', () => {
	expect(checkReply(reply([{ ...filing, fiscal_year: '2023' }]))).toBeNull();
});
