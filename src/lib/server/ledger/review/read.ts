/** The findings of stored filings: for pages, reports and exports. */
import type { Kysely } from 'kysely';
import type { FigureId, ReportedId } from '#lib/catalogue/measures.ts';
import { RULES, type FindingState, type RuleId } from '#lib/catalogue/rules.ts';
import type { Figure, Filing } from '#lib/filing/filing.ts';
import type { Finding } from '#lib/review/findings.ts';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { sharedCauses } from '#lib/review/shared-cause.ts';
import { fromPlaceText } from '../filing/cells.ts';
import type { CurrentFilings } from '../filing/current-filings.ts';
import { loadCurrentFilings } from '../filing/current-filings.ts';
import { loadFilings } from '../filing/read.ts';
import { loadRelated } from '../identity/registry.ts';
import type { Database, FilingVerdictView } from '../schema/schema.ts';
import { quotationsFromText, type Quoted } from './quotations.ts';

/** Filings per query: a list of parameters has its bounds. */
const FILINGS_AT_ONCE = 200;

/** Counts how many rules the review of a filing left in each state. */
export async function countVerdicts(
	db: Kysely<Database>,
	filing: number
): Promise<ReadonlyMap<FindingState, number>> {
	const rows = await db
		.selectFrom('filing as f')
		.innerJoin('verdict as v', 'v.verdict_set_id', 'f.verdict_set_id')
		.select((column) => ['v.state', column.fn.countAll<number>().as('count')])
		.where('f.id', '=', filing)
		.groupBy('v.state')
		.execute();
	return new Map(rows.map(({ state, count }) => [state, count]));
}

/** In the order of the rules; none where there is no filing of that id. */
export async function loadFindings(db: Kysely<Database>, filing: number): Promise<Finding[]> {
	return (await loadReviews(db, [filing])).get(filing) ?? [];
}

