/** Checks whether the files that a filing is made of state the same figures. */
import type { Contradiction, Figure } from '#lib/filing/filing.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Judgement } from './findings.ts';
import { figureOf, type ReviewedFiling, type Subject } from './subject.ts';
import { judge } from './verdict.ts';
import { quoteFigure, valueText } from './wording.ts';

const BASIS_NAMES: Record<Contradiction['basis'], string> = {
	actual: '',
	budget_initial: '年初预算',
	budget_adjusted: '全年预算'
};

/** Differences told in the sentence; the cells of all are quoted. */
const TOLD = 3;

export function checkFiles({ filing }: Subject): Judgement {
	const { contradictions = [], fiscal_year } = filing;
	if (contradictions.length === 0) {
		return judge('files_agree', 'pass', '各份文件所写的数据没有不同。');
	}
	const told = contradictions.slice(0, TOLD).map((each) => {
		const values = [usedFigure(filing, each), each.figure].map(({ value }) =>
			valueText(each.measure, value ?? 0)
		);
		return `${nameOf(each)}一份写${values[0]}，另一份写${values[1]}`;
	});
	const rest = contradictions.length - told.length;
	const message = `${told.join('；')}${rest > 0 ? `；另有${rest}项不同` : ''}。`;
	const places = contradictions.flatMap((each) =>
		[usedFigure(filing, each), each.figure].map((figure) =>
			quoteFigure(nameOf(each), figure, fiscal_year)
		)
	);
	return judge('files_agree', 'fail', message, places);
}

function nameOf({ measure, basis }: Contradiction): string {
	return `${measureOf(measure).name}${BASIS_NAMES[basis]}`;
}

/** The figure that the filing states. */
function usedFigure(filing: ReviewedFiling, { measure, basis }: Contradiction): Figure {
	const budget = filing.budgets.find((each) => each.measure === measure && each.basis === basis);
	if (basis !== 'actual') return budget?.figure ?? NOT_STATED;
	if (measure === 'score_form') return filing.score.form;
	return measure === 'score_sheet' ? filing.score.sheet : figureOf(filing, measure);
}

const NOT_STATED: Figure = { value: null, missing: 'not_in_template', printed: '', place: null };
