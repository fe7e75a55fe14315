/**
 * Figures that were corrected by hand within a filing: each bears at its place the number of its correction, and goes with
 * the filing from version to version until something that is filed later states it.
 */
import type { Kysely } from 'kysely';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import {
	isItemFigure,
	ITEM_FIGURE_IDS,
	type CorrectedId,
	type ItemFigureId
} from '#lib/catalogue/correctable.ts';
import { isFigureId, type ReportedId } from '#lib/catalogue/measures.ts';
import { correctedPlace } from '#lib/documents/place.ts';
import type { Figure, Filing, ScoreItem, Unit } from '#lib/filing/filing.ts';
import { inTransaction, startSession, type Step } from '../connection/session.ts';
import { contentHash, wordsOf } from '../integrity/hash.ts';
import type { Database } from '../schema/schema.ts';
import { noChanges } from '../union/changes.ts';
import { itemNames } from '../union/item-names.ts';
import { slotId, slotsOf } from '../union/figures.ts';
import { keyText, loadCurrentFilings, type FilingKey } from './current-filings.ts';
import { loadFilings } from './read.ts';
import { toRecord } from './record.ts';
import type { PlannedChange } from './plan.ts';
import { writeAndReview } from './write.ts';

/** Says which figure of a filing. */
export interface FigureOf {
	/** Name of the row as printed; empty for the total row; of a figure of the score sheet a name of {@link itemNames}. */
	unit: string;
	measure: CorrectedId;
	basis: AmountBasis;
}

const NOT_STATED: Figure = { value: null, missing: 'not_in_template', printed: '', place: null };

/** Null where the filing has no such row. */
export function figureAt(filing: Filing, { unit, measure, basis }: FigureOf): Figure | null {
	if (isItemFigure(measure)) return itemAt(filing, unit)?.[ITEM_FIELDS[measure]] ?? null;
	if (unit === '') return slotsOf(filing).get(slotId(measure, basis))?.figure ?? NOT_STATED;
	const row = filing.units.find((each) => isRow(each, unit));
	if (!row || basis !== 'actual' || !isFigureId(measure)) return null;
	return row.figures[measure] ?? NOT_STATED;
}

function isRow({ role, name }: Unit, unit: string): boolean {
	return role !== 'total' && wordsOf(name) === wordsOf(unit);
}

/** The field of a line of the score sheet that holds the figure. */
export const ITEM_FIELDS = { item_score: 'score', item_weight: 'weight' } as const satisfies Record<
	ItemFigureId,
	keyof ScoreItem
>;

function itemAt({ score: { items } }: Filing, name: string): ScoreItem | undefined {
	return items[itemNames(items).indexOf(name)];
}

/** The filing with another figure there. What other files state otherwise stays, but for what now agrees. */
export function withFigure(filing: Filing, of: FigureOf, figure: Figure): Filing {
	const { unit, measure, basis } = of;
	if (isItemFigure(measure)) {
		const changed = itemAt(filing, unit);
		const items = filing.score.items.map((item) =>
			item === changed ? { ...item, [ITEM_FIELDS[measure]]: figure } : item
		);
		return { ...filing, score: { ...filing.score, items } };
	}
	if (unit !== '') {
		const at = filing.units.findIndex((each) => isRow(each, unit));
		const units = filing.units.map((each, index) =>
			index === at ? { ...each, figures: { ...each.figures, [measure]: figure } } : each
		);
		return { ...filing, units };
	}
	const contradictions = filing.contradictions.filter(
		(each) => each.measure !== measure || each.basis !== basis || each.figure.value !== figure.value
	);
	return withTotal({ ...filing, contradictions }, measure, basis, figure);
}

