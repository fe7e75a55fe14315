/** Lists as bureaus lay them out, made from choices, so that what they state is known beforehand. */
import fc from 'fast-check';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';

export const PLACE = '示例市';
export const YEAR = 2022;
const CHINESE = '一二三四五';

const BODIES: Readonly<Record<string, readonly string[]>> = {
	教育局: ['示例市第一中学', '教师进修学校', '示例市机关幼儿园'],
	民政局: ['救助管理站', '示例市儿童福利院'],
	水利局: ['水库管理处', '示例市水文站', '防汛抗旱服务中心']
};
const WITHOUT_BODIES = ['信访局', '发展和改革委员会'];

/** `rows` has a department a row, `items` a figure a row, `across` a department a column. */
export const choices = fc.record({
	shape: fc.constantFrom('rows' as const, 'rows' as const, 'items' as const, 'across' as const),
	/** Bodies are told from their departments so; `none` has none, `one` those of one department alone. */
	levels: fc.constantFrom(
		...([
			'none',
			'one',
			'numbers',
			'column',
			'brackets',
			'indent',
			'among',
			'sums',
			'blank'
		] as const)
	),
	head: fc.constantFrom(...(['plain', 'groups', 'whereof', 'bases', 'over', 'years'] as const)),
	own: fc.constantFrom('本级', '局机关', '示例市某局本级', '示例市某局（本级）'),
	total: fc.constantFrom(...(['none', 'top', 'bottom'] as const)),
	groups: fc.constantFrom(...(['none', 'names', 'sums', 'numbered'] as const)),
	unit: fc.constantFrom(...(['title', 'line', 'head'] as const)),
	/** A list of one department's bodies names it there. */
	owner: fc.constantFrom(...(['title', 'line', 'cell', 'sheet'] as const)),
	isMerged: fc.boolean(),
	hasYears: fc.boolean(),
	hasNote: fc.boolean(),
	/** True where departments are the sum of their bodies. */
	addsUp: fc.boolean()
});

export type Choices = typeof choices extends fc.Arbitrary<infer Made> ? Made : never;

export interface Column {
	path: string[];
	measure: FigureId;
	basis: AmountBasis;
	year: number;
}

type Amounts = (column: Column) => number;

export interface MadeRow {
	number: string;
	name: string;
	amounts: Amounts | null;
	/** Null for a row that is no record of a department. */
	of: string | null;
}

export function keyOf(name: string, year: number, measure: string, basis: AmountBasis): string {
	return [name, year, measure, basis].join(' ');
}

/** Amounts of a body, no two of which are alike. */
function amountsOf(nth: number): Amounts {
	const part = (column: Column, of: number) => {
		const among = { budget_initial: 1, budget_adjusted: 2, actual: 3 }[column.basis];
		return 10_007 * (nth + 1) + 131 * of + 17 * among + 29 * (column.year - YEAR + 1);
	};
	return (column) => {
		if (column.measure === 'spending_basic') return part(column, 1);
		if (column.measure === 'spending_project') return part(column, 5);
		return part(column, 1) + part(column, 5);
	};
}

function sumOf(all: readonly Amounts[], more = 0): Amounts {
	return (column) => all.reduce((sum, amounts) => sum + amounts(column), more);
}

export function columnsOf({ head, unit }: Choices): Column[] {
	const measures: [FigureId, string[]][] = [
		['spending_total', head === 'groups' ? ['支出', '合计'] : ['支出合计']],
		['spending_basic', nameOf(head, '基本支出')],
		['spending_project', nameOf(head, '项目支出')]
	];
	const column = (
		[measure, path]: [FigureId, string[]],
		words: string[],
		basis: AmountBasis,
		year = YEAR
	): Column => ({
		path: head === 'over' ? [...words, ...path] : [...path, ...words],
		measure,
		basis,
		year
	});
	const bases = ['budget_initial', 'actual'] as const;
	const word = { budget_initial: '年初预算数', actual: '决算数' };
	const columns =
		head === 'over'
			? bases.flatMap((basis) => measures.map((each) => column(each, [word[basis]], basis)))
			: measures.flatMap((each) => {
					if (head === 'bases') return bases.map((basis) => column(each, [word[basis]], basis));
					if (head !== 'years') return [column(each, [], 'actual')];
					return [YEAR - 1, YEAR].map((year) => column(each, [`${year}年`], 'actual', year));
				});
	if (unit !== 'head') return columns;
	return columns.map((each) => ({
		...each,
		path: each.path.map((text, at) => (at === each.path.length - 1 ? `${text}（万元）` : text))
	}));
}

