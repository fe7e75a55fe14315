/** Totals that the database adds up are those of all rows read, whatever was filed, corrected, taken back or reorganised. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { yearTotals } from '#lib/comparison/change/year-totals.ts';
import { correctFigure, stateOf, takeBackCorrection } from '#lib/server/correction/correct.ts';
import { StoreError } from '#lib/server/ledger/connection/errors.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import { figureAt } from '#lib/server/ledger/filing/corrections.ts';
import { raiseDataVersion } from '#lib/server/ledger/filing/projection.ts';
import { loadFiling } from '#lib/server/ledger/filing/read.ts';
import { makeCurrent } from '#lib/server/ledger/filing/restore.ts';
import { mergeDepartments } from '#lib/server/ledger/identity/change-departments.ts';
import { HEADLINE_MEASURES } from '#lib/server/questions/figures/overview.ts';
import { allComparables } from '#lib/server/questions/figures/population.ts';
import { totalsOfYears } from '#lib/server/questions/figures/year-totals.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import { AREA, figuresRow, memorySession, SOUND, store, wan } from '../ledger/samples.ts';

const YEARS = [2019, 2020, 2021];
/** The last has no code, so that it may be merged into another. */
const DEPARTMENTS = [
	{ name: '甲局', code: '101' },
	{ name: '乙局', code: '102' },
	{ name: '丙局', code: '103' },
	{ name: '丁局', code: undefined }
];
const USUAL: Partial<Record<FigureId, number>> = {
	...SOUND,
	three_public_total: wan(9),
	three_public_vehicle_purchase: wan(2)
};

const CHANGES = [
	'succeed',
	'succeed',
	'correct',
	'correct',
	'takeBack',
	'restore',
	'accept',
	'merge'
] as const;

const department = fc.nat(DEPARTMENTS.length - 1);
const year = fc.constantFrom(...YEARS);
const filed = fc.record({
	act: fc.constant('file' as const),
	department,
	year,
	factor: fc.constantFrom(1, 1, 1.1, 10, 10_000),
	zero: fc.subarray<FigureId>(['spending_total', 'balance_cumulative'], { maxLength: 1 }),
	blank: fc.subarray<FigureId>([
		'spending_total',
		'balance_cumulative',
		'three_public_vehicle_purchase'
	])
});
const changed = fc.record({
	act: fc.constantFrom(...CHANGES),
	department,
	other: department,
	year
});
type Filed = typeof filed extends fc.Arbitrary<infer T> ? T : never;
type Changed = typeof changed extends fc.Arbitrary<infer T> ? T : never;

const file = (session: Session, one: Filed, bytes: string) => {
	const amounts = Object.entries(USUAL)
		.filter(([id]) => !one.blank.some((blank) => blank === id))
		.map(([id, amount]) => {
			const isZero = one.zero.some((zero) => zero === id);
			return [id, isZero ? 0 : Math.round(amount * (id.startsWith('staff') ? 1 : one.factor))];
		});
	const { name, code } = DEPARTMENTS[one.department] ?? { name: '' };
	const figures = Object.fromEntries(amounts) as Partial<Record<FigureId, number>>;
	return store(
		session,
		bytes,
		figuresRow({ name, year: one.year, figures, ...(code && { code }) })
	);
};

async function change(session: Session, { act, year, ...of }: Changed): Promise<void> {
	const { db } = session;
	const idOf = async (index: number) => {
		const { name } = DEPARTMENTS[index] ?? { name: '' };
		const found = await db.selectFrom('department').selectAll().where('name', '=', name).execute();
		return found[0];
	};
	const [one, other] = [await idOf(of.department), await idOf(of.other)];
	if (!one || !other) return;
	const versions = await db
		.selectFrom('filing')
		.select(['id', 'is_current'])
		.where('department_id', '=', one.id)
		.where('fiscal_year', '=', year)
		.execute();
	const current = versions.find(({ is_current }) => is_current === 1)?.id;
	if (act === 'merge') {
		await mergeDepartments(session, { area: AREA.code, from: one.code, to: other.code });
	} else if (act === 'succeed') {
		const succession = { successor_id: other.id, succeeded_from: year };
		await db.updateTable('department').set(succession).where('id', '=', one.id).execute();
		await raiseDataVersion(db);
		session.registry = null;
	} else if (act === 'accept') {
		const topic = { topic_kind: 'rule', topic: 'scale_jump', entry: 'accept', text: '' } as const;
		const report = { area: AREA.code, department: one.code, fiscal_year: year };
		await writeEntry(db, { ...report, ...topic }, 'li');
	} else if (act === 'takeBack') {
		const used = await db.selectFrom('current_correction').select('id').executeTakeFirst();
		if (used) await takeBackCorrection(session, used.id, '核对有误');
	} else if (act === 'restore') {
		const former = versions.find(({ is_current }) => is_current === 0);
		if (former) await makeCurrent(session, former.id);
	} else if (current) {
		const figure = { unit: '', measure: 'spending_total', basis: 'actual' } as const;
		const filing = await loadFiling(db, current);
		const was = filing && figureAt(filing, figure);
		const typed = { printed: '97.5', unit_of_amount: '万元', reason: '原件有误' };
		if (was)
			await correctFigure(session, { ...figure, ...typed, filing: current, was: stateOf(was) });
	}
}

async function compare({ db }: Session): Promise<void> {
	const rows = await allComparables(db, AREA.code, YEARS);
	const read = HEADLINE_MEASURES.map((measure) => [measure, yearTotals(rows, measure)]);
	expect(await totalsOfYears(db, AREA.code, HEADLINE_MEASURES)).toEqual(Object.fromEntries(read));
}

test('totals that are added up are those of all rows read, after any sequence of changes', async () => {
	const acts = fc.tuple(
		fc.array(filed, { minLength: 10, maxLength: 16 }),
		fc.array(fc.oneof(filed, changed), { minLength: 2, maxLength: 8 })
	);
	await fc.assert(
		fc.asyncProperty(acts, async ([first, later]) => {
			const session = await memorySession();
			for (const [at, one] of [...first, ...later].entries()) {
				try {
					await (one.act === 'file' ? file(session, one, `${at}`) : change(session, one));
				} catch (error) {
					// What a bureau may not do changes nothing.
					if (!(error instanceof RefusedError || error instanceof StoreError)) throw error;
				}
				if (at >= first.length) await compare(session);
			}
			await session.db.destroy();
		}),
		{ numRuns: 20, interruptAfterTimeLimit: 40_000 }
	);
}, 60_000);
