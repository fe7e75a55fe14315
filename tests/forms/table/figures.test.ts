import { describe, expect, test } from 'vitest';
import { BUDGETS } from '#lib/catalogue/budgets.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { inOneRow } from '#lib/forms/table/in-one-row.ts';
import { OwnersOfTable } from '#lib/forms/table/plain-rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { collect, valueOf } from './reading.ts';

const read = (text: string) =>
	collect(() => readFiguresTable(inOneRow(tableRows(text)), { jurisdiction: null, names: [] }));
const HEAD = 'department_code,department,fiscal_year,unit';

describe('a figures table', () => {
	test.each(BUDGETS)('reads $id as a budget', ({ id, measure, basis }) => {
		const { filings, errors } = read(`${HEAD},${id}\n601,口岸办,2021,万元,1206.04\n`);
		expect(errors).toEqual([]);
		expect(filings[0]?.filing.figures[measure].value).toBeNull();
		expect(filings[0]?.filing.budgets).toMatchObject([
			{ measure, basis, figure: { value: 1_206_040_000, printed: '1206.04' } }
		]);
	});

	test('takes no score that is not out of a hundred, and says so, whatever row it is in', () => {
		const { filings, warnings } = read(
			`${HEAD},score_form\n601,口岸办,2021,万元,95\n601,口岸办,2022,万元,935\n601,口岸办,2023,万元,150\n`
		);
		expect(filings.map(({ filing }) => filing.score.form.value)).toEqual([9500, null, 15_000]);
		expect(warnings).toEqual([expect.stringContaining('不是百分制的得分，未存入')]);
	});

	test.each([
		'9.90101E+05',
		'1.23E5',
		'9-Jan',
		'Jan-09',
		'1月9日',
		'2023年1月9日',
		'2023/1/9 0:00',
		'9/1/2023',
		'1/9',
		'######'
	])('takes %s for no code, since a spreadsheet has rewritten it, and says so', (code) => {
		const { filings, warnings } = read(`${HEAD},收入合计\n${code},口岸办,2021,万元,1\n`);
		expect(filings[0]?.filing.claims.map(({ text }) => text)).toEqual(['口岸办']);
		expect(warnings).toEqual([expect.stringContaining(`读到“${code}”`)]);
		const alone = read(`${HEAD},收入合计\n${code},,2021,万元,1\n`);
		expect(alone.filings).toEqual([]);
		expect(alone.errors).toEqual([expect.stringContaining('无法判断是哪个部门')]);
	});

	test('gives each row as a filing with places and printed text', () => {
		const { filings } = read(
			`${HEAD},income_total,staff_actual\n601,口岸办,2021,万元,1206.04,22\n`
		);
		expect(filings).toHaveLength(1);
		const filing = filings[0]?.filing;
		expect(filing?.template).toBe('csv');
		expect(filing?.fiscal_year).toBe(2021);
		expect(filing?.claims).toMatchObject([
			{ source: 'budget_code', text: '601', place: { line: 2, column: 1 } },
			{ source: 'unit_column', text: '口岸办', place: { line: 2, column: 2 } }
		]);
		expect(filing?.figures.income_total).toEqual({
			value: 1_206_040_000,
			missing: null,
			printed: '1206.04',
			place: { kind: 'field', line: 2, column: 5, column_label: 'income_total' }
		});
		expect(filing?.figures.staff_actual.value).toBe(22);
		expect(filing?.figures.assets_total).toMatchObject({ value: null, missing: 'not_in_template' });
		expect(filing?.units).toMatchObject([{ name: '口岸办', role: 'total' }]);
	});

	test.each([
		['万元 in the row', `${HEAD},收入合计\n1,甲,2021,万元,1206.04`],
		['元 in the row', `${HEAD},收入合计\n1,甲,2021,元,12060400`],
		['full-width digits', `${HEAD},收入合计\n1,甲,２０２１年度,万元,１２０６．０４`],
		['thousands separator', `${HEAD},收入合计\n1,甲,2021,万元,"1,206.04"`],
		['unit in the head', '部门,年度,收入合计（元）\n甲,2021,12060400.00'],
		['a scale in the head', '部门,年度,收入合计（千万元）\n甲,2021,1.20604'],
		['traditional characters in the head', '部门,年度,收入合计（萬元）\n甲,2021,1206.04'],
		['unit in the cell', '部门,年度,收入合计\n甲,2021,1206.04万元'],
		['unit in a title line', '某市部门收支表\n（单位：万元）\n部门,年度,收入合计\n甲,2021,1206.04'],
		[
			'unit of a title beside one of another column',
			'某市部门收支表\n（单位：万元）\n部门,年度,收入合计,三公经费合计（单位：元）\n甲,2021,1206.04,30000'
		],
		['单位 as department', '单位,年度,金额单位,收入合计\n甲,2021,万元,1206.04'],
		['单位 as unit', '单位,年度,部门,收入合计\n万元,2021,甲,1206.04'],
		['label variants', '预算单位,预算年度,计量单位,本年收入合计\n甲,2021年,万元,1206.04'],
		['semicolons', '部门;年度;unit;收入合计\n甲;2021;万元;1206.04'],
		['tabs', '部门\t年度\tunit\t收入合计\n甲\t2021\t万元\t1206.04'],
		['sep line', 'sep=;\r\n部门;年度;unit;收入合计\r\n甲;2021;万元;1206.04\r\n'],
		['CR only', '部门,年度,unit,收入合计\r甲,2021,万元,1206.04\r'],
		['BOM and trailing commas', '\ufeff部门,年度,unit,收入合计,,\n甲,2021,万元,1206.04,,\n,,,,,\n'],
		[
			'the head once more',
			'部门,年度,unit,收入合计\n甲,2021,万元,1206.04\n部门,年度,unit,收入合计\n'
		],
		['float noise', '部门,年度,unit,收入合计\n甲,2021,万元,1206.0400000000001']
	])('reads %s', (_, text) => {
		const reading = read(text);
		expect(reading).toMatchObject({ refusal: null, errors: [] });
		expect(valueOf(reading, 0, 'income_total')).toBe(1_206_040_000);
	});

	test('takes blank, dash and zero for what they are', () => {
		const { filings } = read('部门,年度,unit,收入合计,支出合计,其他收入\n甲,2021,元,,—,0');
		expect(filings[0]?.filing.figures).toMatchObject({
			income_total: { value: null, missing: 'blank' },
			spending_total: { value: null, missing: 'blank', printed: '—' },
			income_other: { value: 0, missing: null }
		});
	});

	test('reads what stands beside the figures', () => {
		const { filings } = read(
			'jurisdiction,部门,年度,类型,归口业务科室,报送日期,综合得分,评分表总分,等次,实有人数\n' +
				'430600 岳阳市,甲,2021,党委部门,行政政法科,2022年3月15日,94分,92.5,优,22人'
		);
		expect(filings[0]).toMatchObject({
			kind: '党委部门',
			division: '行政政法科',
			filed_on: '2022-03-15',
			filing: {
				jurisdiction: { code: '430600', name: '岳阳市' },
				score: { form: { value: 9400 }, sheet: { value: 9250 }, grade: { printed: '优' } },
				figures: { staff_actual: { value: 22 } }
			}
		});
	});

	test('takes the ticked one of several grades, and names those of which none is certain', () => {
		const { filings, warnings } = read(
			'部门,年度,综合得分,等次\n甲,2021,86,□优 ☑良 □中\n乙,2021,91,□优 □良 □中\n'
		);
		expect(filings.map(({ filing }) => filing.score.grade?.printed)).toEqual(['良', undefined]);
		expect(warnings).toEqual(['第3行 第4列（等次）没有勾选等次，或勾选不明确，等次未读入。']);
	});

	test.each(['示例,甲', '例：甲', '1,某某单位', '1,××局', '1,甲（示例）'])(
		'takes the example %s of the template for no department',
		(words) => {
			const cells = words.includes(',') ? words : `1,${words}`;
			const { filings, warnings } = read(
				`序号,部门,年度,综合得分\n${cells},2021,95\n2,乙,2021,91\n`
			);
			expect(filings.map(({ filing }) => filing.claims[0]?.text)).toEqual(['乙']);
			expect(warnings).toEqual([expect.stringContaining('是填报示例，不是部门的记录')]);
		}
	);

	test.each([
		['示例市教育局', ['示例市教育局', '丙局']],
		['乡镇', ['乡镇', '乙', '丙局']]
	])('takes rows numbered 1 below 一 %s as %j', (name, names) => {
		const { filings } = read(
			`序号,部门,年度,综合得分\n一,${name},2021,95\n1,乙,2021,91\n二,丙局,2021,92\n`
		);
		expect(filings.map(({ filing }) => filing.claims[0]?.text)).toEqual(names);
	});

	test('takes the lines below the table for no departments, and repeats no names', () => {
		const { filings, warnings } = read(
			'部门编码,部门,年度,收入合计（元）\n1,甲,2021,1\n,合计（1个）,2021,1\n制表人：某某,审核人：某某,,\n联系电话 12345,,,\n'
		);
		expect(filings).toHaveLength(1);
		expect(warnings.map((message) => /“(.*)”/.exec(message)?.[1])).toEqual([
			'合计（1个）',
			'制表人…',
			'联系电话…'
		]);
	});

	test('leaves out derived, unknown and ambiguous columns and totals, and says so', () => {
		const { filings, warnings } = read(
			'部门,年度,unit,收入合计,carry_over_rate,__proto__,constructor,其他\n' +
				'甲,2021,万元,1,2,3,4,5\n合 计,,,1,,,,\n注：未经审计,,,,,,,\n'
		);
		expect(filings).toHaveLength(1);
		expect(warnings).toEqual([
			'第1行 第5列（carry_over_rate）由其他栏计算得出，系统自行复算，本列未读入。',
			'第1行 第6列（__proto__）不是已知的指标或说明列，本列未读入。',
			'第1行 第7列（constructor）不是已知的指标或说明列，本列未读入。',
			'第1行 第8列（其他）无法判断是其他收入还是其他固定资产，本列未读入；请写全名。',
			'第3行 第1列读到“合 计”，是合计或说明，不是部门的记录，本行未读入。',
			'第4行 第1列读到“注：未经审计”，是合计或说明，不是部门的记录，本行未读入。'
		]);
	});
});

