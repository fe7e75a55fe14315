/**
 * 人工更正: gives a figure that was not read, or was read wrongly, as a person reads it in the document. It makes a new version
 * of the filing, which is reviewed like any other; the version that was corrected stays.
 */
import { correctableId, correctableName } from '#lib/catalogue/correctable.ts';
import { correctedPlace } from '#lib/documents/place.ts';
import type { Figure, Filing } from '#lib/filing/filing.ts';
import { recordAct } from '../ledger/audit/append.ts';
import type { AuditAction } from '../ledger/audit/actions.ts';
import { finishRun, inTransaction, type Session, type Step } from '../ledger/connection/session.ts';
import { toPlaceText } from '../ledger/filing/cells.ts';
import { figureAt, withFigure, type FigureOf } from '../ledger/filing/corrections.ts';
import {
	keyText,
	loadCurrentFilings,
	type CurrentFilings,
	type Version
} from '../ledger/filing/current-filings.ts';
import { loadFiling } from '../ledger/filing/read.ts';
import { toRecord } from '../ledger/filing/record.ts';
import { writeAndReview } from '../ledger/filing/write.ts';
import type { RegisteredDepartment } from '../ledger/identity/registry.ts';
import { contentHash } from '../ledger/integrity/hash.ts';
import { noChanges } from '../ledger/union/changes.ts';
import { UNHASHED } from '../ledger/integrity/row-hashes.ts';
import { RefusedError } from '../refused-error.ts';
import { readReason, readStated, type TypedFigure } from './stated.ts';

export interface AskedCorrection extends FigureOf, TypedFigure {
	/** The filing must be the current version still. */
	filing: number;
	/** The figure as it was when the form was opened, as {@link stateOf} writes it. */
	was: string;
	reason: string;
}

/** Tells a figure from what it was before; on one line, since a form does not keep the kind of a line break. */
export function stateOf({ value, missing, printed }: Omit<Figure, 'place'>): string {
	return `${value ?? missing} ${printed.replace(/\s+/g, ' ')}`;
}

/**
 * Returns the number of the correction.
 * @throws RefusedError where the form does not say it all, or the figure has changed since it was opened
 */
export async function correctFigure(session: Session, asked: AskedCorrection): Promise<number> {
	return inTransaction(session, async (step) => {
		const stored = await requireCurrent(step, asked.filing);
		const { current, filing, department } = stored;
		const old = figureAt(filing, asked);
		if (!old) throw new RefusedError('这份报告里没有这一行，不能更正；请从报告的各项数据中选择。');
		if (stateOf(old) !== asked.was)
			throw new RefusedError('打开表单之后，这个数已有变动，没有更正；请核对下面的现值后再填。');
		const stated = readStated(asked, old);
		const reason = readReason(asked.reason);
		const id = await nextId(step);
		const figure = { ...stated.figure, place: correctedPlace(old.place, id) };
		const version = await writeVersion(step, stored, withFigure(filing, asked, figure));
		const { unit, measure, basis } = asked;
		await step.db
			.insertInto('correction')
			.values({
				id,
				corrected_filing_id: current.id,
				filing_id: version.id,
				unit,
				measure,
				basis,
				place: toPlaceText(old.place),
				old_value: old.value,
				old_missing: old.missing,
				old_printed: old.printed,
				...stated.figure,
				printed_unit: stated.unit,
				reason,
				corrected_by: session.actor,
				corrected_at: new Date().toISOString(),
				replaces_id: old.place?.correction ?? null,
				...NOT_TAKEN_BACK
			})
			.execute();
		await record(step, 'figure_corrected', { current, department, asked, version, id, reason }, [
			old,
			figure
		]);
		return id;
	});
}

const NOT_TAKEN_BACK = {
	taken_back_filing_id: null,
	taken_back_by: null,
	taken_back_at: null,
	taken_back_reason: null
};

/**
 * Gives the figure back as it was before, in a further version.
 * @throws RefusedError where the correction is not used any more
 */
