/** The report that an act of a round is about, and the text that goes with the act. */
import type { Kysely } from 'kysely';
import { visibleText } from '#lib/catalogue/characters.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { quoted, RefusedError } from '../refused-error.ts';

export interface ReportKey {
	/** Jurisdiction code. */
	area: string;
	/** Department code. */
	department: string;
	fiscal_year: number;
}

export interface FoundReport {
	department_id: number;
	/** Names department and year, as the audit log does. */
	subject: string;
	/** The current version. */
	filing_id: number;
	verdict_set_id: number;
}

/** @throws RefusedError where nothing was filed */
export async function findReport(
	db: Kysely<Database>,
	{ area, department, fiscal_year }: ReportKey
): Promise<FoundReport> {
	const found = await db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.id as department_id', 'd.name', 'y.filing_id', 'y.verdict_set_id'])
		.where('d.jurisdiction_code', '=', area)
		.where('d.code', '=', department)
		.where('y.fiscal_year', '=', fiscal_year)
		.executeTakeFirst();
	if (!found)
		throw new RefusedError(
			`区划${quoted(area)}里编码为${quoted(department)}的部门没有报送 ${fiscal_year} 年度的报告。请到“报送”页查看部门和年度。`
		);
	const { name, ...report } = found;
	return { ...report, subject: `${name} ${fiscal_year}年度` };
}

const LONGEST_TEXT = 1_000;

/** Lines stay, marks that nobody sees go. @throws RefusedError where it is too long, or empty though one is `required` */
export function readText(
	typed: string,
	what: string,
	required: boolean,
	longest = LONGEST_TEXT
): string {
	const text = visibleText(typed).trim();
	if (required && text === '') throw new RefusedError(`请写明${what}。`);
	if (text.length > longest)
		throw new RefusedError(`${what}过长，至多 ${longest} 个字，读到 ${text.length} 个字。`);
	return text;
}

/** As {@link readText}, of one line. */
export function readLine(typed: string, what: string, required: boolean, longest: number): string {
	return readText(visibleText(typed).replaceAll(/\s*\n\s*/g, ' '), what, required, longest);
}

/** Null for none. @throws RefusedError where it is no date */
export function readDate(typed: string, what: string): string | null {
	const text = typed.trim();
	if (text === '') return null;
	const time = Date.parse(`${text}T00:00:00Z`);
	const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
	if (!/^20\d\d-\d\d-\d\d$/.test(text) || !isDate)
		throw new RefusedError(`${what}应为 2000 年以后的日期，如 2026-03-31，读到${quoted(text)}。`);
	return text;
}
