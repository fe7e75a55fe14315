/** `基本支出和项目支出分别为300万元和500万元`: several labels in one list, and their amounts in another. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { AMOUNT } from '../figures/amounts.ts';
import { isThisYears } from './whose-amount.ts';

const PEOPLE = '(\\d+)\\s*[人名个]';
const LISTS = [AMOUNT, PEOPLE].map((value) => ({
	value: new RegExp(value, 'g'),
	list: new RegExp(
		`([^，,。；;：:]{4,60})分别(?:为|是|有|支出|完成)?((?:${value}[、和及与，,]?){2,6})`,
		'g'
	)
}));
const AND = /[、和及与，,]/;

/** `我局收入、支出分别为`: short words of the whole, as a pair alone. */
const OWN = '(?:^|[年度我本局委办厅院校所站馆会队处社]|中心|单位|部门)(?:总|全年)?';
const SHORT_PAIR: readonly { measure: FigureId; ending: RegExp }[] = [
	{ measure: 'income_total', ending: new RegExp(`${OWN}收入$`) },
	{ measure: 'spending_total', ending: new RegExp(`${OWN}支出$`) }
];
/** `“三公”经费预算数和决算数分别为15万元和11万元`. */
const BUDGETED = /(?:年初)?预算数?$/;
/** `实有人数`, `编制数` */
const NUMBER_OF = /(?:人员?)?数$/;
const SPENT = /^(?:支出)?(?:决算|实际|执行)(?:数|支出)?$/;

/** `2022年和2021年“三公”经费分别为3.1万元和3.9万元`: one figure of several years. */
const OF_YEAR = /^(20\d\d)年度?/;

/** A figure and its amount, matched where it stands in the text. */
interface Respective {
	measure: FigureId;
	amount: RegExpExecArray;
}

/** Labels at the end of a text, of the figures that are looked for. */
interface LabelEnding {
	measure: FigureId;
	ending: RegExp;
}

export function respectiveAmounts(
	text: string,
	fiscalYear: number,
	endings: readonly LabelEnding[]
): Respective[] {
	if (!text.includes('分别')) return [];
	return LISTS.flatMap(({ list, value }) =>
		[...text.matchAll(list)].flatMap((match) => {
			const [whole, subjects = '', amounts = ''] = match;
			const labels = subjects.split(AND);
			const stated = [...amounts.matchAll(value)];
			if (labels.length !== stated.length) return [];
			const measures = ofYear(labels, measuresOf(labels, endings), fiscalYear);
			const [first] = measures.filter((measure) => measure !== null);
			const named = isBudgetAndSpent(labels)
				? subjects.replace(/预算数?.*$/, '')
				: isOfYears(labels)
					? `${fiscalYear}年`
					: subjects;
			if (!first || !isThisYears(text, match.index, asked(first), fiscalYear, named)) return [];
			const base = match.index + whole.length - amounts.length;
			return measures.flatMap((measure, index): Respective[] => {
				const amount = stated[index];
				if (!measure || !amount) return [];
				return [{ measure, amount: Object.assign(amount, { index: base + amount.index }) }];
			});
		})
	);
}

/** Figures of money are asked for as the whole is, whichever comes first. */
function asked(first: FigureId): FigureId {
	return measureOf(first).quantity === 'money' ? 'spending_total' : first;
}

function isBudgetAndSpent([first = '', second = '', ...others]: readonly string[]): boolean {
	return others.length === 0 && BUDGETED.test(first) && SPENT.test(second);
}

function isOfYears(labels: readonly string[]): boolean {
	return labels.length > 1 && labels.every((label) => OF_YEAR.test(label));
}

/** The figure that stands behind the last of several years, at the amount of the year that is asked for. */
function ofYear(
	labels: readonly string[],
	measures: readonly (FigureId | null)[],
	fiscalYear: number
): readonly (FigureId | null)[] {
	if (!isOfYears(labels)) return measures;
	const stated = measures.at(-1) ?? null;
	return labels.map((label) => (Number(OF_YEAR.exec(label)?.[1]) === fiscalYear ? stated : null));
}

function measuresOf(
	labels: readonly string[],
	endings: readonly LabelEnding[]
): (FigureId | null)[] {
	const named = (label: string) =>
		endings.find(({ ending }) => ending.test(label.replace(NUMBER_OF, '')))?.measure ?? null;
	if (isBudgetAndSpent(labels)) return [null, named(labels[0]?.replace(BUDGETED, '') ?? '')];
	const isShortPair =
		labels.length === 2 &&
		SHORT_PAIR.every(({ ending }, index) => ending.test(labels[index] ?? ''));
	if (!isShortPair) return labels.map(named);
	return SHORT_PAIR.map(({ measure }) =>
		endings.some((each) => each.measure === measure) ? measure : null
	);
}
