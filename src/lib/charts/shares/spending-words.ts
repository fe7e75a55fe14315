/** These sentences say what the rows of spending show, and how a row divides. */
import { differenceInWords } from '#lib/catalogue/change-words.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import {
	restInWords,
	restOf,
	SPENDING_PARTS,
	type PartKey
} from '#lib/catalogue/spending-parts.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { scaleFor } from '../parts/amounts.ts';
import { largest } from '../parts/wording.ts';

export interface SpendingRow {
	name: string;
	href?: string | undefined;
	highlighted?: boolean | undefined;
	/** Amounts in 分. */
	total: Value;
	personnel: Value;
	operating: Value;
	project: Value;
}

/** The part's share of the row's total; absent where either is, or where nothing was spent. */
export function shareOf(row: SpendingRow, part: PartKey): Value {
	const amount = row[part];
	if (row.total.value === null) return row.total;
	if (amount.value === null) return amount;
	return row.total.value === 0
		? absent('zero_denominator')
		: present(amount.value / row.total.value);
}

function isWhole(row: SpendingRow): boolean {
	return SPENDING_PARTS.every((part) => shareOf(row, part.key).value !== null);
}

function isOfNothing({ total }: SpendingRow): boolean {
	return total.value === 0;
}

/** Departments, or kinds of them, of one year taken together. */
export function describeRows(
	rows: readonly SpendingRow[],
	shown: number,
	{
		year,
		noun,
		rest_at = '数据表',
		basis = ''
	}: { year: number; noun: string; rest_at?: string | undefined; basis?: string | undefined }
): string {
	const counted = rows.filter(isWhole);
	if (counted.length === 0)
		return rows.length > 0 && rows.every(isOfNothing)
			? `${year}年${rows.length}${noun}支出合计都为0，没有占比。`
			: `${year}年没有可以比较的支出数据。`;
	const left = rows.length - counted.length;
	const among = shown < rows.length ? `前${shown}${noun}中` : '';
	const finding = extremes(rows.slice(0, shown).filter(isWhole));
	return [
		finding ? `${year}年${among}${finding}；` : `${year}年`,
		`${counted.length}${noun}${divide(addRows(counted))}`,
		basis === '' ? '' : `；${basis}`,
		left > 0 ? `；${left}${noun}缺数据，未计入` : '',
		unevenInWords(rows.slice(0, shown).filter(isWhole), (some) => `${some.length}${noun}`),
		shown < rows.length ? `；图中为前${shown}${noun}，其余见${rest_at}` : '',
		'。'
	].join('');
}

/**
 * Names who spends the largest share on staff, and who on projects; empty where there is nobody to compare with. Shares
 * that are printed alike are alike: what rounding alone tells apart is no finding.
 */
function extremes(rows: readonly SpendingRow[]): string {
	const most = (['personnel', 'project'] as const).flatMap((key) => {
		const part = SPENDING_PARTS.find((one) => one.key === key);
		const first = largest(rows, (one) => shareOf(one, key).value ?? 0);
		if (!part || !first) return [];
		const said = (row: SpendingRow) => formatValue(part.share, shareOf(row, key), 'tooltip');
		const share = said(first);
		const alike = rows.filter((row) => said(row) === share).length;
		if (alike === rows.length) return [];
		return [
			`${measureOf(part.share).name}最高的是${first.name}${alike > 1 ? '等' : ''}（${share}）`
		];
	});
	return most.join('，');
}

/** One department year by year: this year's division, and which share has moved most since the first year. */
export function describeYears(rows: readonly SpendingRow[], year: number): string {
	const whole = rows.filter(isWhole);
	const ofYear = (row: SpendingRow) => row.name === `${year}年`;
	const now = whole.find(ofYear);
	if (!now && rows.filter(ofYear).some(isOfNothing)) return `${year}年支出合计为0，没有占比。`;
	if (!now) return `${year}年没有可以比较的支出数据。`;
	const first = whole[0];
	const sentence = `${year}年${divide(now)}`;
	const uneven = unevenInWords(whole, (some) => some.map(({ name }) => name).join('、'));
	if (!first || first === now) return `${sentence}${uneven}。`;
	const moves = SPENDING_PARTS.map((part) => {
		const before = shareOf(first, part.key).value ?? 0;
		return { part, by: (shareOf(now, part.key).value ?? 0) - before };
	});
	const most = largest(moves, (move) => Math.abs(move.by));
	if (!most) return `${sentence}${uneven}。`;
	if (most.by === 0) return `${sentence}；各项占比与${first.name}相同${uneven}。`;
	const difference = differenceInWords(most.part.share, most.by);
	return `${sentence}；比${first.name}变动最大的是${measureOf(most.part.share).name}，${difference}${uneven}。`;
}

/** Tells of bars that do not end at 100%: a part is below 0, or the parts do not add up to the total. */
function unevenInWords(
	rows: readonly SpendingRow[],
	who: (rows: readonly SpendingRow[]) => string
): string {
	const sharesOf = (row: SpendingRow) =>
		SPENDING_PARTS.flatMap((part) => shareOf(row, part.key).value ?? []);
	const negative = rows.filter((row) => sharesOf(row).some((share) => share < 0));
	const unequal = rows.filter((row) => restOf(sharesOf(row)) !== 0);
	return [
		negative.length > 0
			? `；${who(negative)}有占比为负的支出，画在0的左边，右边各项之和因此超过100%`
			: '',
		unequal.length > 0 ? `；${who(unequal)}三项之和不等于支出合计，横条不止于100%` : ''
	].join('');
}

/** `2017年—2023年`; one year alone where there is one. */
export function spanOf(rows: readonly SpendingRow[], year: number): string {
	const first = rows[0]?.name ?? `${year}年`;
	const last = rows.at(-1)?.name ?? first;
	return first === last ? first : `${first}—${last}`;
}

function divide(row: SpendingRow): string {
	const shares = SPENDING_PARTS.map((part) => {
		const share = formatValue(part.share, shareOf(row, part.key), 'tooltip');
		return `${measureOf(part.measure).name}占${share}`;
	});
	const rest = restInWords(SPENDING_PARTS.flatMap((part) => shareOf(row, part.key).value ?? []));
	return `支出合计${scaleFor('spending_total', [row.total]).words(row.total)}，${shares.join('、')}${rest}`;
}

function addRows(rows: readonly SpendingRow[]): SpendingRow {
	const sum = (key: 'total' | PartKey) =>
		present(rows.reduce((total, row) => total + (row[key].value ?? 0), 0));
	return {
		name: '',
		total: sum('total'),
		personnel: sum('personnel'),
		operating: sum('operating'),
		project: sum('project')
	};
}
