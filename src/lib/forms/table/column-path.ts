/** Reads what a column states from its heads, top to bottom: `2021年决算数` over `合计`, `收入情况` over `上年结转`. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { measureOf, type ReportedId } from '#lib/catalogue/measures.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { PRINTED_MONEY_UNIT } from '#lib/catalogue/units.ts';
import { columnWords, isComputed, type ColumnWords, type ColumnYear } from './column-words.ts';
import { columnMeaning, type ColumnMeaning } from './columns.ts';

/** A column that states a measure. */
export interface Statement {
	is: 'statement';
	measure: ReportedId;
	basis: AmountBasis;
	/** False where no word of the head says the basis, so that what the title says holds. */
	says_basis: boolean;
	year: ColumnYear;
	/** True where the head names no measure: 年初预算数, 全年执行数 of the budget system's list. */
	is_amount_alone: boolean;
}

/** A column means this once its head is read as a whole. */
export type PathMeaning =
	| Statement
	| Exclude<ColumnMeaning, { is: 'measure' }>
	/** A measure of some months only. */
	| { is: 'part_of_year'; words: string }
	/** The whole year, with months that are still to come. */
	| { is: 'forecast' }
	/** 等级 under a year. */
	| { is: 'grade_of_year'; year: ColumnYear }
	/** Below one group or another, or below none: blank cells of the head leave it open. */
	| { is: 'unclear' }
	/** Income without what was carried in, which another column holds. */
	| { is: 'income_of_year' }
	/** Spent of one source of funds, by the title. */
	| { is: 'of_source' }
	/** A total of the columns beside it, which say of what; or an amount of which the head says the basis alone. */
	| ({ is: 'total' | 'bare' } & Pick<Statement, 'basis' | 'says_basis' | 'year'>);

export interface ColumnPath {
	/** Heads from the top, each once, blank ones left out. */
	parts: readonly string[];
	/** The label holds as much of the heads as it takes to understand them: `收入合计`. */
	label: string;
	meaning: PathMeaning;
}

/** The second row of a head may hold no more than the units. */
const UNIT = new RegExp(`^\\(?(?:单位[:：]?)?(?:${PRINTED_MONEY_UNIT}|[人个分%])\\)?$`);
export const SUM = /^(?:合计|小计|总计|总额|金额|数额|总数|合计数)$/;

export function isUnitWord(text: string): boolean {
	return UNIT.test(removeBlanks(text));
}

export function readPath(printed: readonly string[]): ColumnPath {
	const parts = printed.filter((part, index) => index === 0 || !isUnitWord(part));
	const last = parts.at(-1) ?? '';
	if (parts.length <= 1) {
		const known = columnMeaning(last);
		if (known.is === 'measure') return { parts, label: last, meaning: actual(known.measure) };
		if (known.is !== 'unknown') return { parts, label: last, meaning: known };
	}
	const words = parts.map(wordsOf);
	const label = words.reduce((above, { rest }) => labelUnder(above, rest), '');
	const meaning = meaningOf(parts, words, label);
	const isPrinted = meaning.is === 'unknown' || meaning.is === 'computed' || label === '';
	return { parts, label: isPrinted ? parts.join('') : label, meaning };
}

export function actual(measure: ReportedId): Statement {
	return {
		is: 'statement',
		measure,
		basis: 'actual',
		says_basis: false,
		year: null,
		is_amount_alone: false
	};
}

/** A text that is itself a label keeps its words: 上年结转, 当年结余, 政府性基金预算拨款. */
function wordsOf(part: string): ColumnWords {
	if (isUnderstood(part) || isUnderstood(withoutWhereof(part))) {
		return { rest: part, basis: null, year: null, hasYear: false, partOfYear: null };
	}
	return columnWords(part);
}

function meaningOf(
	parts: readonly string[],
	words: readonly ColumnWords[],
	label: string
): PathMeaning {
	const part = words.findLast(({ partOfYear }) => partOfYear !== null)?.partOfYear;
	const basis = words.findLast((each) => each.basis !== null)?.basis ?? null;
	const year = words.findLast(({ hasYear }) => hasYear)?.year ?? null;
	const isPlain = basis === null && year === null && !part;
	const known = columnMeaning(label);
	if (known.is !== 'unknown' && known.is !== 'measure' && isPlain) return known;
	if (isComputed(parts.at(-1) ?? '') && known.is !== 'measure') return { is: 'computed' };
	if (known.is === 'role' && known.role === 'score' && basis !== null) return { is: 'unknown' };
	if (known.is === 'role' && year !== null && basis === null && !part) {
		if (known.role === 'grade') return { is: 'grade_of_year', year };
		if (known.role === 'score') return { ...actual('score_form'), says_basis: true, year };
	}
	const measure = known.is === 'measure' ? known.measure : totalOf(label);
	if (measure === null && label !== '' && !SUM.test(label)) return { is: 'unknown' };
	if (measure !== null && isSourceOfSpending(measure, parts)) return { is: 'unknown' };
	if (part) return { is: 'part_of_year', words: part };
	const said = { basis: basis ?? 'actual', says_basis: basis !== null, year };
	if (measure !== null) return { is: 'statement', measure, ...said, is_amount_alone: false };
	if (SUM.test(label)) return { is: 'total', ...said };
	return basis === null && year === null ? { is: 'unknown' } : { is: 'bare', ...said };
}

