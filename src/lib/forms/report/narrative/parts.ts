/** Figures that are parts of others, and amounts of which they are none. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { NAMES_KIND_OF_POSTS } from './narrative-labels.ts';
import type { Lead } from './lead.ts';
import type { AmountName, SeenAmount, SentenceScope } from './reading.ts';
import { valueOf, type Word } from './words.ts';

export const PARTS_OF_SPENDING: ReadonlySet<FigureId> = new Set([
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project'
]);
const THREE_PUBLIC: readonly FigureId[] = [
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad'
];
/** The parts of a figure that are figures of their own; a list of others ends at the first that is none of its parts. */
export const PARTS: Partial<Record<FigureId, readonly FigureId[]>> = {
	spending_total: [...PARTS_OF_SPENDING, 'three_public_total', ...THREE_PUBLIC],
	spending_basic: [
		'spending_personnel',
		'spending_operating',
		'three_public_total',
		...THREE_PUBLIC
	],
	three_public_total: THREE_PUBLIC,
	income_total: [
		'income_carried_in',
		'income_fiscal',
		'income_gov_fund',
		'income_nontax',
		'income_other'
	],
	income_fiscal: ['income_fiscal', 'income_gov_fund'],
	assets_total: ['assets_in_use', 'assets_leased', 'assets_other']
};
type Named = Pick<AmountName, 'measure'>;

export function isPartOf(part: Named, whole: Named): boolean {
	const parts = whole.measure === null ? undefined : PARTS[whole.measure];
	return part.measure !== null && parts?.includes(part.measure) === true;
}

/** Among the parts of project spending these are no figures of the department's. */
const NOT_AMONG_PROJECTS: ReadonlySet<FigureId> = new Set([
	'spending_personnel',
	'spending_operating',
	'three_public_total',
	...THREE_PUBLIC
]);
export function isOfThreePublic({ measure }: Named): boolean {
	return measure !== null && measureOf(measure).group === 'three_public';
}

export function isKindOfSpending({ measure }: Named): boolean {
	return measure !== null && PARTS_OF_SPENDING.has(measure);
}

/** `公务接待费8万元；公务用车运行维护费10万元。合计18万元`: several items of 三公经费 and nothing else make an amount up. */
export function isOfItems(amounts: readonly SeenAmount[], value: number): boolean {
	if (amounts.length < 2) return false;
	const isItem = ({ measure, isUnderstood }: SeenAmount) =>
		isUnderstood && measure !== null && THREE_PUBLIC.includes(measure);
	return amounts.every(isItem) && amounts.reduce((sum, each) => sum + each.value, 0) === value;
}

const VEHICLE_COSTS = /购置(?:及|和|与|、)?运行/;

/** `公务用车购置及运行维护费`, which is no figure itself. */
export function isOfVehicles(text: string, { measure, start }: AmountName): boolean {
	return measure === null && VEHICLE_COSTS.test(text.slice(start, start + 12));
}

/** Whole again: `支出合计` ends what a list says of parts. */
export const WHOLES: ReadonlySet<FigureId> = new Set([
	'spending_total',
	'income_total',
	'assets_total'
]);

export function isOfPart({ measure }: AmountName): boolean {
	return measure === null || !WHOLES.has(measure);
}

/** Tells whether a figure may stand where it does among the parts of another amount. */
export function mayBePart(
	measure: FigureId,
	{ parent, basis, isAside }: SentenceScope,
	{ isBudget, isActual }: Lead,
	text: string
): boolean {
	if (!parent) return true;
	// `支出90万元（年初预算80万元）`, `整体支出预算90万元，其中年初预算80万元`.
	const isBudgeted = isAside || parent.basis !== 'actual';
	if (isBudget && isBudgeted && parent.measure === measure) return true;
	if (parent.measure !== null && !parent.isUnderstood) return false;
	// What was spent is no part of a budget, but of what was budgeted: `其中基本支出年初预算90万元，实际支出80万元`.
	const isOfBasis =
		parent.basis === basis ||
		measure.startsWith('staff_') ||
		((isBudget || isActual) && parent.measure !== null && PARTS[parent.measure]?.includes(measure));
	if (!isOfBasis) return false;
	if (parent.measure === null) {
		const isVehicle = isOfVehicles(text, parent) && measure.startsWith('three_public_vehicle');
		return isVehicle || !['spending', 'three_public'].includes(measureOf(measure).group);
	}
	if (PARTS[parent.measure]?.includes(measure)) return true;
	// `本年支出90万元，其中财政拨款80万元、其他收入10万元`: what each source paid for.
	if (measure.startsWith('income_') && parent.measure.startsWith('spending_')) return false;
	// `三公经费支出8万元，其中基本支出安排5万元`: what each kind of spending holds of it.
	if (isOfThreePublic(parent) && isKindOfSpending({ measure })) return false;
	return !(parent.measure === 'spending_project' && NOT_AMONG_PROJECTS.has(measure));
}

