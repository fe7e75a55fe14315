/** The figures, budgets and totals of scores of a filing, each under the id of its measure, and their union. */
import { BUDGET_BASES, type AmountBasis } from '#lib/catalogue/budgets.ts';
import { FIGURE_IDS, type FigureId, type ReportedId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type { Budget, Contradiction, Figure, Filing } from '#lib/filing/filing.ts';
import type { PartChanges } from './changes.ts';
import { fileOf } from './precedence.ts';

export interface Slot {
	measure: ReportedId;
	basis: AmountBasis;
	figure: Figure;
}

/** By the id of the measure, for a budget with its basis behind it. */
type Slots = ReadonlyMap<string, Slot>;

/** The figures of the total row, the budgets and the totals of the scores. */
export function slotsOf({ figures, score, budgets }: Filing): Slots {
	const slots = new Map<string, Slot>();
	const add = (measure: ReportedId, basis: AmountBasis, figure: Figure) =>
		slots.set(slotId(measure, basis), { measure, basis, figure });
	for (const id of FIGURE_IDS) add(id, 'actual', figures[id]);
	add('score_form', 'actual', score.form);
	add('score_sheet', 'actual', score.sheet);
	for (const { measure, basis, figure } of budgets) add(measure, basis, figure);
	return slots;
}

/** The id of the measure, for a budget with its basis behind it. */
export function slotId(measure: ReportedId, basis: AmountBasis): string {
	return basis === 'actual' ? measure : `${measure}_${basis}`;
}

export interface UnitedFigures {
	figures: Filing['figures'];
	form: Figure;
	sheet: Figure;
	budgets: Budget[];
	/** One of the two states this otherwise than the figure that is used. */
	contradictions: Contradiction[];
	/** A reason took the place of one that says less, or a filed figure that of a correction by hand which says the same. */
	isExplained: boolean;
}

/** Relates the file of a stored figure to that of an arriving one. */
export interface Precedence {
	/** Above 0 where the arriving figure has the higher rank, 0 where they are equal. */
	compare(stored: Figure, arriving: Figure): number;
	/** Tells whether the arriving file corrects the one of the stored figure, or is before it among its equals. */
	isBefore(stored: Figure): boolean;
}

export function uniteFigures(
	stored: Filing,
	arriving: Filing,
	precedence: Precedence,
	changes: PartChanges
): UnitedFigures {
	const united = new Map(slotsOf(stored));
	const contradictions: Contradiction[] = [];
	let isExplained = false;
	const news = slotsOf(arriving);
	for (const [id, slot] of news) {
		const known = united.get(id) ?? null;
		const outcome = known ? compare(known.figure, slot.figure, precedence) : 'added';
		if (outcome === 'explained' || (outcome === 'moved' && isCorrected(known?.figure)))
			isExplained = true;
		if (outcome === 'replaced' && known) contradictions.push(known);
		if (outcome === 'outranked') contradictions.push(slot);
		if (outcome === 'added' || outcome === 'replaced') changes[outcome].push(id);
		if (outcome === 'left' || outcome === 'outranked') changes.left.push(id);
		if (TAKEN.has(outcome)) united.set(id, slot);
	}
	for (const [id, { figure }] of united) {
		if (figure.value !== null && !news.has(id)) changes.left.push(id);
	}
	return { ...fromSlots(united), contradictions, isExplained };
}

type UnionOutcome = 'added' | 'replaced' | 'left' | 'outranked' | 'explained' | 'moved' | 'same';

/** The outcomes after which the arriving figure is the one that is used. */
const TAKEN: ReadonlySet<UnionOutcome> = new Set(['added', 'replaced', 'explained', 'moved']);

function compare(known: Figure, arriving: Figure, precedence: Precedence): UnionOutcome {
	if (arriving.value === null) {
		if (known.value !== null) return 'left';
		const more = weightOf(arriving.missing) - weightOf(known.missing);
		if (more > 0) return 'explained';
		return more === 0 && precedence.isBefore(known) ? 'moved' : 'same';
	}
	if (known.value === null) return 'added';
	const difference = precedence.compare(known, arriving);
	if (known.value !== arriving.value) return difference >= 0 ? 'replaced' : 'outranked';
	const isBefore = isCorrected(known) || precedence.isBefore(known);
	const isMoved = difference > 0 || (difference === 0 && isBefore);
	return isMoved ? 'moved' : 'same';
}

/** A later filing takes the place of a correction by hand, as of any figure that was filed before. */
function isCorrected(figure: Figure | undefined): boolean {
	return figure?.place?.correction !== undefined;
}

/** From what says least about why a figure is absent to what says most. */
const REASONS: readonly MissingReason[] = [
	'not_in_template',
	'not_filed',
	'blank',
	'not_recognised',
	'unreadable'
];

function weightOf(missing: MissingReason | null): number {
	return REASONS.indexOf(missing ?? 'not_in_template');
}

const NOT_STATED: Figure = { value: null, missing: 'not_in_template', printed: '', place: null };

function fromSlots(slots: Slots): Pick<UnitedFigures, 'figures' | 'form' | 'sheet' | 'budgets'> {
	const figureOf = (id: ReportedId) => slots.get(id)?.figure ?? NOT_STATED;
	const pairs = FIGURE_IDS.map((id) => [id, figureOf(id)]);
	const budgets = FIGURE_IDS.flatMap((measure) =>
		BUDGET_BASES.flatMap((basis) => {
			const figure = slots.get(slotId(measure, basis))?.figure;
			return figure ? [{ measure, basis, figure }] : [];
		})
	);
	return {
		figures: Object.fromEntries(pairs) as Record<FigureId, Figure>,
		form: figureOf('score_form'),
		sheet: figureOf('score_sheet'),
		budgets
	};
}

/**
 * Numbers of the stored files that an arriving one corrects as a whole: it is of the same kind, and states with the
 * same rank every figure that they do, and the score sheet where they have one.
 */
export function correctedFiles(
	stored: Filing,
	arriving: Filing,
	compare: Precedence['compare']
): number[] {
	const news = slotsOf(arriving);
	const isCorrected = new Map<number, boolean>();
	const note = (place: Figure['place'], isAgain: boolean) => {
		isCorrected.set(fileOf(place), (isCorrected.get(fileOf(place)) ?? true) && isAgain);
	};
	const noteFigure = (id: string, figure: Figure) => {
		const again = news.get(id)?.figure;
		const isStated = again !== undefined && again.value !== null;
		if (figure.value !== null) note(figure.place, isStated && compare(figure, again) === 0);
	};
	for (const [id, { figure }] of slotsOf(stored)) noteFigure(id, figure);
	for (const { measure, basis, figure } of stored.contradictions) {
		noteFigure(slotId(measure, basis), figure);
	}
	for (const { score } of stored.score.items) note(score.place, arriving.score.items.length > 0);
	return [...isCorrected.keys()].filter(
		(file) => isCorrected.get(file) && stored.sources[file - 1]?.template === arriving.template
	);
}

/** The contradictions that remain beside the figures that are used now. */
export function remaining(
	filing: Filing,
	contradictions: readonly Contradiction[],
	isGone: (file: number) => boolean
): Contradiction[] {
	const slots = slotsOf(filing);
	const idOf = ({ measure, basis }: Contradiction) => slotId(measure, basis);
	const open = contradictions.filter(
		(each) =>
			slots.get(idOf(each))?.figure.value !== each.figure.value &&
			!isGone(fileOf(each.figure.place))
	);
	const keyOf = (each: Contradiction) => `${idOf(each)} ${fileOf(each.figure.place)}`;
	return [...new Map(open.map((each) => [keyOf(each), each])).values()];
}
