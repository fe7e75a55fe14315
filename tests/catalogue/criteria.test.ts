import { expect, test } from 'vitest';
import { parseBalanceMarks, parseDeduction, parseShareBands } from '#lib/catalogue/criteria.ts';

test.each([
	[
		'以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。',
		{ beyond: 'above', limit: 10000, step: 100, marks: 50, full_marks: 500 }
	],
	[
		'“三公经费”变动率≦0,计5分；\n“三公经费”＞0，每超过一个百分点扣0.5分，\n扣完为止。',
		{ beyond: 'above', limit: 0, step: 100, marks: 50, full_marks: 500 }
	],
	[
		'每低于100%一个百分点扣0.1分，扣完为止。',
		{ beyond: 'below', limit: 10000, step: 100, marks: 10, full_marks: null }
	],
	[
		'控制率≤98%得8分，每超过2个百分点扣1分',
		{ beyond: 'above', limit: 9800, step: 200, marks: 100, full_marks: 800 }
	],
	[
		'每超过５％，扣０.２分',
		{ beyond: 'above', limit: null, step: 500, marks: 20, full_marks: null }
	],
	[
		'政府采购执行率等于100%的，得3分；\n每减少一个百分点，扣0.2分，扣完为止。',
		{ beyond: 'below', limit: 10000, step: 100, marks: 20, full_marks: 300 }
	],
	['变动率≤0，计5分；0-10%，计3分；每超过一个百分点扣0.5分', null],
	['控制率≤100%计5分，≤105%计3分，每超过一个百分点扣0.5分', null],
	['每超过一个百分点扣0.5分；每低于一个百分点扣0.2分', null],
	['以上情况每出现一例不符合要求的扣1分，扣完为止。', null],
	['利用率90%以上得满分，每低于一个百分点扣0.1分，扣完为止。', null],
	['控制率在105%以内计5分，每超过一个百分点扣0.5分。', null],
	['每超过一个百分点扣0.5分，最多扣3分。', null],
	[
		'控制率=实有人数/编制数×100%。控制率≤100%计5分；每超过一个百分点扣0.5分。',
		{ beyond: 'above', limit: 10000, step: 100, marks: 50, full_marks: 500 }
	],
	['由评价组酌情打分', null],
	['', null]
])('the deduction in %j', (criterion, expected) => {
	expect(parseDeduction(criterion)).toEqual(expected);
});

test.each([
	[
		'无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。',
		{ none: 300, within_carried_in: 200, beyond_carried_in: 0 }
	],
	[
		'无结余，计6分；\n有结余，但不超过上年结转的，计4分；\n结余超过上年结转的，计1分。',
		{ none: 600, within_carried_in: 400, beyond_carried_in: 100 }
	],
	['无结余，3分；有结余酌情扣分', null],
	['结转结余率≤9%，计3分；每超过一个百分点扣0.5分', null],
	['', null]
])('the balance marks in %j', (criterion, expected) => {
	expect(parseBalanceMarks(criterion)).toEqual(expected);
});

test.each([
	[
		'95%（含）以上计5分；\n\n85%（含）-95%，计3分；\n\n75%（含）-85%，计1分；\n\n低于75%计0分。',
		[
			{ from: 9500, marks: 500 },
			{ from: 8500, marks: 300 },
			{ from: 7500, marks: 100 },
			{ from: 0, marks: 0 }
		]
	],
	[
		'满意度≥90%，得8分；80%（含）-90%，得4分；80%以下不得分',
		[
			{ from: 9000, marks: 800 },
			{ from: 8000, marks: 400 },
			{ from: 0, marks: 0 }
		]
	],
	['95%以上计5分', null],
	['由服务对象评价', null]
])('the bands in %j', (criterion, expected) => {
	expect(parseShareBands(criterion)).toEqual(expected);
});
