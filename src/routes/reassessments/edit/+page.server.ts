import { readSampleMethod } from '#lib/catalogue/sample-methods.ts';
import { reassessmentEditPage } from '#lib/server/pages/reassessment-edit.ts';
import { drawSample, withdrawSample } from '#lib/server/reassessment/draw.ts';
import { reassess, type GivenScore } from '#lib/server/reassessment/scores.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { formAction, type SentForm } from '#lib/server/web/form-action.ts';
import { numberOf, yearOf } from '#lib/server/web/forms.ts';
import { pageLoad } from '#lib/server/web/page-load.ts';
import type { Actions } from './$types';

export const load = pageLoad(reassessmentEditPage);

/** The scores that were typed anew; the others may have been given by somebody else meanwhile, and stay. */
function changedScores(all: SentForm['all']): GivenScore[] {
	const [scores, reasons] = [all('score'), all('reason')];
	const [scoresBefore, reasonsBefore] = [all('score_was'), all('reason_was')];
	return all('indicator')
		.map((indicator, at) => ({ indicator, score: scores[at] ?? '', reason: reasons[at] ?? '' }))
		.filter(
			({ score, reason }, at) =>
				score !== (scoresBefore[at] ?? '') || reason !== (reasonsBefore[at] ?? '')
		);
}

export const actions: Actions = {
	draw: formAction(async (db, { field, actor }) => {
		const method = readSampleMethod(field('method'));
		if (method === null) throw new RefusedError('请选择抽取方式。');
		const asked = {
			area: field('area'),
			fiscal_year: yearOf(field('year')),
			method,
			size: numberOf(field('size')),
			seed: field('seed'),
			codes: field('codes').split(/[\s,，、;；]+/),
			seen: field('seen')
		};
		const { seed, pool, departments } = await drawSample(db, asked, actor);
		const names = departments.map(({ name }) => name).join('、');
		const how = seed === '' ? '' : `（随机种子 ${seed}）`;
		const what = method === 'hand' ? '已指定' : `从 ${pool} 家中抽取`;
		return { done: `${what} ${departments.length} 家${how}：${names}。` };
	}),
	withdraw: formAction(async (db, { field, actor }) => {
		await withdrawSample(db, numberOf(field('sample')), actor);
		return { done: '已撤销这次抽取，已录入的复评得分不变。' };
	}),
	assess: formAction(async (db, { field, all, actor }) => {
		const given = {
			area: field('area'),
			department: field('department'),
			fiscal_year: yearOf(field('year')),
			scores: changedScores(all),
			seen: field('seen')
		};
		const written = await reassess(db, [given], actor);
		return { done: written === 0 ? '没有改动。' : `已保存 ${written} 项复评得分。` };
	})
};