describe('a faulty row', () => {
	test.each([
		[
			'1.206,04',
			'第2行 第4列（收入合计）读到“1.206,04”，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。'
		],
		[
			'约1206',
			'第2行 第4列（收入合计）读到“约1206”，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。'
		],
		[
			'12O6',
			'第2行 第4列（收入合计）读到“12O6”，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。'
		],
		[
			'12元',
			'第2行 第4列（收入合计）读到“12元”，而本行或本列的单位是“万元”，两处单位应一致；请改正后再导入。'
		]
	])('with %s is refused with its cell', (cell, message) => {
		const { filings, errors } = read(`部门,年度,unit,收入合计\n甲,2021,万元,"${cell}"`);
		expect(errors).toEqual([message]);
		expect(filings).toEqual([]);
	});

	test.each([
		['甲,2021,美元,1', '第2行 第3列（unit）读到“美元”，应为“元”“万元”等金额单位；请改正后再导入。'],
		[
			'甲,2021,,1',
			'第2行 第4列（收入合计）读到“1”，但没有写明是元还是万元；请在“单位”（unit）列填写“元”或“万元”。'
		],
		[
			'甲,21,元,1',
			'第2行 第2列（年度）读到“21”，应为2000至2099之间的四位年度，如“2021”；请改正后再导入。'
		],
		[
			',2021,元,1',
			'第2行 第1列（部门）没有部门编码，也没有部门名称，无法判断是哪个部门；请至少填写一项。'
		],
		[
			'甲,2021,元,1,206.04',
			'第2行 第5列读到“206.04”，但表头只有4列；请检查是否错列，或数字中的逗号没有加双引号。'
		],
		[
			'甲,2021,元,1\n甲,2021,元,2',
			'第3行 第1列（部门）“甲”2021年度在第2行已有一条记录，同一部门同一年度只应有一行；请保留正确的一行再导入。'
		]
	])('%s is refused', (row, message) => {
		expect(read(`部门,年度,unit,收入合计\n${row}`).errors[0]).toBe(message);
	});

	test.each(['', '美元'])('says once that the unit of a row is %j', (unit) => {
		expect(read(`部门,年度,unit,收入合计,支出合计\n甲,2021,${unit},1,2`).errors).toHaveLength(1);
	});

	test('refuses a unit in the head that contradicts the row', () => {
		expect(read('部门,年度,unit,收入合计（元）\n甲,2021,万元,1').errors).toEqual([
			'第2行 第3列（unit）写的是“万元”，而第4列的表头“收入合计（元）”写的是“元”，两处单位应一致；请改正后再导入。'
		]);
	});

	test('is listed with all its problems, and the other rows are still read', () => {
		const reading = read('部门,年度,unit,收入合计\n甲,x,元,y\n乙,2021,元,z\n丙,2021,元,3');
		expect(reading.errors).toHaveLength(2);
		expect(reading.filings).toHaveLength(1);
	});

	test('stops listing after two hundred errors', () => {
		const rows = Array.from({ length: 500 }, (_, row) => `甲${row},2021,元,x`).join('\n');
		const { errors } = read(`部门,年度,unit,收入合计\n${rows}`);
		expect(errors).toHaveLength(201);
		expect(errors.at(-1)).toBe('已发现200处错误，其余不再列出；请先改正以上各处再导入。');
	});

	test('that is short is read with a warning', () => {
		const reading = read('部门,年度,unit,收入合计,支出合计\n甲,2021,元,1');
		expect(reading.warnings).toEqual([
			'第2行 第4列之后没有内容，本行只有4列，表头有5列；缺少的各列按未填处理。'
		]);
		expect(valueOf(reading, 0, 'spending_total')).toBeNull();
	});
});

