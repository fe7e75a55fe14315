/**
 * The departments of a jurisdiction from A to Z, as readers look for them: by name, alias, short form, code and pinyin.
 * Read and spelled once per data version.
 */
import type { Kysely } from 'kysely';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { compareNames, findNamed, type Searched } from '#lib/catalogue/name-search.ts';
import { shortForm } from '#lib/catalogue/short-names.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { cached } from '../../cache.ts';
import { syllablesOf } from '../../pinyin.ts';

export interface DirectoryEntry extends Searched {
	id: number;
	name: string;
	/** The name without the city, for lists of one jurisdiction. */
	short: string;
	kind: string | null;
	/** First letters of the short name's syllables. */
	initials: string;
}

/** Every department of the jurisdiction, from A to Z by its name without the city. */
export function directoryOf(
	db: Kysely<Database>,
	area: string
): Promise<readonly DirectoryEntry[]> {
	return cached(db, `directory ${area}`, () => readDirectory(db, area));
}

async function readDirectory(db: Kysely<Database>, area: string): Promise<DirectoryEntry[]> {
	const rows = await db
		.selectFrom('department as d')
		.innerJoin('jurisdiction as j', 'j.code', 'd.jurisdiction_code')
		.select(['d.id', 'd.code', 'd.name', 'd.kind', 'j.name as city'])
		.where('d.jurisdiction_code', '=', area)
		.execute();
	const aliases = await db
		.selectFrom('department_alias as a')
		.innerJoin('department as d', 'd.id', 'a.department_id')
		.select(['a.department_id', 'a.alias'])
		.where('d.jurisdiction_code', '=', area)
		.execute();
	const byDepartment = Map.groupBy(aliases, ({ department_id }) => department_id);
	const entries = rows.map(({ city, ...row }) => {
		const short = nameWithin(city, row.name);
		const others = (byDepartment.get(row.id) ?? []).map(({ alias }) => alias);
		const withLevel = city.slice(-1) + short.replace(/^[市县区州]/, '');
		return entryOf({ ...row, short }, [row.name, ...others, withLevel]);
	});
	return entries.sort((a, b) => compareFirst(a, b) || (a.code < b.code ? -1 : 1));
}

function entryOf(
	row: Pick<DirectoryEntry, 'id' | 'code' | 'name' | 'kind' | 'short'>,
	others: readonly string[]
): DirectoryEntry {
	const texts = [
		row.short,
		...[row.short, ...others].flatMap((name) => shortForm(name) ?? []),
		...others
	];
	const names = [...new Set(texts)].map((text) => ({ text, syllables: syllablesOf(text) }));
	const initials = names[0]?.syllables.map((syllable) => syllable.slice(0, 1)).join('') ?? '';
	return { ...row, initials, names };
}

function compareFirst({ names: [a] }: Searched, { names: [b] }: Searched): number {
	return a && b ? compareNames(a, b) : 0;
}

/** Ids of the departments that `words` mean; null for no words, which is everybody. */
export async function departmentsNamed(
	db: Kysely<Database>,
	area: string,
	words: string
): Promise<ReadonlySet<number> | null> {
	if (words === '') return null;
	return new Set(findNamed(await directoryOf(db, area), words).map(({ id }) => id));
}

/** Position of each department from A to Z. */
export async function alphabetOf(
	db: Kysely<Database>,
	area: string
): Promise<ReadonlyMap<number, number>> {
	const entries = await directoryOf(db, area);
	return new Map(entries.map(({ id }, index) => [id, index]));
}

/** The one department that a reader means by a code, a name or its pinyin; null where that is none or several. */
export function entryNamed(
	entries: readonly DirectoryEntry[],
	words: string
): DirectoryEntry | null {
	const exact =
		entries.find(({ code }) => code === words) ??
		entries.find(({ names }) => names.some(({ text }) => text === words));
	if (exact) return exact;
	const [first, ...more] = findNamed(entries, words);
	return first && more.length === 0 ? first : null;
}

/** The codes of the departments that readers name; a name of none stays as it was asked. */
export async function codesNamed(
	db: Kysely<Database>,
	area: string,
	asked: readonly string[]
): Promise<string[]> {
	const entries = await directoryOf(db, area);
	return asked.map((words) => entryNamed(entries, words.trim())?.code ?? words);
}

/** Several are named by the first of them. */
const NAMED = 3;

/** Says why the department that a reader asked for is not shown: there is none, it is one of several, or it did not file. */
export function notShown(entries: readonly DirectoryEntry[], words: string, year: number): string {
	const asked = words.slice(0, 40);
	const one = entryNamed(entries, words);
	if (one) return `${one.short}没有${year}年的报告，未列入。`;
	const several = findNamed(entries, words);
	if (several.length === 0) return `没有名称或编码为“${asked}”的部门，未列入。`;
	const names = several.slice(0, NAMED).map(({ short }) => short);
	return `“${asked}”对应${several.length}家部门（${names.join('、')}${several.length > NAMED ? '等' : ''}），请写全名称；未列入。`;
}