function withTotal(
	filing: Filing,
	measure: ReportedId,
	basis: AmountBasis,
	figure: Figure
): Filing {
	if (measure === 'score_form') return { ...filing, score: { ...filing.score, form: figure } };
	if (measure === 'score_sheet') return { ...filing, score: { ...filing.score, sheet: figure } };
	if (!isFigureId(measure)) return filing;
	if (basis !== 'actual') {
		const others = filing.budgets.filter(
			(each) => each.measure !== measure || each.basis !== basis
		);
		return { ...filing, budgets: [...others, { measure, basis, figure }] };
	}
	const figures = { ...filing.figures, [measure]: figure };
	const units = filing.units.map((each) => (each.role === 'total' ? { ...each, figures } : each));
	return { ...filing, figures, units };
}

export interface CorrectedFigure extends FigureOf {
	correction: number;
	figure: Figure;
}

/** The figures of a filing that corrections stand for. */
export function correctedFigures(filing: Filing): CorrectedFigure[] {
	const found: CorrectedFigure[] = [];
	const add = (of: FigureOf, figure: Figure) => {
		const correction = figure.place?.correction;
		if (correction !== undefined) found.push({ ...of, correction, figure });
	};
	for (const { measure, basis, figure } of slotsOf(filing).values()) {
		add({ unit: '', measure, basis }, figure);
	}
	for (const { name, role, figures } of filing.units) {
		if (role === 'total') continue;
		for (const [measure, figure] of Object.entries(figures))
			add({ unit: name, measure: measure as ReportedId, basis: 'actual' }, figure);
	}
	const names = itemNames(filing.score.items);
	filing.score.items.forEach((item, at) => {
		for (const measure of ITEM_FIGURE_IDS)
			add({ unit: names[at] ?? '', measure, basis: 'actual' }, item[ITEM_FIELDS[measure]]);
	});
	return found;
}

/**
 * Puts the corrections of the current filings of `ledger` into those that were read again, since a person decided on them and
 * not the reader. Returns the filings in which a row of theirs is not found any more, by {@link keyText}.
 */
export async function carryCorrections(
	ledger: Kysely<Database>,
	reread: Kysely<Database>
): Promise<ReadonlySet<string>> {
	const lost = new Set<string>();
	const corrected = await ledger
		.selectFrom('current_correction')
		.select('current_filing_id')
		.distinct()
		.execute();
	const ids = corrected.map(({ current_filing_id }) => current_filing_id);
	if (ids.length === 0) return lost;
	const keys = await ledger
		.selectFrom('filing')
		.select(['id', 'department_id', 'fiscal_year'])
		.where('id', 'in', ids)
		.execute();
	const filings = await loadFilings(ledger, ids);
	await inTransaction(startSession(reread), async (step) => {
		for (const { id, ...key } of keys) {
			const stored = filings.get(id);
			if (stored && !(await carryInto(step, key, correctedFigures(stored)))) lost.add(keyText(key));
		}
	});
	return lost;
}

/** False where one of them finds no row. */
async function carryInto(
	step: Step,
	key: FilingKey,
	corrected: readonly CorrectedFigure[]
): Promise<boolean> {
	const department = step.registry.department(key.department_id);
	if (!department) return true;
	const currentFilings = await loadCurrentFilings(step.db, step.registry, [department]);
	const fills = currentFilings.current(key)?.stored;
	let filing = fills && (await loadFilings(step.db, [fills.id])).get(fills.id);
	if (!fills || !filing) return true;
	for (const { correction, figure, ...of } of corrected) {
		const read = figureAt(filing, of);
		if (!read) return false;
		const place = correctedPlace(read.place, correction);
		filing = withFigure(filing, of, { ...figure, place });
	}
	currentFilings.replace(key, fills, filing);
	await writeAndReview(step, currentFilings, [changeTo(filing, key, fills)]);
	return true;
}

type Fills = NonNullable<PlannedChange['plan']['fills']>;

function changeTo(filing: Filing, key: FilingKey, fills: Fills): PlannedChange {
	const record = toRecord(filing);
	const facts = { filing, record, content_sha256: contentHash(record) };
	const plan = { version: fills.version, fills, retires: null, changes: noChanges(), issues: [] };
	return { ...key, plan: { kind: 'change', ...plan, ...facts }, filed_on: fills.filed_on };
}