/** Loads what the reviews of filings found, by the filings' ids. */
export async function loadReviews(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, Finding[]>> {
	const loaded = new Map<number, Finding[]>();
	for (let at = 0; at < ids.length; at += FILINGS_AT_ONCE) {
		const portion = ids.slice(at, at + FILINGS_AT_ONCE);
		const passed = await reviewAgain(db, portion);
		const rows = await verdictsOf(db, portion).execute();
		for (const [id, found] of Map.groupBy(rows, (row) => row.filing_id)) {
			const { filing, findings } = passed.get(id) ?? {};
			if (!filing) continue;
			const failed = found.filter(({ state }) => state === 'fail').map(({ rule }) => rule);
			const read: JudgedFiling = { ...filing, causes: sharedCauses(failed, filing.figures) };
			loaded.set(
				id,
				found.map((row) => (row.message === null ? passOf(row, findings) : toFinding(row, read)))
			);
		}
	}
	return loaded;
}

/** The findings that are asked for, in that order. Only where one of them passed, filings are read whole. */
export async function loadChosen(
	db: Kysely<Database>,
	chosen: readonly (FilingVerdictView & { fiscal_year: number })[]
): Promise<Finding[]> {
	const ids = [...new Set(chosen.map((row) => row.filing_id))];
	const passes = chosen.filter(({ message }) => message === null).map((row) => row.filing_id);
	const again = await reviewAgain(db, [...new Set(passes)]);
	const figuresOf = await loadFigures(db, ids);
	const failedOf = await loadFailed(db, ids);
	return chosen.map((row) => {
		if (row.message === null) return passOf(row, again.get(row.filing_id)?.findings);
		const figures = figuresOf.get(row.filing_id) ?? {};
		const causes = sharedCauses(failedOf.get(row.filing_id) ?? [], figures);
		return toFinding(row, { fiscal_year: row.fiscal_year, figures, causes });
	});
}

/** A filing as far as its stored findings refer to it. */
interface JudgedFiling extends Quoted {
	causes: ReturnType<typeof sharedCauses>;
}

function verdictsOf(db: Kysely<Database>, ids: readonly number[]) {
	return db
		.selectFrom('filing_verdict')
		.selectAll()
		.where('filing_id', 'in', ids)
		.orderBy('filing_id')
		.orderBy('position');
}

function toFinding(row: FilingVerdictView, filing: JudgedFiling): Finding {
	const { rule, state, message, difference, quantity, rounding, places } = row;
	const cause = filing.causes.get(rule);
	return {
		rule,
		state,
		message: message ?? '',
		difference,
		quantity,
		rounding: rounding === 1,
		places: quotationsFromText(places ?? '[]', filing),
		...(cause && { follows_from: cause.first })
	};
}

const STATEMENTS = new Map(RULES.map(({ id, statement }) => [id, statement]));

/** A rule that passed when the filing was stored; a program whose rules judge otherwise now quotes the rule alone. */
function passOf({ rule, state }: FilingVerdictView, again: readonly Finding[] = []): Finding {
	const found = again.find((finding) => finding.rule === rule);
	if (found?.state === state) return found;
	const message = STATEMENTS.get(rule) ?? '';
	return { rule, state, message, difference: null, quantity: null, rounding: false, places: [] };
}

interface ReviewedAgain {
	filing: Filing;
	findings: Finding[];
}

/** Reviews stored filings beside the current ones of earlier years. */
async function reviewAgain(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, ReviewedAgain>> {
	if (ids.length === 0) return new Map();
	const keys = await db
		.selectFrom('filing')
		.select(['id', 'department_id', 'fiscal_year'])
		.where('id', 'in', ids)
		.execute();
	const currentFilings = await currentOf(
		db,
		keys.map((key) => key.department_id)
	);
	const subjects = keys.map((key) => ({
		id: key.id,
		earlier: currentFilings.earlier(key).map(({ stored }) => stored?.id ?? 0),
		lack: currentFilings.lack(key)
	}));
	const filings = await loadFilings(db, [
		...new Set([...ids, ...subjects.flatMap(({ earlier }) => earlier)])
	]);
	const filingsOf = (of: readonly number[]) => of.flatMap((id) => filings.get(id) ?? []);
	const reviewed = new Map<number, ReviewedAgain>();
	for (const { id, earlier, lack } of subjects) {
		const filing = filings.get(id);
		if (!filing) continue;
		const findings = reviewFiling(filing, filingsOf(earlier), { lack });
		reviewed.set(id, { filing, findings });
	}
	return reviewed;
}

async function currentOf(
	db: Kysely<Database>,
	departments: readonly number[]
): Promise<CurrentFilings> {
	const registry = await loadRelated(db, [...new Set(departments)]);
	return loadCurrentFilings(db, registry, registry.departments());
}

/** The rules that filings fail, by the filings' ids. */
async function loadFailed(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, RuleId[]>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('finding')
		.select(['filing_id', 'rule'])
		.where('filing_id', 'in', ids)
		.where('state', '=', 'fail')
		.execute();
	const byFiling = Map.groupBy(rows, (row) => row.filing_id);
	return new Map([...byFiling].map(([id, failed]) => [id, failed.map(({ rule }) => rule)]));
}

type LoadedFigures = { readonly [id in FigureId]?: Pick<Figure, 'value' | 'printed' | 'place'> };

/** The figures of the total rows, as findings quote them. */
async function loadFigures(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, LoadedFigures>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('figure')
		.innerJoin('unit', (join) =>
			join
				.onRef('unit.filing_id', '=', 'figure.filing_id')
				.onRef('unit.position', '=', 'figure.unit_position')
		)
		.select(['figure.filing_id', 'measure', 'value', 'printed', 'place'])
		.where('figure.filing_id', 'in', ids)
		.where('figure.basis', '=', 'actual')
		.where('unit.role', '=', 'total')
		.execute();
	const byFiling = Map.groupBy(rows, (row) => row.filing_id);
	return new Map([...byFiling].map(([id, figures]) => [id, byMeasure(figures)]));
}

function byMeasure(
	rows: readonly {
		measure: ReportedId;
		value: number | null;
		printed: string;
		place: string | null;
	}[]
): LoadedFigures {
	const pairs = rows.map(({ measure, value, printed, place }) => [
		measure,
		{ value, printed, place: fromPlaceText(place) }
	]);
	return Object.fromEntries(pairs) as LoadedFigures;
}