/**
 * `支出决算数` over `财政拨款` says what was spent out of a source, which is no income; `财政拨款支出` over `基本支出` is a part of what
 * was spent.
 */
function isSourceOfSpending(measure: ReportedId, parts: readonly string[]): boolean {
	const groups = parts.slice(0, -1).map(removeBlanks);
	const { group } = measureOf(measure);
	if (group === 'spending') return groups.some((part) => SOURCE_SPENT.test(part));
	if (group !== 'income' || parts.some((part) => part.includes('收'))) return false;
	return groups.some((part) => /支出|执行/.test(part));
}

const SOURCE_SPENT =
	/(?:财政拨款|一般公共预算|政府性?基金|国有资本经营|上级补助|事业收入|经营收入|自有资金|单位资金|其他资金|专户)[^收三]{0,30}(?:支出|执行|安排)|^其中:?(?:财政拨款|一般公共预算|政府性?基金|其他资金)|^(?:一般公共预算|政府性?基金|国有资本经营|财政拨款|财政专户|(?:自有|单位|其[他它]|上级补助)资金)(?:预算)?(?:财政拨款)?$/;

/** 收入 and 支出 alone, where the words round them said that they are an amount: `支出预算数`. */
function totalOf(label: string): ReportedId | null {
	const known = columnMeaning(`${label.replace(/^年度(?=支出)|数$/g, '')}合计`);
	return label !== '' && known.is === 'measure' ? known.measure : null;
}

const SURROUNDINGS =
	/^(?:年度|本年|当年|其中:?|(?:部门|单位))+|^一般公共预算(?:财政拨款)?(?:安排的?)?(?=三公)|(?:情况|明细|构成|决算数?|实际数?)+$/g;

/** `资金情况（万元）` over `全年预算数`: that there are amounts. */
const SAYS_NOTHING =
	/^(?:(?:年度|本年|全年|部门|单位|整体|财政)?(?:预算)?(?:资金|预算)(?:总额|总量)?(?:安排|使用|执行|完成)?(?:情况)?|(?:部门)?整体支出(?:预算)?(?:执行)?(?:情况)?)$/;

/** Says what a label under a group says: `收入` over `合计` is 收入合计, `固定资产` over `其他` is 其他固定资产, `基本支出` over `人员` is 人员支出. */
function labelUnder(group: string, label: string): string {
	if (label === '' || UNIT.test(removeBlanks(label)))
		return SAYS_NOTHING.test(normaliseLabel(group)) ? '' : group;
	const named = normaliseLabel(group);
	const above = SAYS_NOTHING.test(named) ? '' : named.replace(SURROUNDINGS, '');
	const own = withoutWhereof(label);
	const candidates = SUM.test(own)
		? [`${above.replace(/数$/, '')}合计`, above]
		: [
				own,
				`${above}${own}`,
				`${own}${above}`,
				...suffixed(above, own),
				...ofVehicles(above, own),
				// `部门` over 编码 and 名称.
				...(isUnderstood(named) ? [`${named}${own}`] : [])
			];
	const known = candidates.find((each) => isUnderstood(each));
	return known ?? (above === '' ? own : `${group}${label}`);
}

/** `支出` over `人员` is 人员支出, `实有人数` over `在职` is 在职人数. */
function suffixed(above: string, own: string): string[] {
	const suffix = /(?:支出|人数)$/.exec(above)?.[0];
	return suffix ? [`${own}${suffix}`] : [];
}

/** `公务用车购置及运行费` over `购置费` and `运行费`. */
function ofVehicles(above: string, own: string): string[] {
	if (!/(?:公务|公)用?车/.test(above)) return [];
	const [, part = ''] =
		/^(?:车辆)?(购置|运行|运维|运行维护|维护)(?:费用?|经费|支出)?$/.exec(own) ?? [];
	return part === '' ? [] : [part === '购置' ? '公务用车购置费' : '公务用车运行维护费'];
}

/** `其中：上年结转`, the label normalised. */
function withoutWhereof(label: string): string {
	return normaliseLabel(label).replace(/^其中:?/, '');
}

function isUnderstood(label: string): boolean {
	const { is } = columnMeaning(label);
	return is === 'measure' || is === 'role' || is === 'derived' || is === 'unit_or_department';
}
