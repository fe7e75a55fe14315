/**
 * A workbook may hold one filing on several sheets: income on one, spending on the next, scores on a third. They are
 * joined before they are stored, so that a filing is stored whole or not at all. What several state alike is one.
 */
import { quoteText } from '#lib/catalogue/characters.ts';
import { BASIS_NAMES, FIGURE_IDS, measureOf } from '#lib/catalogue/measures.ts';
import { describePlace } from '#lib/documents/place.ts';
import type {
	Figure,
	JurisdictionClaim,
	RecognisedFiling,
	Score,
	ScoreItem
} from '#lib/filing/filing.ts';
import type { TableFiling, TableOutcome, TableProblem } from '#lib/forms/table/outcomes.ts';
import type { Registry } from '../ledger/identity/registry.ts';
import { Spellings } from './spellings.ts';

/**
 * The outcomes of all tables of a file. Of one table they pass through, unless it `isParted`: states a department's
 * figures in several rows. Of several, the filings are held until all are read, and a figure that two tables state
 * differently is an error.
 * @throws DocumentError where a filing is nobody's.
 */
export function* joinTables(
	registry: Registry,
	tables: readonly Iterable<TableOutcome>[],
	isParted: boolean
): Generator<TableOutcome> {
	const [only, ...others] = tables;
	if (only && others.length === 0 && !isParted) {
		yield* only;
		return;
	}
	const filings: TableFiling[] = [];
	for (const table of tables) {
		for (const outcome of table) {
			if (outcome.issue) yield outcome;
			else filings.push(outcome);
		}
	}
	yield* joinFilings(registry, filings);
}

function* joinFilings(
	registry: Registry,
	filings: readonly TableFiling[]
): Generator<TableOutcome> {
	const jurisdiction = soleJurisdiction(filings);
	const spellings = new Spellings(registry);
	const joined = new Map<string, TableFiling>();
	for (const outcome of filings) {
		const filing = { ...outcome.filing, jurisdiction: outcome.filing.jurisdiction ?? jurisdiction };
		const key = `${spellings.add(filing)}/${filing.fiscal_year}`;
		const known = joined.get(key);
		const misnaming = known && spellings.misnaming(filing);
		if (misnaming) yield misnamed(filing, known.filing, misnaming === 'name of another');
		if (known && isForm(filing) !== isForm(known.filing)) {
			const own = { ...outcome, filing };
			const [form, list] = isForm(filing) ? [own, known] : [known, own];
			yield* differences(form.filing, list.filing);
			joined.set(key, join(form, list));
			continue;
		}
		const found = known && differenceOf(known.filing, filing);
		if (found) yield differenceIn(filing, found);
		else joined.set(key, known ? join(known, { ...outcome, filing }) : { ...outcome, filing });
	}
	yield* joined.values();
}

/** One code with two names: a slip in the code, or two names of one department. */
function misnamed(
	filing: RecognisedFiling,
	former: RecognisedFiling,
	isOfAnother: boolean
): TableProblem {
	const [name, other] = [filing, former].map(({ claims }) => quoteText(claims.at(-1)?.text ?? ''));
	const place = filing.claims.at(-1)?.place ?? null;
	const where = place ? describePlace(place) : '';
	const sentence = isOfAnother
		? `${where}的${name}写了${other}的编码，而${name}在前面另有编码；请改正编码或名称后再导入。`
		: `${where}的${name}与前面的${other}编码相同，已归为同一部门，请核对。`;
	return {
		issue: {
			code: 'department_name_differs',
			severity: isOfAnother ? 'error' : 'warning',
			message: sentence,
			place
		},
		filing: null
	};
}

function isForm({ template }: RecognisedFiling): boolean {
	return template !== 'csv';
}

/** A department's own form says what the list beside it sums up: the form counts, and where the two differ is told. */
function* differences(form: RecognisedFiling, list: RecognisedFiling): Generator<TableOutcome> {
	for (const id of FIGURE_IDS) {
		const [own, summed] = [form.figures[id], list.figures[id]];
		if (own.value === null || summed.value === null || own.value === summed.value) continue;
		const at = summed.place ? describePlace(summed.place) : '';
		const message = `${at}读到“${summed.printed}”，与该部门填报表中的“${own.printed}”不同；已取填报表中的数，请核实后统一。`;
		yield {
			issue: { code: 'list_differs', severity: 'warning', message, place: summed.place },
			filing: null
		};
	}
}

/** A sheet without a column for it belongs to the jurisdiction of the others, where they have but one. */
function soleJurisdiction(filings: readonly TableFiling[]): JurisdictionClaim | null {
	const [first, ...others] = filings.flatMap(({ filing }) => filing.jurisdiction ?? []);
	const isSame = (other: JurisdictionClaim) =>
		other.code === first?.code && other.name === first.name;
	return first && others.every(isSame) ? first : null;
}