/** Tells whether an amount is what one source of money paid for; 三公 is reckoned on the public purse everywhere. */
export function isOfOneSource(measure: FigureId, source: SentenceScope['source']): boolean {
	const { group } = measureOf(measure);
	if (source === null || measure.startsWith('income_') || measure.startsWith('staff_'))
		return false;
	return source === 'fund' || group !== 'three_public';
}

/** The name of an amount with these before it: one, or a part behind its whole; null where several are listed. */
export function nameOf(labels: readonly AmountName[], { isListed }: Lead): AmountName | null {
	const [first = null] = labels;
	const last = labels.at(-1);
	if (labels.length < 2 || !last) return first;
	if (isListed || !first?.measure || !last.measure) return null;
	return PARTS[first.measure]?.includes(last.measure) ? last : null;
}

/** Beside houses and vehicles 其他固定资产 means another kind of assets. */
export function isUseOfAssets({ measure }: SeenAmount): boolean {
	return measure === 'assets_in_use' || measure === 'assets_leased';
}

/** `结转下年` is of what the sentence began with: of a project or a kind of spending it is no figure. */
export function mayBeLeft(text: string, start: number, first: SeenAmount | undefined): boolean {
	if (!text.startsWith('结转', start)) return true;
	return first?.measure === 'spending_total' || first?.measure?.startsWith('income_') === true;
}

export function isSpending(text: string, amount: SeenAmount): boolean {
	const { measure } = amount;
	if (measure === null) return !isAllIncome(text, amount);
	return ['spending', 'three_public'].includes(measureOf(measure).group);
}

/** The figure whose parts may follow an amount: 本年收入 has those of all income, 公务用车购置及运行费 those of vehicles. */
export function wholeOf(text: string, amount: SeenAmount): FigureId | null {
	if (isAllIncome(text, amount)) return 'income_total';
	return isOfVehicles(text, amount) ? 'three_public_vehicle_purchase' : amount.measure;
}

/** `收入合计`, and `本年收入` besides what was carried in. */
export function isAllIncome(text: string, { measure, start }: SeenAmount): boolean {
	return measure === 'income_total' || /^[本当全]年度?收入/.test(text.slice(start, start + 5));
}

/** `行政编制16名`. */
export function isOfKindOfPosts(text: string, { word, start }: SeenAmount): boolean {
	return word.kind === 'people' && NAMES_KIND_OF_POSTS.test(text.slice(start, start + 6));
}

/** All of what sentences, which begin at one of the amounts, have counted of several bodies so far. */
export function isSumOfBodies(
	text: string,
	amounts: readonly SeenAmount[],
	sentence: number,
	{ word: total, measure }: Pick<SeenAmount, 'word' | 'measure'>
): boolean {
	if (measure === null || amounts.length - sentence > MOST_COUNTED) return false;
	const counted = amounts.slice(sentence).filter((each) => each.measure === measure);
	const sum = counted.reduce((whole, { value }) => whole + value, 0);
	return counted.length > 1 && sum === valueOf(text, total);
}

const MOST_COUNTED = 12;

/** `公务接待费预算2万元，支出1万元`: the budget of a part has its own name, that of the whole may be of income. */
export function isBudgetOfPart(amount: SeenAmount | undefined): boolean {
	if (!amount?.isBudgetSaid || amount.basis === 'actual' || amount.isWhole) return false;
	return amount.measure !== null && isOfPart(amount);
}

/** `行政编制16名、事业编制24名，共40名`: posts of several kinds, and all of them. */
export function isSumOfPosts(text: string, before: readonly SeenAmount[], total: Word): boolean {
	return (
		total.kind === 'people' &&
		before.length > 1 &&
		before.every((each) => isOfKindOfPosts(text, each)) &&
		before.reduce((sum, { value }) => sum + value, 0) === valueOf(text, total)
	);
}
