/** Separates the reports of one file: parts of one department and year belong together, a second one is its own. */
import type { IdentityClaim } from '#lib/filing/filing.ts';
import { readNamedClaims } from './identity/identity.ts';
import { isRow, type Line } from './lines.ts';
import { figureOfLabel } from './figures/columns.ts';
import { SCORE_TOTAL } from './labels.ts';
import type { Part } from './parts.ts';
import { titleYearsOf } from './identity/year.ts';

/** The parts of one report with what they say of whose and of which year it is. */
export interface Report {
	parts: Part[];
	codes: Set<string>;
	names: string[];
	years: Set<number>;
	/** Its tables state these: two tables of the same things are of two reports, or of two bases. */
	contents: Set<string>;
}

export function reportsOf(parts: readonly Part[]): Pick<Report, 'parts'>[] {
	if (!repeatsAnything(parts)) return [{ parts: [...parts] }];
	const reports: Report[] = [];
	// Parts without tables, such as a cover, belong to what follows.
	let waiting: Report | null = null;
	for (const part of parts) {
		const found = join(waiting, part);
		if (found.contents.size === 0) {
			waiting = found;
			continue;
		}
		waiting = null;
		const last = reports.at(-1);
		if (last && !isAnother(last, found)) merge(last, found);
		else reports.push(found);
	}
	if (waiting) {
		const last = reports.at(-1);
		if (last) merge(last, waiting);
		else reports.push(waiting);
	}
	return reports;
}

/** Tells whether two parts state the same thing; without that, there is one report, whatever names are in it. */
function repeatsAnything(parts: readonly Part[]): boolean {
	const seen = new Set<string>();
	return parts.some(({ lines }) => {
		const contents = [...contentsOf(lines)];
		const again = contents.some((content) => seen.has(content));
		contents.forEach((content) => seen.add(content));
		return again;
	});
}

function join(waiting: Report | null, part: Part): Report {
	const claims = readNamedClaims(part.lines);
	const own: Report = {
		parts: [part],
		codes: new Set(textsOf(claims, true)),
		names: textsOf(claims, false),
		years: new Set(titleYearsOf(part.lines)),
		contents: contentsOf(part.lines)
	};
	if (!waiting) return own;
	merge(waiting, own);
	return waiting;
}

function textsOf(claims: readonly IdentityClaim[], isCode: boolean): string[] {
	return claims
		.filter(({ source }) => (source === 'budget_code') === isCode)
		.map(({ text }) => text);
}

function merge(into: Report, from: Report): void {
	into.parts.push(...from.parts);
	into.names.push(...from.names);
	for (const code of from.codes) into.codes.add(code);
	for (const year of from.years) into.years.add(year);
	for (const content of from.contents) into.contents.add(content);
}

/** Figures and score sheets that the tables of some lines name. */
function contentsOf(lines: readonly Line[]): Set<string> {
	const contents = new Set<string>();
	for (const line of lines) {
		if (!isRow(line)) continue;
		for (const { label } of line.cells) {
			const figure = figureOfLabel(label);
			if (figure) contents.add(figure);
			else if (SCORE_TOTAL.test(label)) contents.add('score');
			else if (label === '年度资金总额') contents.add('spending_total');
		}
	}
	return contents;
}

/** Tells whether parts are of another report: they state again what the former does, for another department or year. */
function isAnother(former: Report, next: Report): boolean {
	if (
		next.codes.size > 0 &&
		former.codes.size > 0 &&
		![...next.codes].some((code) => former.codes.has(code))
	)
		return true;
	if (![...next.contents].some((content) => former.contents.has(content))) return false;
	if (former.names.length === 0 && next.names.length > 0 && areParallel(former, next)) return true;
	const differs = next.names.length > 0 && former.names.length > 0;
	if (differs && !next.names.some((name) => former.names.some((other) => mayBeOne(name, other))))
		return true;
	const isSameYear = [...next.years].some((year) => former.years.has(year));
	return next.years.size > 0 && former.years.size > 0 && !isSameYear && repeatsTables(former, next);
}

/** Forms below one another that have the same title and rows, of which the first does not say whose it is. */
function areParallel(former: Report, next: Report): boolean {
	const titles = (report: Report) => report.parts.map(({ title }) => title);
	const again = [...next.contents].filter((content) => former.contents.has(content));
	return (
		again.length >= 3 &&
		titles(next).some((title) => title !== '' && titles(former).includes(title))
	);
}

/** A score sheet alone may bear a year that nobody changed; tables of figures that come again are of that year. */
function repeatsTables(former: Report, next: Report): boolean {
	const again = [...next.contents].filter(
		(content) => content !== 'score' && former.contents.has(content)
	);
	return (
		again.length >= 2 ||
		(again.length === 1 && next.contents.has('score') && former.contents.has('score'))
	);
}

const BODY_OF_PARENT = /^(?:本级|机关|局机关|本部|汇总|合计|[(（].*)?$/;

/**
 * Tells whether two printed names may be of one department: one is short for the other. `某局下属站` is not: what goes on
 * behind the whole name of a department names another one.
 */
export function mayBeOne(a: string, b: string): boolean {
	const [short, long] = [a, b].map(plainName).sort((x, y) => x.length - y.length) as [
		string,
		string
	];
	if (short === '' || short === long) return true;
	if (long.startsWith(short)) return BODY_OF_PARENT.test(long.slice(short.length));
	if (long.endsWith(short)) return true;
	let at = 0;
	for (const char of long) if (char === short[at]) at++;
	return at === short.length;
}

function plainName(name: string): string {
	return name.replace(/[\s“”"'‘’()（）]/g, '').replace(/人民政府/g, '');
}
