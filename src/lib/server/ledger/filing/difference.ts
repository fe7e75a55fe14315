/** Finds what the current filings of one state of the ledger say otherwise than those of another, figure by figure. */
import type { Kysely } from 'kysely';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { ReportedId } from '#lib/catalogue/measures.ts';
import type { DepartmentRef, Figure, Figures, Filing } from '#lib/filing/filing.ts';
import { PARTS, type PartName } from '../union/changes.ts';
import { slotsOf, type Slot } from '../union/figures.ts';
import type { Database } from '../schema/schema.ts';
import { keyText, type FilingKey } from './current-filings.ts';
import { loadFilings } from './read.ts';

/** A figure on one of the two sides; amounts in 分, people as counts, scores in hundredths of a point. */
export type FigureSide = Pick<Figure, 'printed' | 'place'> & { value: number };

export interface FigureDifference {
	/** `score_item` is the self-score of one line of the score sheet. */
	measure: ReportedId | 'score_item';
	basis: AmountBasis;
	/** The row's name where it is a part of the department, the line's whole path for a score; else empty. */
	of: string[];
	state: 'added' | 'replaced' | 'removed';
	/** Null for a figure that was added. */
	before: FigureSide | null;
	/** Null for a figure that was removed. */
	after: FigureSide | null;
}

export interface FilingDifference {
	department: DepartmentRef;
	fiscal_year: number;
	/** `added` and `removed` for a filing that only one side has. */
	state: 'added' | 'changed' | 'removed';
	/** Null on the side that has no such filing. */
	version: { before: number | null; after: number | null };
	figures: FigureDifference[];
	/** Figures that both sides state alike. */
	unchanged: number;
	/** Texts and lists that differ. */
	parts: PartName[];
}

export interface DifferenceCounts {
	added: number;
	replaced: number;
	removed: number;
	/** Figures that both sides state alike, in the filings that differ. */
	unchanged: number;
	/** Filings that are the same on both sides. */
	unchanged_filings: number;
}

export interface Differences {
	/** In the order of jurisdictions, departments and years. */
	filings: AsyncIterable<FilingDifference>;
	/** Complete once the filings were walked. */
	counts: DifferenceCounts;
}

/** Filings that are held at once. */
const AT_ONCE = 200;

/**
 * @param before null where there is no ledger yet
 * @param isCompared the departments and years to compare: all, unless said otherwise
 */
export function differencesBetween(
	before: Kysely<Database> | null,
	after: Kysely<Database>,
	isCompared: (key: FilingKey) => boolean = () => true
): Differences {
	const counts = { added: 0, replaced: 0, removed: 0, unchanged: 0, unchanged_filings: 0 };
	return { filings: walk(before, after, isCompared, counts), counts };
}

async function* walk(
	before: Kysely<Database> | null,
	after: Kysely<Database>,
	isCompared: (key: FilingKey) => boolean,
	counts: DifferenceCounts
): AsyncGenerator<FilingDifference> {
	const all = pairUp(before ? await listCurrent(before) : [], await listCurrent(after));
	const pairs = all.filter(({ old, now }) => isCompared((now ?? old) as ListedFiling));
	const differing = pairs.filter(({ old, now }) => old?.content_sha256 !== now?.content_sha256);
	counts.unchanged_filings = pairs.length - differing.length;
	for (let at = 0; at < differing.length; at += AT_ONCE) {
		const portion = differing.slice(at, at + AT_ONCE);
		const idsOf = (side: 'old' | 'now') => portion.flatMap((pair) => pair[side]?.id ?? []);
		const old = before ? await loadFilings(before, idsOf('old')) : new Map<number, Filing>();
		const now = await loadFilings(after, idsOf('now'));
		for (const pair of portion) {
			const filings = [old.get(pair.old?.id ?? 0), now.get(pair.now?.id ?? 0)] as const;
			const difference = compareFilings(pair, ...filings);
			for (const { state } of difference.figures) counts[state] += 1;
			counts.unchanged += difference.unchanged;
			yield difference;
		}
	}
}

type ListedFiling = Awaited<ReturnType<typeof listCurrent>>[number];

interface CurrentPair {
	old: ListedFiling | undefined;
	now: ListedFiling | undefined;
}

function listCurrent(db: Kysely<Database>) {
	return db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.innerJoin('jurisdiction as j', 'j.code', 'd.jurisdiction_code')
		.select(['f.id', 'f.department_id', 'f.fiscal_year', 'f.version', 'f.content_sha256'])
		.select(['d.code', 'd.name', 'j.code as area', 'j.name as area_name'])
		.where('f.is_current', '=', 1)
		.execute();
}

