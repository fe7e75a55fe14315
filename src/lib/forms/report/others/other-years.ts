/**
 * Annexes whose title names another year than the report. Whoever copies an annex may leave last year in its title, or
 * annex last year's table: nothing of it is stored unless the file itself shows that its figures are of the report's year.
 */
import type { Issue } from '#lib/documents/issue.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import type { Translation } from '../../local/translate.ts';
import { figureOfLabel } from '../figures/columns.ts';
import { findFigureTables } from '../figures/figure-tables.ts';
import { readUnits } from '../figures/units.ts';
import { isSentence } from '../identity/titles.ts';
import { titleYearsOf } from '../identity/year.ts';
import {
	cellPlace,
	filledCells,
	firstCell,
	isRow,
	joinText,
	textPlace,
	type Line
} from '../lines.ts';
import { readNarrativeFigures } from '../narrative/narrative-figures.ts';
import { readSections } from '../narrative/narrative.ts';
import type { TextOwner } from '../narrative/reading.ts';
import { rankOf } from '../parts.ts';
import { VALUE } from './offices.ts';

interface DatedLines {
	/** Without the annexes of another year; the very same array where there are none. */
	lines: readonly Line[];
	/** Everything left out, with its place. */
	leftovers: Leftover[];
	issues: Issue[];
}

/** A title with another year than the report’s, and the lines below it. */
interface Annex {
	title: Line;
	year: number;
	lines: Line[];
}

type Values = ReadonlyMap<FigureId, number>;

export function withoutOtherYears(
	lines: readonly Line[],
	owner: TextOwner,
	told: Translation['told']
): DatedLines {
	const { fiscalYear: year } = owner;
	const annexes = annexesOf(lines, year);
	if (!annexes.some(statesFigures)) return { lines, leftovers: [], issues: [] };
	const below = new Set(annexes.flatMap((annex) => annex.lines));
	const own = lines.filter((line) => !below.has(line));
	const known = new Map([...valuesInText(own, owner), ...valuesInTables(own, year, told)]);
	const stating = annexes.filter(statesFigures);
	const foreign = stating.filter(
		(annex) => !namesYear(annex, year) && !repeats(valuesInTables(annex.lines, year, told), known)
	);
	const left = new Set(foreign.flatMap((annex) => annex.lines));
	const stale = new Map(
		stating.filter((annex) => !foreign.includes(annex)).map((annex) => [annex.title, annex.year])
	);
	return {
		lines: lines
			.filter((line) => !left.has(line))
			.map((line) => (stale.has(line) ? redated(line, stale.get(line), year) : line)),
		leftovers: foreign.flatMap((annex) => leftoversOf(annex, year)),
		issues: foreign.map((annex) => otherYear(annex, year))
	};
}

/** A title that was copied with last year's number, read as of the report's year. */
function redated(line: Line, from: number | undefined, year: number): Line {
	const inYear = (label: string) => label.replace(`${from}年`, `${year}年`);
	return isRow(line)
		? { ...line, cells: line.cells.map((cell) => ({ ...cell, label: inYear(cell.label) })) }
		: { ...line, label: inYear(line.label) };
}

/** Everything below each title of another year, up to the next title. */
function annexesOf(lines: readonly Line[], year: number): Annex[] {
	const annexes: Annex[] = [];
	let open: Annex | null = null;
	for (const line of lines) {
		const [own] = titleYearsOf([line]);
		if (own !== undefined) {
			open = own === year ? null : { title: line, year: own, lines: [] };
			if (open) annexes.push(open);
		} else if (open && isTitle(line, open)) open = null;
		else open?.lines.push(line);
	}
	return annexes;
}

const TITLE = /^附(?:件|表|录)|(?:表|报告书?)(?:[(（][^()（）]*[)）])?$/;

/** A numbered heading ends an annex only behind its table. */
function isTitle(line: Line, { lines }: Annex): boolean {
	const text = textAlone(line);
	if (text === '' || isSentence(text)) return false;
	return TITLE.test(text) || (rankOf(text) >= 0 && lines.some(isRow));
}

/** The text of a paragraph, or of a row of one cell; else empty. */
function textAlone(line: Line): string {
	if (!isRow(line)) return joinText(line.text);
	const [only, second] = filledCells(line);
	return only && !second ? joinText(only.text) : '';
}

/** A score sheet alone may bear a year that nobody changed: its indicators are of no year. */
function statesFigures({ lines }: Annex): boolean {
	return lines.some(
		(line) =>
			isRow(line) &&
			line.cells.some(({ label }) => label === '年度资金总额' || figureOfLabel(label) !== null)
	);
}

/** A cell with the report's year: `2023年决算数`, `2023年12月31日`; a day within it may be the one of signing. */
function namesYear({ lines }: Annex, year: number): boolean {
	const named = new RegExp(`${year}(?:年度|年12月31日|年(?!\\d{1,2}月))`);
	return lines.some(
		(line) => isRow(line) && line.cells.some(({ text }) => named.test(joinText(text)))
	);
}

/** Tells whether an annex states again what the report says of its own year, and nothing else. */
function repeats(annexed: Values, known: Values): boolean {
	const shared = [...annexed].filter(([id]) => known.has(id) && TOLD_BY.has(measureOf(id).group));
	return shared.length > 0 && shared.every(([id, value]) => known.get(id) === value);
}

/** Staff and assets may be the same year after year. */
const TOLD_BY: ReadonlySet<string> = new Set(['income', 'spending', 'three_public']);

function valuesInTables(lines: readonly Line[], year: number, told: Translation['told']): Values {
	const { figures } = readUnits(findFigureTables(lines, new Set(), year, told));
	return new Map(
		Object.entries(figures).flatMap(([id, { value }]) =>
			value ? [[id as FigureId, value] as const] : []
		)
	);
}

function valuesInText(lines: readonly Line[], owner: TextOwner): Values {
	return new Map(
		readNarrativeFigures(readSections(lines), owner).flatMap(({ measure, figure: { value } }) =>
			value ? [[measure, value] as const] : []
		)
	);
}

function leftoversOf({ title, lines, year: named }: Annex, year: number): Leftover[] {
	const why = `上方标题“${textAlone(title)}”写的是${named}年度，报告是${year}年度，不能确定是哪一年的数，未存入。`;
	return lines.flatMap((line): Leftover[] => {
		if (!isRow(line))
			return STATES_VALUE.test(line.plain)
				? [{ place: textPlace(line), text: line.text, why }]
				: [];
		const label = firstCell(line).label;
		return line.cells
			.filter(({ isNumber }) => isNumber)
			.map((cell) => ({ place: cellPlace(line, cell, label, null), text: cell.text, why }));
	});
}

const STATES_VALUE = new RegExp(VALUE);

function otherYear({ title, year: named }: Annex, year: number): Issue {
	return {
		code: 'annex_of_other_year',
		severity: 'warning',
		message: `标题“${textAlone(title)}”写的是${named}年度，报告是${year}年度，文件里没有别处能证明表中是哪一年的数；这一部分没有存入，请核实年度、改正标题后重新报送。`,
		place: isRow(title) ? cellPlace(title, firstCell(title), null, null) : textPlace(title)
	};
}
