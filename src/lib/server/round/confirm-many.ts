/** Confirms many reports by one form. Each is decided upon by itself: one that cannot be does not hold up the others. */
import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { decideFiling } from './decisions.ts';
import type { ReportKey } from './report.ts';

/** A report as a form showed it; `seen` is the number of decisions on it, so that none made since is overruled unseen. */
interface ShownReport extends Omit<ReportKey, 'area'> {
	filing_id: number;
	seen: number;
}

/** Name of a report in a form. */
export function reportToken({ department, fiscal_year, filing_id, seen }: ShownReport): string {
	return `${department} ${fiscal_year} ${filing_id} ${seen}`;
}

/**
 * @param tokens as of {@link reportToken}
 * @returns what was done in a sentence, with the reports that were not confirmed, by the reason
 * @throws RefusedError where none was confirmed
 */
export async function confirmReports(
	db: Kysely<Database>,
	area: string,
	tokens: readonly string[],
	actor: string
): Promise<string> {
	if (tokens.length === 0) throw new RefusedError('没有选定报告；请先勾选要确认的部门。');
	const names = await namesIn(db, area);
	const refused: UnconfirmedReports[] = [];
	let confirmed = 0;
	for (const token of new Set(tokens)) {
		const report = readToken(area, token);
		if (report === null) {
			refused.push({ reason: '有一项不是页面上的报告', report: '' });
			continue;
		}
		try {
			await decideFiling(db, { ...report, decision: 'confirmed', reason: '', due_on: '' }, actor);
			confirmed += 1;
		} catch (error) {
			if (!(error instanceof RefusedError)) throw error;
			const name = names.get(report.department) ?? `部门编码${quoted(report.department)}`;
			refused.push({ reason: error.message, report: `${name}${report.fiscal_year}年` });
		}
	}
	const problems = tellRefused(refused);
	if (confirmed === 0) throw new RefusedError(problems);
	return `已确认 ${confirmed} 份报告。${problems}`;
}

interface UnconfirmedReports {
	reason: string;
	/** Empty where the form names none. */
	report: string;
}

/** One sentence a reason: many reports are refused for the same, as where somebody else confirmed them meanwhile. */
function tellRefused(refused: readonly UnconfirmedReports[]): string {
	if (refused.length === 0) return '';
	const reasons = Map.groupBy(refused, ({ reason }) => reason.replace(/。$/, ''));
	const sentences = [...reasons].map(([reason, of]) => {
		const reports = of.map(({ report }) => report).filter((report) => report !== '');
		return reports.length === 0 ? `${reason}。` : `${reason}：${reports.join('、')}。`;
	});
	return `没有确认 ${refused.length} 份。${sentences.join('')}`;
}

/** Names of departments by their codes. */
async function namesIn(db: Kysely<Database>, area: string): Promise<ReadonlyMap<string, string>> {
	const departments = await db
		.selectFrom('department')
		.select(['code', 'name'])
		.where('jurisdiction_code', '=', area)
		.execute();
	return new Map(departments.map(({ code, name }) => [code, name]));
}

/** Null for what {@link reportToken} did not make. */
function readToken(area: string, token: string): (ReportKey & ShownReport) | null {
	const [, department, year, filing, seen] =
		/^(.+) (\d{4}) (\d{1,9}) (\d{1,9})$/s.exec(token) ?? [];
	if (department === undefined) return null;
	return {
		area,
		department,
		fiscal_year: Number(year),
		filing_id: Number(filing),
		seen: Number(seen)
	};
}