function pairUp(before: readonly ListedFiling[], after: readonly ListedFiling[]): CurrentPair[] {
	const pairs = new Map<string, CurrentPair>();
	for (const old of before) pairs.set(keyText(old), { old, now: undefined });
	for (const now of after) pairs.set(keyText(now), { old: pairs.get(keyText(now))?.old, now });
	const order = ({ old, now }: CurrentPair) => {
		const { area, code, fiscal_year } = (now ?? old) as ListedFiling;
		return `${area} ${code} ${fiscal_year}`;
	};
	return [...pairs.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function compareFilings(
	{ old, now }: CurrentPair,
	before: Filing | undefined,
	after: Filing | undefined
): FilingDifference {
	const { code, name, area, area_name, fiscal_year } = (now ?? old) as ListedFiling;
	const changed = now ? 'changed' : 'removed';
	const entries = before ? entriesOf(before) : new Map<string, DifferenceEntry>();
	const news = after ? entriesOf(after) : new Map<string, DifferenceEntry>();
	const figures: FigureDifference[] = [];
	let unchanged = 0;
	for (const key of new Set([...entries.keys(), ...news.keys()])) {
		const found = compareFigures(entries.get(key), news.get(key));
		if (found === 'same') unchanged += 1;
		else figures.push(found);
	}
	return {
		department: { code, name, jurisdiction: { code: area, name: area_name } },
		fiscal_year,
		state: old ? changed : 'added',
		version: { before: old?.version ?? null, after: now?.version ?? null },
		figures,
		unchanged,
		parts: (Object.keys(PARTS) as PartName[]).filter(
			(part) => textOf(before, part) !== textOf(after, part)
		)
	};
}

type DifferenceEntry = Pick<FigureDifference, 'measure' | 'basis' | 'of'> & { side: FigureSide };

/** Every stated figure of a filing under a key that is the same on both sides. */
function entriesOf(filing: Filing): Map<string, DifferenceEntry> {
	const entries = new Map<string, DifferenceEntry>();
	const add = (
		measure: DifferenceEntry['measure'],
		basis: AmountBasis,
		of: string[],
		{ value, printed, place }: Figure
	) => {
		if (value === null) return;
		let key = `${measure} ${basis} ${of.join(' ')}`;
		// Two rows may bear one name: the second is compared with the second.
		while (entries.has(key)) key += ' ';
		entries.set(key, { measure, basis, of, side: { value, printed, place } });
	};
	for (const { measure, basis, figure } of slotsOf(filing).values())
		add(measure, basis, [], figure);
	for (const { name, role, figures } of filing.units) {
		if (role === 'total') continue;
		for (const [measure, figure] of stated(figures)) add(measure, 'actual', [name], figure);
	}
	for (const { path, score } of filing.score.items) add('score_item', 'actual', path, score);
	return entries;
}

function stated(figures: Figures): [Slot['measure'], Figure][] {
	return Object.entries(figures) as [Slot['measure'], Figure][];
}

function compareFigures(
	old: DifferenceEntry | undefined,
	now: DifferenceEntry | undefined
): FigureDifference | 'same' {
	const { measure, basis, of } = (now ?? old) as DifferenceEntry;
	if (old && now?.side.value === old.side.value) return 'same';
	const changed = now ? 'replaced' : 'removed';
	return {
		measure,
		basis,
		of,
		state: old ? changed : 'added',
		before: old?.side ?? null,
		after: now?.side ?? null
	};
}

/** Returns what a part says, without its places and without the figures, which are compared one by one. */
function textOf(filing: Filing | undefined, part: PartName): string {
	if (!filing) return '[]';
	switch (part) {
		case 'units':
			return JSON.stringify(
				filing.units.flatMap(({ name, role }) => (role === 'total' ? [] : [[name, role]]))
			);
		case 'grade':
			return JSON.stringify(filing.score.grade ? [filing.score.grade.printed] : []);
		case 'score_items':
			return JSON.stringify(
				filing.score.items.map(({ path, criterion, reason, weight }) => [
					path,
					criterion,
					reason,
					weight.value
				])
			);
		default:
			return JSON.stringify(filing[part], (key, value: unknown) =>
				key.endsWith('place') ? undefined : value
			);
	}
}