export async function takeBackCorrection(
	session: Session,
	id: number,
	given: string
): Promise<void> {
	await inTransaction(session, async (step) => {
		const correction = await step.db
			.selectFrom('current_correction as now')
			.innerJoin('correction as c', 'c.id', 'now.id')
			.selectAll('c')
			.select('now.current_filing_id')
			.where('c.id', '=', id)
			.executeTakeFirst();
		if (!correction)
			throw new RefusedError(
				'这项更正已不在现用的数据中（已撤回，或已被后来的报送取代），不用撤回。'
			);
		const { old_value, old_missing, old_printed, replaces_id } = correction;
		const stored = await requireCurrent(step, correction.current_filing_id);
		const { current, filing, department } = stored;
		const figure = figureAt(filing, correction);
		if (figure?.place?.correction !== id) throw new Error(`Correction ${id} is not at its place`);
		const reason = readReason(given);
		const old = { value: old_value, missing: old_missing, printed: old_printed };
		const place = placeBefore(figure, replaces_id);
		const version = await writeVersion(
			step,
			stored,
			withFigure(filing, correction, { ...old, place })
		);
		const taken_back = {
			taken_back_filing_id: version.id,
			taken_back_by: session.actor,
			taken_back_at: new Date().toISOString(),
			taken_back_reason: reason
		};
		await step.db
			.updateTable('correction')
			.set({ ...taken_back, ...UNHASHED })
			.where('id', '=', id)
			.execute();
		await record(
			step,
			'correction_taken_back',
			{ current, department, asked: correction, version, id, reason },
			[figure, old]
		);
	});
}

/** The figure's place without this correction. */
function placeBefore({ place }: Figure, replaces: number | null): Figure['place'] {
	if (!place) return null;
	if (replaces !== null) return correctedPlace(place, replaces);
	if (place.kind === 'unplaced') return null;
	const { ...before } = place;
	delete before.correction;
	return before;
}

interface StoredFigure {
	current: Version;
	currentFilings: CurrentFilings;
	filing: Filing;
	department: RegisteredDepartment;
}

async function requireCurrent(step: Step, id: number): Promise<StoredFigure> {
	const key = await step.db
		.selectFrom('filing')
		.select(['department_id', 'fiscal_year', 'is_current'])
		.where('id', '=', id)
		.executeTakeFirst();
	const department = key && step.registry.department(key.department_id);
	if (!key || !department) throw new RefusedError('没有这份报告，不能更正。');
	if (key.is_current !== 1)
		throw new RefusedError('这份报告已有新的版本，没有更正；请在现用的版本上更正。');
	const currentFilings = await loadCurrentFilings(step.db, step.registry, [department]);
	const current = currentFilings.versions(key).find((version) => version.id === id);
	const filing = await loadFiling(step.db, id);
	if (!current || !filing) throw new Error(`Filing ${id} cannot be read`);
	return { current, currentFilings, filing, department };
}

/** Writes the filing as the next version, which is the current one from now on. */
async function writeVersion(
	step: Step,
	{ current: retires, currentFilings }: StoredFigure,
	filing: Filing
): Promise<{ id: number; version: number }> {
	const { department_id, fiscal_year, filed_on } = retires;
	const key = { department_id, fiscal_year };
	const version = (currentFilings.versions(key).at(-1)?.version ?? 0) + 1;
	const record = toRecord(filing);
	const facts = { filing, record, content_sha256: contentHash(record) };
	const plan = { version, fills: null, retires, changes: noChanges(), issues: [], ...facts };
	currentFilings.replace(key, null, filing);
	const change = { ...key, plan: { kind: 'change' as const, ...plan }, filed_on };
	const ids = await writeAndReview(step, currentFilings, [change]);
	await finishRun(step);
	return { id: ids.get(keyText(key)) ?? 0, version };
}

/** Numbers are given in the transaction that writes: nobody else takes one meanwhile. */
async function nextId({ db }: Step): Promise<number> {
	const { last } = await db
		.selectFrom('correction')
		.select((e) => e.fn.max<number | null>('id').as('last'))
		.executeTakeFirstOrThrow();
	return (last ?? 0) + 1;
}

interface Deed {
	current: Version;
	department: RegisteredDepartment;
	asked: FigureOf;
	version: { id: number; version: number };
	id: number;
	reason: string;
}

async function record(
	{ db, session }: Step,
	action: AuditAction,
	{ current, department, asked, version, id, reason }: Deed,
	[before, after]: [Omit<Figure, 'place'>, Omit<Figure, 'place'>]
): Promise<void> {
	const { fiscal_year } = current;
	const { name, code, jurisdiction_code } = department;
	const { unit, measure, basis } = asked;
	const side = ({ value, missing, printed }: Omit<Figure, 'place'>) => ({
		value,
		missing,
		printed
	});
	await recordAct(db, {
		actor: session.actor,
		action,
		subject: `${name} ${fiscal_year}年度 ${correctableName(correctableId(measure, basis), unit)}`,
		detail: {
			correction: id,
			area: jurisdiction_code,
			department: code,
			fiscal_year,
			version: version.version,
			unit,
			measure,
			basis,
			before: side(before),
			after: side(after),
			reason
		}
	});
}
