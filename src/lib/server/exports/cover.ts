/** The first sheet of a workbook and the last lines of a CSV file: what the rows are and when they were made. */
import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { FILING_STATE_NAMES, FILING_STATUS_NAMES } from '#lib/catalogue/filing-states.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import type { PageRequest } from '../request/page-request.ts';
import { dataVersion } from '../ledger/data-version.ts';
import { codeOf, pathOfBook } from '../request/printed.ts';
import type { Cover } from './sheet.ts';

/** The reader's choices; null where nothing was chosen. */
export type Filters = [name: string, value: string | null][];

const BASIS_LINE: Cover['lines'][number] = [
	'口径',
	'收支、结余、三公经费、资产为决算数，写明预算数的除外；得分为部门自评'
];

function chineseTime(iso: string): string {
	return `${timeInChina(iso)}（北京时间）`;
}

/**
 * The form in which a file tells amounts: as numbers in `yuan`, in `words` each with its unit, or not at all. A cover that
 * says 元 of a file of sentences in 万元 is untrue.
 */
export type AmountsIn = 'yuan' | 'words' | 'none';

const AMOUNT_LINES: Record<AmountsIn, Cover['lines']> = {
	yuan: [['金额单位', '元'], BASIS_LINE],
	words: [['金额单位', '随数标明'], BASIS_LINE],
	none: []
};

/** The cover of a page's file; made-up data say so in the title and beside the jurisdiction. */
export async function coverOf(
	title: string,
	request: PageRequest,
	filters: Filters,
	amounts: AmountsIn = 'yuan'
): Promise<Cover> {
	const { db, area, notices, url, year } = request;
	const printed = { pathname: pathOfBook(bookNamed(url)), searchParams: url.searchParams };
	const code = codeOf(printed, { area: area.code, year }, await dataVersion(db));
	return {
		title: area.is_demo ? `${title}（演示数据）` : title,
		lines: [
			['地区', area.is_demo ? `${area.name}（演示数据）` : area.name],
			...filters.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
			...AMOUNT_LINES[amounts],
			...(await versionLines(db)),
			...(code === null ? [] : [['复核码', code] satisfies Cover['lines'][number]]),
			...notices.map((notice): [string, string] => ['提示', notice])
		]
	};
}

/** The name of the workbook in the address of an export; a page that makes one has the page's path. */
function bookNamed({ pathname }: URL): string {
	const file = decodeURIComponent(pathname).replace(/^\/exports\//, '/');
	return file.slice(1).replace(/\.(?:csv|xlsx|docx)$/, '');
}

/** By which data the file was made, and when; imports know an export again by the first line. */
export async function versionLines(db: Kysely<Database>): Promise<Cover['lines']> {
	const { version, changed_at } = await dataVersion(db);
	return [
		['数据版本', `第${version}版，更新于${chineseTime(changed_at)}`],
		['导出时间', chineseTime(new Date().toISOString())]
	];
}

/** Filters of 报送 in words. */
export function filingChoice({ kind, status, round }: PageRequest<'filings'>['values']): Filters {
	return [
		['类别', kind],
		['报送情况', status && FILING_STATUS_NAMES[status]],
		['状态', round && FILING_STATE_NAMES[round]]
	];
}
