/** The difference between two states of the ledger in words: one line per filing, below it one per figure. */
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type {
	DifferenceCounts,
	Differences,
	FigureDifference,
	FigureSide,
	FilingDifference
} from '../ledger/filing/difference.ts';
import { slotId } from '../ledger/union/figures.ts';
import { nameOf } from '../ledger/union/changes.ts';

/** Filings told one by one; the rest of a large table is counted. */
const TOLD_FILINGS = 200;

export const STATE_WORDS: Record<FigureDifference['state'], string> = {
	added: '新增',
	replaced: '更新',
	removed: '删去'
};

/** Lines for a person, as they are found. @param none what to say where the two are the same */
export async function* tellDifferences(
	{ filings, counts }: Differences,
	none: string
): AsyncGenerator<string> {
	let told = 0;
	for await (const filing of filings) {
		told += 1;
		if (told <= TOLD_FILINGS) yield* tellFiling(filing);
	}
	if (told > TOLD_FILINGS) yield `另有${told - TOLD_FILINGS}份报告有差别，见 --json。`;
	yield told === 0 ? none : tellCounts(counts, told);
}

function tellCounts(counts: DifferenceCounts, told: number): string {
	const { added, replaced, removed, unchanged, unchanged_filings } = counts;
	return `差别合计：${told}份报告有变动，数据新增${added}项，更新${replaced}项，删去${removed}项，未变${unchanged}项；另有${unchanged_filings}份报告没有变动。`;
}

/** One line for the filing, below it one per figure. */
export function* tellFiling(filing: FilingDifference): Generator<string> {
	const { department, fiscal_year, figures, unchanged, parts } = filing;
	const count = (state: FigureDifference['state']) =>
		figures.filter((figure) => figure.state === state).length;
	const counts = `新增${count('added')}，更新${count('replaced')}，删去${count('removed')}，未变${unchanged}`;
	yield `${nameWithPlace(department.jurisdiction.name, department.name)}（${department.code}） ${fiscal_year}年度 ${versionWords(filing)}：${counts}`;
	for (const figure of figures) yield `      ${STATE_WORDS[figure.state]}  ${tellFigure(figure)}`;
	if (parts.length > 0) yield `      另有变动：${parts.map(nameOf).join('、')}`;
}

export function versionWords({ state, version, figures }: FilingDifference): string {
	const { before, after } = version;
	if (state === 'added') return `新报告，第${after}版`;
	if (state === 'removed') return `不再有报告，原第${before}版`;
	if (before !== after) return `第${before}版 → 第${after}版`;
	const isFilled = figures.every((figure) => figure.state === 'added');
	return isFilled ? `第${after}版，补充` : `第${after}版，重读`;
}

function tellFigure(figure: FigureDifference): string {
	const { name, before, after } = figureWords(figure);
	return `${name}：${[before, after].filter((side) => side !== null).join(' → ')}`;
}

/** The name of a figure and its two sides, each as it reads and as it is printed; null for a side that has none. */
export function figureWords(figure: FigureDifference) {
	const { before, after } = figure;
	return {
		name: [...figure.of, figureName(figure)].join('·'),
		before: before && tellSide(figure, before),
		after: after && tellSide(figure, after)
	};
}

function figureName({ measure, basis }: FigureDifference): string {
	return measure === 'score_item' ? '得分' : nameOf(slotId(measure, basis));
}

function tellSide({ measure }: FigureDifference, { value, printed }: FigureSide): string {
	const quantity = measure === 'score_item' ? 'points' : measureOf(measure).quantity;
	return `${formatValue({ quantity }, present(value), 'exact')}（原文“${printed}”）`;
}
