/** Says of a code on paper by what it was made, whether its numbers still hold, and what changed since. */
import { isRedirect } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import { makeBook } from '../exports/books.ts';
import type { Book } from '../exports/book.ts';
import type { Reader } from '../accounts/reader.ts';
import { cached } from '../cache.ts';
import { firstVersion } from '../ledger/filing/as-of.ts';
import { differencesBetween, type FilingDifference } from '../ledger/filing/difference.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { DEPARTMENT } from '../questions/asked.ts';
import { codesNamed } from '../questions/departments/directory.ts';
import { readParameters } from '../questions/parameters.ts';
import { listAreas, listYears } from '../questions/areas.ts';
import { dataVersion } from '../ledger/data-version.ts';
import { formerLedger } from '../request/as-of.ts';
import { ledger, readingFrom } from '../request/ledger.ts';
import { compareSheets, type CellChange } from './cells.ts';
import { writeCode, type PrintedPage } from '../request/recheck-code.ts';
import { addressOf, bookOf, OF_ONE } from '../request/printed.ts';

/** `foreign`: not of this ledger, or of a state that a backup took back. `early`: from before versions were recorded. */
export type RecheckState = 'holds' | 'changed' | 'foreign' | 'early' | 'no_book';

export interface Recheck {
	page: PrintedPage;
	code: string;
	state: RecheckState;
	/** The data version of today. */
	now: number;
	same_rules: boolean;
	same: number;
	finer: number;
	changes: CellChange[];
	/** Filings of the page's jurisdiction, or department, that came, changed or went since. */
	filings: FilingDifference[];
	/** Reports to which figures came from a further file, or by reading again, since; what they stated then is not kept. */
	filled_in: string[];
}

/** @param sight of the reader: of a page of both, whoever reads the own departments alone is compared with no others */
export function recheck(page: PrintedPage, sight: Reader['sight'] = 'all'): Promise<Recheck> {
	const code = writeCode(page) ?? '';
	return cached(ledger(), `recheck ${sight} ${code}`, () => recheckNow(page, code, sight));
}

async function recheckNow(
	page: PrintedPage,
	code: string,
	sight: Reader['sight']
): Promise<Recheck> {
	const db = ledger();
	const { version: now } = await dataVersion(db);
	const nothing = { page, code, now, same_rules: page.rule_version === RULE_VERSION };
	const none = { same: 0, finer: 0, changes: [], filings: [], filled_in: [] };
	if (page.data_version > now || !(await isOfThisLedger(db, page))) {
		return { ...nothing, ...none, state: 'foreign' };
	}
	if (page.data_version < (await firstVersion(db))) return { ...nothing, ...none, state: 'early' };
	const former = page.data_version === now ? db : await formerLedger(page.data_version, now);
	const department = await departmentOf(db, page);
	const filings = await changedFilings(former, db, page.area, department);
	const [before, after] = [await bookFrom(former, page, sight), await bookFrom(db, page, sight)];
	const compared = compareSheets(before?.sheets ?? [], after?.sheets ?? []);
	const filled_in = await filledIn(db, page, department);
	const found = { ...nothing, ...compared, filings, filled_in };
	if (!before && !after) return { ...found, state: 'no_book' };
	return { ...found, state: compared.changes.length > 0 ? 'changed' : 'holds' };
}

/** The workbook of the page from one ledger; null where that has no such page. */
async function bookFrom(
	db: Kysely<Database>,
	page: PrintedPage,
	sight: Reader['sight']
): Promise<Book | null> {
	return readingFrom(db, async () => {
		const areas = await listAreas(db);
		if (!areas.some(({ code }) => code === page.area)) return null;
		// Another year would be answered instead.
		if (page.year !== null && !(await listYears(db, page.area)).includes(page.year)) return null;
		try {
			return await makeBook(bookOf(page), asked(page), sight);
		} catch (error) {
			if (isRedirect(error)) return null;
			throw error;
		}
	});
}

function asked(page: PrintedPage): URL {
	return new URL(addressOf(page), 'http://127.0.0.1');
}

/** The code of the one department that the page tells of; null for a page of all. */
async function departmentOf(db: Kysely<Database>, page: PrintedPage): Promise<string | null> {
	const { path, area } = page;
	if (path === '/brief') {
		const { d } = readParameters(asked(page).searchParams, { d: DEPARTMENT }).values;
		return d === '' ? null : ((await codesNamed(db, area, [d]))[0] ?? '');
	}
	const [, room, named] = OF_ONE.exec(path) ?? [];
	if (room !== 'sources') return named ?? null;
	const row = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select('d.code')
		.where('f.id', '=', Number(named))
		.executeTakeFirst();
	// No department has an empty code: nothing is told of an address that no filing has.
	return row?.code ?? '';
}

async function changedFilings(
	former: Kysely<Database>,
	now: Kysely<Database>,
	area: string,
	department: string | null
): Promise<FilingDifference[]> {
	if (former === now) return [];
	const found: FilingDifference[] = [];
	for await (const each of differencesBetween(former, now).filings) {
		const { code, jurisdiction } = each.department;
		if (jurisdiction.code !== area || (department !== null && code !== department)) continue;
		found.push(each);
	}
	return found;
}

/** A minute is what a code counts in. */
const MINUTE = 60_000;

/** Holds the time in the code against those of the filings that came before and after. */
async function isOfThisLedger(db: Kysely<Database>, page: PrintedPage): Promise<boolean> {
	const at = Date.parse(page.changed_at);
	const times = await db
		.selectFrom('filing_validity as v')
		.innerJoin('filing as f', 'f.id', 'v.filing_id')
		.select((e) => [
			e.fn
				.max<string | null>('f.imported_at')
				.filterWhere('v.valid_from', '<=', page.data_version)
				.as('before'),
			e.fn
				.min<string | null>('f.imported_at')
				.filterWhere('f.id', 'in', firstAfter(db, page))
				.as('after')
		])
		.executeTakeFirstOrThrow();
	const before = times.before === null ? -Infinity : Date.parse(times.before) - MINUTE;
	const after = times.after === null ? Infinity : Date.parse(times.after) + MINUTE;
	return at >= before && at <= after;
}

/** Filings that were first current after the page was made. */
function firstAfter(db: Kysely<Database>, { data_version }: PrintedPage) {
	return db
		.selectFrom('filing_validity')
		.select('filing_id')
		.groupBy('filing_id')
		.having((e) => e.fn.min('valid_from'), '>', data_version);
}

async function filledIn(
	db: Kysely<Database>,
	{ data_version, area }: PrintedPage,
	department: string | null
): Promise<string[]> {
	let query = db
		.selectFrom('filing_validity as v')
		.innerJoin('filing as f', 'f.id', 'v.filing_id')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['d.name', 'f.fiscal_year'])
		.where('v.valid_from', '<=', data_version)
		.where('v.filled_in', '>', data_version)
		.where('d.jurisdiction_code', '=', area)
		.orderBy('d.code');
	if (department !== null) query = query.where('d.code', '=', department);
	return (await query.execute()).map(({ name, fiscal_year }) => `${name}${fiscal_year}年`);
}