/** The first figure of one department and year that the two state differently; null where one only adds to the other. */
function differenceOf(one: RecognisedFiling, other: RecognisedFiling): TableDifference | null {
	const pairs: [name: string, former: Figure, latter: Figure][] = [
		...FIGURE_IDS.map((id): [string, Figure, Figure] => [
			measureOf(id).name,
			one.figures[id],
			other.figures[id]
		]),
		...one.budgets.flatMap((budget) =>
			other.budgets
				.filter(isBudgetOf(budget))
				.map(({ figure }): [string, Figure, Figure] => [
					`${measureOf(budget.measure).name}（${BASIS_NAMES[budget.basis]}）`,
					budget.figure,
					figure
				])
		),
		[measureOf('score_form').name, one.score.form, other.score.form],
		[measureOf('score_sheet').name, one.score.sheet, other.score.sheet]
	];
	const found = pairs.find(([, { value }, latter]) => value !== null && differs(value, latter));
	if (found) return { name: found[0], former: found[1], latter: found[2] };
	const [grade, further] = [one.score.grade, other.score.grade];
	if (grade && further && grade.printed !== further.printed)
		return { name: '评价等次', former: grade, latter: further };
	const items = one.score.items.length > 0 && other.score.items.length > 0;
	return items ? differenceOfItems(one.score.items, other.score.items) : null;
}

/** Sheets of scores are one where they have the same items with the same weights and scores, in one order. */
function differenceOfItems(
	items: readonly ScoreItem[],
	others: readonly ScoreItem[]
): TableDifference | null {
	for (const [at, item] of items.entries()) {
		const other = others[at];
		if (!other) break;
		const found = [
			[nameOf(item), nameOf(other)],
			[item.weight, other.weight],
			[item.score, other.score]
		].find(([one, another]) => !isSameCell(one, another));
		const [former, latter] = found ?? [];
		if (former && latter) return { name: `评分表第${at + 1}项`, former, latter };
	}
	if (items.length === others.length) return null;
	return { name: '评分表的项数', former: countOf(items), latter: countOf(others) };
}

type StatedCell = TableDifference['former'] & { value?: number | null };

function isSameCell(one?: StatedCell, other?: StatedCell): boolean {
	return one?.value === undefined ? one?.printed === other?.printed : one.value === other?.value;
}

function nameOf({ path, score }: ScoreItem): StatedCell {
	return { printed: path.join('·'), place: score.place };
}

function countOf(items: readonly ScoreItem[]): StatedCell {
	return { printed: `${items.length}项`, place: items[0]?.score.place ?? null };
}

function differenceIn(
	filing: RecognisedFiling,
	{ name, former, latter }: TableDifference
): TableProblem {
	const at = ({ place }: TableDifference['former']) => (place ? describePlace(place) : '');
	const whose = filing.claims.at(-1)?.text ?? '';
	return {
		issue: {
			code: 'tables_differ',
			severity: 'error',
			message: `${at(latter)}读到“${latter.printed}”，与${at(former)}的“${former.printed}”不同，都是${quoteText(whose)}${filing.fiscal_year}年度的“${name}”；请核实后统一再导入。`,
			place: latter.place
		},
		filing: null
	};
}

interface TableDifference {
	name: string;
	former: Pick<Figure, 'printed' | 'place'>;
	latter: Pick<Figure, 'printed' | 'place'>;
}

function differs(value: number, { value: other }: Figure): boolean {
	return other !== null && other !== value;
}

type JoinedBudget = RecognisedFiling['budgets'][number];

function isBudgetOf(one: JoinedBudget): (other: JoinedBudget) => boolean {
	return ({ measure, basis }) => measure === one.measure && basis === one.basis;
}

/** Tells whether the sheet has a column for the figure, be it blank. */
function isStated({ missing }: Figure): boolean {
	return missing !== 'not_in_template';
}

function join(one: TableFiling, other: TableFiling): TableFiling {
	const figures = { ...one.filing.figures };
	for (const id of FIGURE_IDS) figures[id] = stated(figures[id], other.filing.figures[id]);
	const sources = new Set(one.filing.claims.map(({ source }) => source));
	const claims = other.filing.claims.filter(({ source }) => !sources.has(source));
	const { budgets } = one.filing;
	return {
		issue: null,
		kind: one.kind ?? other.kind,
		division: one.division ?? other.division,
		filed_on: one.filed_on ?? other.filed_on,
		filing: {
			...one.filing,
			claims: [...one.filing.claims, ...claims],
			figures,
			budgets: [
				...budgets,
				...other.filing.budgets.filter((each) => !budgets.some(isBudgetOf(each)))
			],
			units: one.filing.units.map((unit) => (unit.role === 'total' ? { ...unit, figures } : unit)),
			score: joinScores(one.filing.score, other.filing.score)
		}
	};
}

function joinScores(one: Score, other: Score): Score {
	const sheet = one.items.length > 0 ? one : other;
	return {
		form: stated(one.form, other.form),
		sheet: stated(one.sheet, other.sheet),
		sheet_weight: stated(one.sheet_weight, other.sheet_weight),
		grade: one.grade ?? other.grade,
		items: sheet.items,
		headings: sheet.headings
	};
}

/** Where both have a column for it, the one with a value. */
function stated(one: Figure, other: Figure): Figure {
	if (!isStated(one)) return other;
	return one.missing === 'blank' && other.value !== null ? other : one;
}
