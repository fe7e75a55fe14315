/** Fiscal years and dates, which are text: no time zone can move them. */
import { removeBlanks } from './characters.ts';

/** The form did not exist before, and nobody files for later. */
export const FIRST_FISCAL_YEAR = 2000;
export const LAST_FISCAL_YEAR = 2099;

const CHINESE_DIGITS = '〇一二三四五六七八九';

export function isFiscalYear(year: number): boolean {
	return Number.isInteger(year) && year >= FIRST_FISCAL_YEAR && year <= LAST_FISCAL_YEAR;
}

/**
 * The fiscal year that a text names with 年度 (`20 21 年度`, `２０２１年度`, `二〇二一年度`, `二0二一年度`); failing that, a four-digit
 * number that is a year with 年. Null where it names none, or several that differ.
 */
export function findFiscalYear(text: string): number | null {
	const digits = removeBlanks(text)
		.replace(/[零○Ｏ]/g, '〇')
		.replace(/(?<!\d)[0〇一二三四五六七八九]{4}(?=年)/g, (year) =>
			[...year].map((digit) => (digit === '0' ? 0 : CHINESE_DIGITS.indexOf(digit))).join('')
		);
	const said = digits
		.replace(WHOLE_YEAR, '$1年度')
		.replace(KIND_OF_YEAR, '$1年度')
		.replace(YEAR_OF_FIELD, '$1年度')
		.replace(END_OF_YEAR, '$1年度');
	if (SPAN_OF_YEARS.test(said)) return null;
	return soleYear(said, /(?<!\d)(\d{4})年度/g) ?? soleYear(said, /(?<!\d)(\d{4})年(?!\d{1,2}月)/g);
}

/** `2023年1月1日至2023年12月31日`, `2023年1-12月`. */
const WHOLE_YEAR =
	/(?<!\d)(20\d\d)年(?:1|0?1)月?(?:0?1日)?[-—–~至到]+(?:\1年)?12月(?:31日|份|底)?/g;
/** `2023财政年度`. */
const KIND_OF_YEAR = /(?<!\d)(20\d\d)年?(?:财政|预算|会计|决算)年度/g;
/** `年度：2023`, but neither `上年度：2023` nor `年度：2023至2024`. */
const YEAR_OF_FIELD =
	/(?<![上前去下次])年度[:：](20\d\d)(?:年度?)?(?![\d年\-—–./~～至到、及和与])/g;
/** `2022年12月31日固定资产情况表`, `截至2022年12月31日`: a date alone may be that of a signature. */
const END_OF_YEAR =
	/(?:(?<=^[(（]?)|(?<=^[(（]?截[至止]到?))(20\d\d)年12月(?:31日|底|末)(?=[\u4e00-\u9fff“"]{4}|(?<=截.+)止?[)）]?$)/;
/** `2022—2023年度`: two years, of which none is the one. */
const SPAN_OF_YEARS = /(?<!\d)(?!(\d{4}).{1,3}\1)20\d\d年?度?[-—–~至到、]+20\d\d年/;

function soleYear(text: string, pattern: RegExp): number | null {
	const years = new Set([...text.matchAll(pattern)].map((match) => Number(match[1])));
	const [year] = years;
	return years.size === 1 && year !== undefined && isFiscalYear(year) ? year : null;
}

/** Years in words, three and more in a row as a span: `2017—2021、2023年`; empty for none. */
export function yearsInWords(years: Iterable<number>): string {
	const sorted = [...new Set(years)].sort((a, b) => a - b);
	if (sorted.length === 0) return '';
	const runs: number[][] = [];
	for (const year of sorted) {
		const run = runs.at(-1);
		if (run?.at(-1) === year - 1) run.push(year);
		else runs.push([year]);
	}
	const words = runs.map((run) =>
		run.length > 2 ? `${run[0] ?? ''}—${run.at(-1) ?? ''}` : run.join('、')
	);
	return `${words.join('、')}年`;
}

/** Every year from the first to the last, in order; nothing for none. */
export function everyYear(years: readonly number[]): number[] {
	if (years.length === 0) return [];
	const first = Math.min(...years);
	return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}

/** The year of an ISO date `YYYY-MM-DD`. */
export function yearOf(isoDate: string): number {
	return Number(isoDate.slice(0, 4));
}

/** Tells whether an ISO date lies inside a fiscal year, which is the calendar year. */
export function isInFiscalYear(isoDate: string, year: number): boolean {
	return yearOf(isoDate) === year;
}

let inChina: Intl.DateTimeFormat | undefined;

/** A moment in ISO 8601 as `2026-11-23 09:30:00` of the clocks in China, where the readers are, wherever the server runs. */
export function timeInChina(moment: string): string {
	// Made on first use: it costs a browser a tenth of the time to the first page, and most pages need none.
	inChina ??= new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Asia/Shanghai',
		dateStyle: 'short',
		timeStyle: 'medium'
	});
	return inChina.format(new Date(moment));
}

/** The day in China of a moment in ISO 8601, in words: `2026年11月23日`. */
export function dayInChina(moment: string): string {
	return dateInWords(timeInChina(moment).slice(0, 10));
}

/** An ISO date in words, `2022年3月31日`. */
export function dateInWords(isoDate: string): string {
	const [year = '', month = '', day = ''] = isoDate.split('-');
	return `${Number(year)}年${Number(month)}月${Number(day)}日`;
}

/** Says of a year in which departments must file that none has yet. */
export function notFiledYet(year: number): string {
	return `${year}年尚未收到报告。`;
}
