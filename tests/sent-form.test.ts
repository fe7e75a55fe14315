import { expect, test } from 'vitest';
import { toldOf, typedIn } from '#lib/components/sent-form.ts';

const REFUSED = { problem: '请写明理由。', typed: { correction: ['7'], reason: ['重读'] } };

test.each([
	['nothing was sent', null, []],
	['it was done', { done: '已更正。' }, ['已更正。']],
	['it was refused', REFUSED, ['请写明理由。']]
])('where %s', (_name, answer, told) => {
	expect(toldOf(answer)).toEqual(told);
});

test.each([
	['of the only form of a page', REFUSED, {}, REFUSED.typed],
	['of the form that was sent', REFUSED, { correction: '7' }, REFUSED.typed],
	['of a form like it', REFUSED, { correction: '8' }, {}],
	['of another form', REFUSED, { correction: '7', measure: 'staff_quota' }, {}],
	['of a form that was taken', { done: '已更正。' }, {}, {}],
	['before a form is sent', null, {}, {}]
])('what was typed: %s', (_name, answer, own, typed) => {
	expect(typedIn(answer, own)).toEqual(typed);
});