describe('a table that cannot be read', () => {
	test.each([
		['', '文件中没有任何内容；请确认导出时选中了数据再导入。'],
		[
			'a,b\n1,2',
			'第1行的表头缺少department_code（部门编码）或department（部门）、fiscal_year（年度）列；请补上后再导入。'
		],
		[
			'部门,年度,备忘\n甲,2021,1',
			'第1行的表头缺少指标（如income_total或“收入合计”）列；请补上后再导入。'
		],
		[
			'部门,年度,收入合计,income_total\n甲,2021,1,1',
			'第1行 第4列（income_total）与第3列“收入合计”是同一栏的不同写法；请只保留一列再导入。'
		]
	])('%j is refused', (text, message) => {
		expect(read(text)).toMatchObject({ refusal: message, filings: [] });
	});
});

describe('a table that is walked again', () => {
	test.each([
		['another unit half way', '甲,2021,1\n乙,2021,2\n单位：元,,\n甲,2022,30000\n乙,2022,40000\n'],
		['a note between records', '甲,2021,1\n乙,2021,2\n注：未经审计,,\n甲,2022,3\n2.乙,2022,4\n'],
		['a first row with a remark', '甲,2021,约1\n甲,2022,3\n甲,2023,4\n'],
		['the head again', '甲,2021,1\n部门,年度,收入合计（万元）\n甲,2022,3\n']
	])('tells the same: %s', (_, records) => {
		const owners = new OwnersOfTable();
		const text = `部门,年度,收入合计（万元）\n${records}`;
		const rows = inOneRow(tableRows(text));
		const walk = () =>
			[...readFiguresTable(rows, { jurisdiction: null, names: [] }, owners)].map(
				({ issue, filing }) => ({ issue, filing })
			);
		const first = walk();
		expect(first.filter(({ filing }) => filing).length).toBeGreaterThan(1);
		expect(walk()).toEqual(first);
	});

	test('takes a numbered record behind a note and other records for a record', () => {
		const { filings } = read(
			'部门,年度,收入合计（万元）\n甲,2021,1\n注：未经审计,,\n甲,2022,3\n2.乙,2022,4\n'
		);
		expect(filings.map(({ filing }) => filing.claims.at(-1)?.text)).toEqual(['甲', '甲', '乙']);
	});
});