function nameOf(head: Choices['head'], label: string): string[] {
	if (head === 'groups') return ['支出', label];
	return head === 'whereof' ? ['其中', label] : [label];
}

/** The rows of a list of departments, some with bodies below. */
export function rowsOf(made: Choices): MadeRow[] {
	const hasBodies = made.levels !== 'none' && made.shape === 'rows';
	let nth = 0;
	const departments = [...Object.keys(BODIES), ...WITHOUT_BODIES].map((short, index) => {
		const name = `${PLACE}${short}`;
		const own = made.own.replace('示例市某局', name);
		const bodies = hasBodies && BODIES[short] ? [own, ...BODIES[short]] : [];
		const parts = bodies.map((body) => ({ body, amounts: amountsOf(nth++) }));
		const isSum = made.addsUp || made.levels === 'sums';
		const amounts =
			parts.length === 0
				? amountsOf(nth++)
				: sumOf(
						parts.map((part) => part.amounts),
						isSum ? 0 : 1234
					);
		return { index, name, amounts, parts };
	});
	const rows = departments.map(({ index, name, amounts, parts }): MadeRow[] => [
		{ ...numbered(made.levels, name, index, null), amounts, of: name },
		...parts.map(({ body, amounts: own }, at) => ({
			...numbered(made.levels, body, index, at),
			amounts: own,
			of: null
		}))
	]);
	const total = {
		number: '',
		name: '合计',
		amounts: sumOf(departments.map((each) => each.amounts)),
		of: null
	};
	const half = 2;
	const listed = [
		...groupRow(made, 0, departments.slice(0, half)),
		...rows.slice(0, half).flat(),
		...groupRow(made, 1, departments.slice(half)),
		...rows.slice(half).flat()
	];
	if (made.total === 'none') return listed;
	return made.total === 'top' ? [total, ...listed] : [...listed, total];
}

/** A department with its number, or one of its bodies with its own. */
function numbered(
	levels: Choices['levels'],
	name: string,
	index: number,
	body: number | null
): Pick<MadeRow, 'number' | 'name'> {
	const chinese = CHINESE[body ?? index] ?? '';
	if (body === null) {
		if (levels === 'numbers' || levels === 'brackets')
			return { number: '', name: `${chinese}、${name}` };
		return { number: levels === 'column' ? chinese : String(index + 1), name };
	}
	switch (levels) {
		case 'numbers':
			return { number: '', name: `${body + 1}.${name}` };
		case 'brackets':
			return { number: '', name: `（${chinese}）${name}` };
		case 'column':
			return { number: String(body + 1), name };
		case 'indent':
			return { number: '', name: `\u3000\u3000${name}` };
		case 'among':
			return { number: '', name: body === 0 ? `其中：${name}` : name };
		default:
			return { number: '', name };
	}
}

function groupRow(
	{ groups, levels }: Choices,
	nth: number,
	departments: readonly { amounts: Amounts }[]
): MadeRow[] {
	// A group's number would stand over the departments' own.
	if (groups === 'none' || levels === 'numbers' || levels === 'brackets' || levels === 'column')
		return [];
	const name = ['党群口', '政法系统'][nth] ?? '';
	const amounts = groups === 'sums' ? sumOf(departments.map((each) => each.amounts)) : null;
	return [
		{
			number: '',
			name: groups === 'numbered' ? `${CHINESE[nth]}、${name}` : name,
			amounts,
			of: null
		}
	];
}

/** The rows of one department's own offices and bodies. */
export function rowsOfOne({ own, total, addsUp }: Choices, owner: string): MadeRow[] {
	const names = [own.replace('示例市某局', owner), ...(BODIES[owner.replace(PLACE, '')] ?? [])];
	const bodies = names.map((name, nth): MadeRow & { amounts: Amounts } => ({
		number: String(nth + 1),
		name,
		amounts: amountsOf(nth),
		of: null
	}));
	const sum = sumOf(
		bodies.map(({ amounts }) => amounts),
		addsUp ? 0 : 1234
	);
	const whole: MadeRow = { number: '', name: '合计', amounts: sum, of: owner };
	if (total === 'none') return bodies;
	return total === 'top' ? [whole, ...bodies] : [...bodies, whole];
}
