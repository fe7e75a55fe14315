import { CORRECTABLE_IDS } from '#lib/catalogue/correctable.ts';
import { correctFigure, takeBackCorrection } from '#lib/server/correction/correct.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { toFigureOf } from '#lib/server/correction/unread.ts';
import { correctionEditPage } from '#lib/server/pages/correction-edit.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { formAction } from '#lib/server/web/form-action.ts';
import { numberOf } from '#lib/server/web/forms.ts';
import { pageLoad } from '#lib/server/web/page-load.ts';
import type { Actions } from './$types';

export const load = pageLoad(correctionEditPage);

export const actions: Actions = {
	correct: formAction(async (db, { field, actor }) => {
		const measure = CORRECTABLE_IDS.find((id) => id === field('measure'));
		if (!measure) throw new RefusedError('请选择要更正的项目。');
		await correctFigure(startSession(db, { actor }), {
			...toFigureOf(measure, field('u')),
			filing: numberOf(field('filing')),
			was: field('was'),
			printed: field('printed'),
			unit_of_amount: field('unit'),
			reason: field('reason')
		});
		return { done: '已更正，并存为新的版本；原来的版本保留。' };
	}),
	takeBack: formAction(async (db, { field, actor }) => {
		const id = numberOf(field('correction'));
		await takeBackCorrection(startSession(db, { actor }), id, field('reason'));
		return { done: '已撤回更正，数据恢复为更正前所读，并存为新的版本。' };
	})
};
