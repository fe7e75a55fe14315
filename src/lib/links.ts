/**
 * Addresses of pages, in one place: every link, export and sentence is built here, so that the reader's
 * jurisdiction and year travel along and nothing typed reaches a URL unescaped.
 */
import type { MeasureId } from './catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';

/** The part of the reader's choice that travels from page to page; null where the reader has not chosen. */
export interface Chosen {
	area: string | null;
	year: number | null;
	/** Department kind; links in the text of a page of all kinds leave it out, the shell's links keep it. */
	kind?: string | null;
}

type QueryValue = string | number | null | undefined;
type Query = Record<string, QueryValue | readonly string[]>;

/** A path with its query; absent and empty values are left out, lists are repeated, order is as given. */
export function href(path: string, query: Query = {}): string {
	let text = '';
	const append = (name: string, value: QueryValue) => {
		if (value === null || value === undefined || value === '') return;
		text += `${text === '' ? '?' : '&'}${name}=${formEncoded(String(value))}`;
	};
	for (const name in query) {
		const given = query[name];
		if (Array.isArray(given)) for (const value of given as readonly string[]) append(name, value);
		else append(name, given as QueryValue);
	}
	return path + text;
}

const PLAIN = /^[\w.*-]*$/;

/** As `URLSearchParams` writes a value. A page has thousands of links, and most values are written as they are. */
function formEncoded(value: string): string {
	return PLAIN.test(value) ? value : new URLSearchParams([['', value]]).toString().slice(1);
}

/** The page of one department; codes may hold any character. */
export function departmentHref(code: string, chosen: Chosen): string {
	return href(`/departments/${encodeURIComponent(code)}`, { ...chosen });
}

/** 办理: the round of one department's report. */
export function roundHref(code: string, chosen: Chosen): string {
	return href(`/departments/${encodeURIComponent(code)}/round`, { ...chosen });
}

/** Links to the contacts that the department's reports name. */
export function contactsHref(code: string, { area }: Chosen): string {
	return href(`/departments/${encodeURIComponent(code)}/contacts`, { area });
}

/** The filed document with the cell highlighted that is at `place`. */
export function placeHref(filing: number, place: Place | null): string {
	const at = place ? writePlace(place) : null;
	return `${href(`/sources/${filing}`, { at })}${at ? '#at' : ''}`;
}

/** The source of a measure: its highlighted cell, or for a derived one its formula with the cells of its parts. */
export function measureHref(filing: number, measure: MeasureId): string {
	return `${href(`/sources/${filing}`, { measure })}#at`;
}

/**
 * A place as a short URL value, e.g. `cell-1-11-4`, `text-12-3-9`, `field-10-5`, `sheet-B7-收入`; in another file of
 * the filing than the first with the number of the file before it, e.g. `2-cell-1-11-4`. Empty where no place was read.
 */
export function writePlace({ file, ...place }: Place): string {
	if (place.kind === 'unplaced') return '';
	return file === undefined ? writeInFile(place) : `${file}-${writeInFile(place)}`;
}

function writeInFile(place: Exclude<Place, { kind: 'unplaced' }>): string {
	switch (place.kind) {
		case 'cell':
			return `cell-${place.table}-${place.row}-${place.column}`;
		case 'text':
			return `text-${place.paragraph}-${place.start}-${place.end}`;
		case 'field':
			return `field-${place.line}-${place.column}`;
		case 'sheet':
			return `sheet-${place.cell}-${place.sheet}`;
	}
}

/** Reads what {@link writePlace} wrote; null for anything else. Labels are not part of it. */
export function readPlace(text: string): Place | null {
	const [prefix, file] = /^([1-9]\d{0,2})-/.exec(text) ?? [];
	if (prefix === undefined) return readInFile(text);
	const place = readInFile(text.slice(prefix.length));
	return place && { ...place, file: Number(file) };
}

function readInFile(text: string): Place | null {
	const [kind, ...rest] = text.split('-');
	if (kind === 'sheet' && rest.length >= 2) {
		const cell = rest[0] ?? '';
		return /^[A-Z]{1,3}\d{1,7}$/.test(cell)
			? { kind, cell, sheet: rest.slice(1).join('-'), column_label: null }
			: null;
	}
	if (!rest.every((part) => /^\d{1,9}$/.test(part))) return null;
	const [a = 0, b = 0, c = 0] = rest.map(Number);
	if (kind === 'cell' && rest.length === 3)
		return { kind, table: a, row: b, column: c, row_label: null, column_label: null };
	if (kind === 'text' && rest.length === 3) return { kind, paragraph: a, start: b, end: c };
	if (kind === 'field' && rest.length === 2)
		return { kind, line: a, column: b, column_label: null };
	return null;
}

export interface ExportLink {
	label: string;
	href: string;
}

const TABLE_FILES = [
	['CSV', 'csv'],
	['Excel', 'xlsx']
] as const;

/** The rows of a page as files: the same question, filters and order as the page's own address. */
export function exportLinks(
	what: string,
	search: URLSearchParams,
	files: readonly (readonly [label: string, ending: string])[] = TABLE_FILES
): ExportLink[] {
	const query = search.toString();
	const suffix = query ? `?${query}` : '';
	return files.map(([label, ending]) => ({ label, href: `/exports/${what}.${ending}${suffix}` }));
}

/** The choices of the reader for all pages, as parameters with their values; repeated where there are several. */
export type CarriedChoice = readonly (readonly [name: string, value: string])[];

/** Files and the API answer their own questions. */
const NO_PAGE = /^\/(?:_app|api|exports)\//;

/**
 * The address of a page of this site with the choice in it; what it chooses itself stays. Links of the content say
 * themselves whether their figures are of one kind: a figure of all kinds must not lead to a page that `narrows` its
 * rows to one. `pin` counts from 1 where the page is of a pinned department, else it is 0.
 */
export function withChoice(
	address: string,
	choice: CarriedChoice,
	{ isContent, narrows }: { isContent: boolean; narrows: (path: string) => boolean }
): { address: string; pin: number } {
	if (NO_PAGE.test(address)) return { address, pin: 0 };
	const [rest = '', fragment] = address.split('#', 2);
	const [path = '', query = ''] = rest.split('?', 2);
	const missing = choice.filter(
		([name]) => !isIn(query, name) && !(name === 'kind' && isContent && narrows(path))
	);
	const pins = choice.filter(([name]) => name === 'pin');
	const pin = pins.findIndex(([, code]) => path === `/departments/${encodeURIComponent(code)}`) + 1;
	if (missing.length === 0) return { address, pin };
	const added = missing.map(([name, value]) => `${name}=${formEncoded(value)}`).join('&');
	const whole = query === '' ? added : `${query}&${added}`;
	return { address: `${path}?${whole}${fragment === undefined ? '' : `#${fragment}`}`, pin };
}

/** Tells whether a query has the parameter, whose name needs no escape. */
function isIn(query: string, name: string): boolean {
	return query.startsWith(`${name}=`) || query.includes(`&${name}=`);
}
