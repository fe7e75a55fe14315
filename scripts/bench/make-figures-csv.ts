/**
 * Writes a figures CSV of made-up departments to standard output, for measuring:
 * `node scripts/bench/make-figures-csv.ts ROWS [TABLE] > figures.csv`. Ten years a department. All sums hold and all
 * years connect. TABLE is `figures`, or of the same departments: `scored` (figures with the points of the score
 * table), `scores`, `departments` (kinds and divisions), `expected` (who must file).
 */
import { DEPARTMENT_KINDS } from '#lib/catalogue/departments.ts';
import { FIGURE_IDS, measureOf } from '#lib/catalogue/measures.ts';
import { fixedAmount } from '../demo/filing/printed-numbers.ts';
import { INDICATOR_LINES, type IndicatorLine } from '../demo/scores/indicator-lines.ts';
import type { Random } from '../demo/city/random.ts';
import { randomFor } from '../demo/city/random.ts';
import type { DemoFigures } from '../demo/city/figures.ts';
import { addUp, WAN_STEP } from '../demo/city/figures.ts';

const YEARS = 10;
const FIRST_YEAR = 2014;
const AREA = '999901';
const DIVISIONS = ['行政政法科', '教科文科', '经济建设科', '社会保障科', '综合科'];
/** Written at once, so that writing costs little. */
const PIECE = 1 << 20;

const TABLES: Record<string, (rows: number) => Generator<string>> = {
	figures: (rows) => figureLines(rows, false),
	scored: (rows) => figureLines(rows, true),
	scores: scoreLines,
	departments: departmentLines,
	expected: expectedLines
};

const [rows = '', table = 'figures'] = process.argv.slice(2);
const count = Number(rows);
const lines = TABLES[table];
if (!Number.isSafeInteger(count) || count < 1 || !lines) {
	console.error(
		`用法：node scripts/bench/make-figures-csv.ts 行数 [${Object.keys(TABLES).join('|')}]`
	);
	process.exit(2);
}

let buffer = '';
for (const line of lines(count)) {
	buffer += line;
	if (buffer.length < PIECE) continue;
	process.stdout.write(buffer);
	buffer = '';
}
process.stdout.write(buffer);

function* figureLines(wanted: number, scored: boolean): Generator<string> {
	const heads = scored ? [...FIGURE_IDS, 'score_form'] : FIGURE_IDS;
	yield `jurisdiction,department_code,department,fiscal_year,unit,${heads.join(',')}\n`;
	const random = randomFor('bench');
	let carried = 0;
	for (let row = 0; row < wanted; row++) {
		const year = row % YEARS;
		if (year === 0) carried = amount(random.between(1, 90));
		const facts = yearFacts(random, carried);
		carried = facts.balance_cumulative ?? 0;
		const cells = FIGURE_IDS.map((id) => printed(id, facts));
		if (scored) cells.push(String(pointsOf(row) / 100));
		yield `${identity(row, year)},万元,${cells.join(',')}\n`;
	}
}

function identity(row: number, year: number): string {
	const department = Math.floor(row / YEARS);
	return `${AREA},B${department},测试市第${department}局,${FIRST_YEAR + year}`;
}

function yearFacts({ between }: Random, carried: number): Partial<DemoFigures> {
	const staff = Math.round(between(8, 400));
	const parts: Partial<DemoFigures> = {
		staff_quota: staff + 2,
		staff_actual: staff,
		income_carried_in: carried,
		income_gov_fund: 0,
		income_nontax: amount(between(0, 40)),
		income_other: amount(between(0, 9)),
		spending_personnel: amount(staff * between(11, 14)),
		spending_operating: amount(staff * between(1, 3)),
		spending_project: amount(between(50, 9_000)),
		three_public_reception: amount(between(0, 8)),
		three_public_vehicle_running: amount(between(0, 20)),
		three_public_vehicle_purchase: 0,
		three_public_abroad: 0,
		assets_in_use: amount(staff * between(5, 9)),
		assets_leased: 0,
		assets_other: null
	};
	const { spending_total } = addUp(parts);
	const left = amount(between(1, 90));
	const other = (parts.income_nontax ?? 0) + (parts.income_other ?? 0);
	parts.income_fiscal = (spending_total ?? 0) + left - carried - other;
	return addUp(parts);
}

function amount(wan: number): number {
	return Math.round(wan * 100) * WAN_STEP;
}

function printed(id: (typeof FIGURE_IDS)[number], facts: Partial<DemoFigures>): string {
	const value = facts[id] ?? null;
	if (value === null) return '';
	return measureOf(id).quantity === 'money' ? fixedAmount(value, '万元') : String(value);
}

/** As many rows as asked for, 25 a department and year. */
function* scoreLines(wanted: number): Generator<string> {
	yield 'jurisdiction,department_code,department,fiscal_year,level1,level2,level3,weight,score,reason\n';
	for (let row = 0; row < wanted; row++) {
		const filing = Math.floor(row / INDICATOR_LINES.length);
		const line = INDICATOR_LINES[row % INDICATOR_LINES.length];
		if (!line) continue;
		const weight = line.weight === null ? '' : String(line.weight / 100);
		const [lost, reason] = lossOf(filing, line);
		yield `${identity(filing, filing % YEARS)},${line.path.join(',')},${weight},${(line.full - lost) / 100},${reason}\n`;
	}
}

/** Hundredths of a point that the filing loses on the line, with the reason; the same at every run. */
function lossOf(filing: number, line: IndicatorLine): readonly [number, string] {
	const draw = (filing * 7919 + INDICATOR_LINES.indexOf(line) * 104_729) % 1_000;
	const isLost = draw < line.often * 1_000;
	return (isLost ? line.losses[draw % line.losses.length] : undefined) ?? [0, ''];
}

/** Hundredths of a point that the filing's score sheet adds up to. */
function pointsOf(filing: number): number {
	return INDICATOR_LINES.reduce((sum, line) => sum + line.full - lossOf(filing, line)[0], 0);
}

/** The registry of the departments that `wanted` figure rows are about. */
function* departmentLines(wanted: number): Generator<string> {
	yield 'jurisdiction,code,name,kind,division,aliases,successor_code,succeeded_from\n';
	for (let row = 0; row < wanted; row += YEARS) {
		const number = row / YEARS;
		const kind = DEPARTMENT_KINDS[number % DEPARTMENT_KINDS.length] ?? '';
		const division = DIVISIONS[number % DIVISIONS.length] ?? '';
		yield `${AREA},B${number},测试市第${number}局,${kind},${division},,,\n`;
	}
}

function* expectedLines(wanted: number): Generator<string> {
	yield 'jurisdiction,department_code,fiscal_year,due_on\n';
	for (let row = 0; row < wanted; row++) {
		const year = FIRST_YEAR + (row % YEARS);
		yield `${AREA},B${Math.floor(row / YEARS)},${year},${year + 1}-03-31\n`;
	}
}
