/** Scores and amounts that the text states in words from which nothing was read: each is listed with its place. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT } from '../figures/amounts.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	plainText,
	textPlace,
	type Line,
	type Prose
} from '../lines.ts';
import { TEXT_LABELS } from './narrative-labels.ts';

/** `整体绩效打分，得96.5分`: whatever words a score is said in. */
const SAID_SCORE =
	/(?:得分|评分|总分|分数|打分|评定|自评|评价)[^。；;\d]{0,16}?(\d{1,3}(?:\.\d+)?\s*分)(?![之钟值])/;
const WHY_SCORE = '写有得分，没有认出是不是部门整体的自评得分，未存入。';

/** The first score that a text names, for a report of which no score was read. */
export function unreadScore(lines: readonly Line[]): Leftover[] {
	for (const line of lines) {
		for (const { text, place } of textsIn(line)) {
			const printed = SAID_SCORE.exec(text)?.[1];
			if (printed !== undefined) return [{ place, text: printed, why: WHY_SCORE }];
		}
	}
	return [];
}

function textsIn(line: Line): { text: string; place: Leftover['place'] }[] {
	if (!isRow(line)) return [{ text: line.plain, place: textPlace(line) }];
	return filledCells(line).flatMap((cell, index, cells) =>
		cell.isNumber
			? []
			: [
					{
						text: `${cells[index - 1]?.label ?? ''} ${plainText(cell.text)}`,
						place: cellPlace(line, cell, null, null)
					}
				]
	);
}

/** Words for spending that do not say of what. */
const SPENT = '(?:实际|全年|本年|当年|累计)?(?:支出|执行)数?';

/** Words that may name a figure where its own name does not stand; those of a budget or of another year too. */
const OTHER_WORDS: readonly { measure: FigureId; label: string }[] = [
	{ measure: 'spending_total', label: SPENT },
	{ measure: 'income_total', label: '收入(?:总额|合计|总计)?' },
	{ measure: 'income_fiscal', label: '财政拨款(?:收入)?|公共预算(?:拨款)?收入' },
	{ measure: 'income_gov_fund', label: '政府性?基金' },
	{ measure: 'income_other', label: '(?:其[他它]|捐赠|利息|租金)[^，,。；;\\d]{0,4}收入' },
	{ measure: 'income_carried_in', label: '(?:上年|年初)结[转余]' },
	{ measure: 'balance_cumulative', label: '结余|年末结转' },
	{ measure: 'assets_total', label: '固定资产' }
];

const AMOUNT_NEAR_LABEL: readonly { measure: FigureId; pattern: RegExp }[] = [
	...TEXT_LABELS,
	...OTHER_WORDS
]
	.filter(({ measure }) => measureOf(measure).quantity === 'money')
	.map(({ measure, label }) => ({
		measure,
		pattern: new RegExp(
			`(?:${label})[^。；;，,\\d\\n]{0,16}${AMOUNT}(?:[、和及与，,]${AMOUNT})*`,
			'dg'
		)
	}));

const PEOPLE_NEAR_LABEL: readonly { measure: FigureId; pattern: RegExp }[] = [
	{ measure: 'staff_quota', pattern: /编制[^。；;，,\d\n]{0,8}(\d+)\s*[人名个]/dg },
	{
		measure: 'staff_actual',
		pattern: /(?:在职|实有|在编|在岗)[^。；;，,\d\n]{0,8}(\d+)\s*[人名个]/dg
	}
];

const NEAR_LABEL = [...AMOUNT_NEAR_LABEL, ...PEOPLE_NEAR_LABEL];

/** For each figure that a report without tables does not state: the first amount that stands beside its name. */
export function unreadAmounts(lines: readonly Line[], stated: Figures): Leftover[] {
	const used = Object.values(stated).flatMap(({ place }) =>
		place?.kind === 'text' ? [place] : []
	);
	const isUsed = ({ paragraph }: Prose, start: number) =>
		used.some(
			(place) => place.paragraph === paragraph && place.start <= start && start < place.end
		);
	const found = new Map<FigureId, Leftover>();
	for (const line of lines) {
		if (isRow(line)) continue;
		for (const { measure, pattern } of NEAR_LABEL) {
			if (stated[measure]?.place || found.has(measure)) continue;
			for (const match of line.plain.matchAll(pattern)) {
				const [start] = match.indices?.[1] ?? [match.index];
				if (isUsed(line, start)) continue;
				const end = match.index + match[0].length;
				found.set(measure, unread(measure, line, start, end));
				break;
			}
		}
	}
	const listed = [...found.values()];
	return [
		...listed,
		...budgetsInText(lines).filter((budget) => !listed.some((each) => overlap(each, budget)))
	];
}

const BUDGETED = new RegExp(
	`(?<!公共|基金|经营)预算(?!执行|收入)[^。；;，,\\d\\n]{0,12}${AMOUNT}`,
	'dg'
);

/** Budgets that the text of a report without tables states: none is stored from a text. */
function budgetsInText(lines: readonly Line[]): Leftover[] {
	return lines.flatMap((line): Leftover[] =>
		isRow(line)
			? []
			: [...line.plain.matchAll(BUDGETED)].map((match) => {
					const [start] = match.indices?.[1] ?? [match.index];
					const end = match.index + match[0].length;
					const why = '正文写的是预算数，预算数只从表中存入，未存入。';
					return { place: textPlace(line, start, end), text: line.text.slice(start, end), why };
				})
	);
}

function overlap({ place: a }: Leftover, { place: b }: Leftover): boolean {
	return (
		a.kind === 'text' &&
		b.kind === 'text' &&
		a.paragraph === b.paragraph &&
		a.start < b.end &&
		b.start < a.end
	);
}

function unread(measure: FigureId, line: Prose, start: number, end: number): Leftover {
	return {
		place: textPlace(line, start, end),
		text: line.text.slice(start, end),
		why: `没有认出这是不是部门本年度的“${measureOf(measure).name}”，未存入。`
	};
}
