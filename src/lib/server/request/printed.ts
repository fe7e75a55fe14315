/** The code that a page or an export carries, from its address and the data that it was made from. */
import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import { href } from '#lib/links.ts';
import type { DataVersion } from '../ledger/data-version.ts';
import { canonicalAddress } from './address.ts';
import { readCode, writeCode, type PrintedPage } from './recheck-code.ts';

/** Written apart, or without a bearing on any figure. */
const LEFT_OUT = new Set(['area', 'year', 'pin', 'offset', 'as_of']);

/** `area` and `year` are those shown, whether or not the address names them. */
export function codeOf(
	{ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>,
	shown: { area: string; year: number | null },
	{ version, changed_at }: DataVersion
): string | null {
	const path = decoded(pathname);
	if (path === null || BELOW_ONE.test(pathname)) return null;
	const [, query = ''] = canonicalAddress(`/?${searchParams.toString()}`).split('?');
	return writeCode({
		data_version: version,
		changed_at,
		rule_version: RULE_VERSION,
		path,
		...shown,
		query: [...new URLSearchParams(query)].filter(([name]) => !LEFT_OUT.has(name))
	});
}

/** Null for a malformed address, whose answer says so and shows no figures. */
function decoded(pathname: string): string | null {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return null;
	}
}

/** A page of one department or filed document, whose name may hold any sign. */
export const OF_ONE = /^\/(departments|sources)\/(.+)$/s;

/** A page of what was done with a report, or of whom it names, is of no data version. */
const BELOW_ONE = /^\/departments\/[^/]+\/./;

/** The address that the code's page has today. A code that somebody made up may hold choices that none is written with. */
export function addressOf({ path, area, year, query }: PrintedPage): string {
	const choices = Map.groupBy(
		query.filter(([name]) => !LEFT_OUT.has(name)),
		([name]) => name
	);
	const values = Object.fromEntries(
		[...choices].map(([name, pairs]) => [name, pairs.map(([, value]) => value)])
	);
	const [, room, named] = OF_ONE.exec(path) ?? [];
	const written = room && named ? `/${room}/${encodeURIComponent(named)}` : path;
	return href(written, { area, year, ...values });
}

/** The page that the `code` of an address was printed on; null where there is no code, or one that cannot be read. */
export function printedPage(search: URLSearchParams): PrintedPage | null {
	return readCode(search.get('code') ?? '');
}

/** Names of the workbooks behind pages whose path is not their own name. */
const BOOKS: Readonly<Record<string, string>> = { '/': 'overview' };

/** The workbook with the figures of a page; one that has none is not compared cell by cell. */
export function bookOf({ path }: PrintedPage): string {
	const department = /^\/departments\/(.+)$/s.exec(path)?.[1];
	return department === undefined ? (BOOKS[path] ?? path.slice(1)) : `department/${department}`;
}

/** The page behind an export link. */
export function pathOfBook(what: string): string {
	const department = /^department\/(.+)$/s.exec(what)?.[1];
	if (department !== undefined) return `/departments/${department}`;
	return Object.entries(BOOKS).find(([, book]) => book === what)?.[0] ?? `/${what}`;
}
