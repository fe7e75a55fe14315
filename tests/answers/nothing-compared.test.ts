/** Where nothing was filed, stated or compared, no sentence says that nothing was found. */
import { expect, test } from 'vitest';
import { noFinding } from '#lib/answers/brief/findings.ts';
import { noFlag } from '#lib/answers/department/filing.ts';
import { listSentence } from '#lib/answers/departments/sentence.ts';
import { noneCopied } from '#lib/answers/findings/copied.ts';
import { absent } from '#lib/catalogue/values.ts';
import { observation } from '../comparison/samples.ts';

const ALONE = observation({ id: 1 });

test.each([
	[noneCopied(2024, 0), '2024年报告带有文字部分的不足两家，无法比对。'],
	[noneCopied(2024, 7), '2024年比对了7家报告的文字部分，没有雷同。'],
	[noFinding([{ missing: true }, { missing: true }], 4), '没有可以比较的数据，无法判断。'],
	[noFinding([{ missing: true }, { missing: false }], 4), '没有需要说明的事项。'],
	[
		noFinding([{ missing: true }, { missing: false }], 0),
		'没有足够的部门或历年数据可供比较，无法判断。'
	],
	[noFlag(ALONE, { members: [] }, 9), '没有可比较的部门和上年数据，不可比。'],
	[noFlag(ALONE, { members: [ALONE] }, 0), '没有足够的部门或历年数据可供比较，无法判断。'],
	[noFlag(ALONE, { members: [ALONE] }, 9), '没有符合条件的提示。'],
	[
		listSentence({ year: 2024, base_name: '上年' }, [], 0, absent('input_missing')),
		'2024年尚未收到报告。'
	]
])('%s', (said, sentence) => {
	expect(said).toBe(sentence);
});
