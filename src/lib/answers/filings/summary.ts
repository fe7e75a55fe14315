/** Filing counts by kind and by year, and the sentence above them. */
import { NO_KIND } from '#lib/comparison/change/contribution.ts';
import { href, type Chosen } from '#lib/links.ts';
import { countFilings, type FilingCounts, type FilingRow } from '#lib/comparison/filings.ts';

export interface KindCounts extends FilingCounts {
	kind: string;
	/** Reports with at least one 不符. */
	failing: number;
}

export function filingsByKind(rows: readonly FilingRow[]): KindCounts[] {
	const kinds = [...new Set(rows.map((row) => row.department.kind ?? NO_KIND))].sort();
	return kinds.map((kind) => {
		const members = rows.filter((row) => (row.department.kind ?? NO_KIND) === kind);
		return { kind, ...countFilings(members), failing: countFailing(members) };
	});
}

function countFailing(rows: readonly FilingRow[]): number {
	return rows.filter((row) => row.findings.fail > 0).length;
}

export interface YearCounts extends FilingCounts {
	year: number;
	href: string;
}

export function filingsByYear(
	years: readonly { year: number; counts: FilingCounts }[],
	chosen: Chosen
): YearCounts[] {
	return years
		.map(({ year, counts }) => ({ year, ...counts, href: href('/filings', { ...chosen, year }) }))
		.reverse();
}

/** Names of the missing that fit into a sentence. */
const NAMED = 5;

/** `应报38家，实报41家（其中7家不在应报清单）`; those beyond the list are told, since more than all would seem to have filed. */
export function filedInWords({ expected, filed, unlisted }: FilingCounts): string {
	if (expected === null) return `没有应报清单，实报${filed}家`;
	const beyond = unlisted > 0 ? `（其中${unlisted}家不在应报清单）` : '';
	return `应报${expected}家，实报${filed}家${beyond}`;
}

export function filingSentence(
	year: number,
	counts: FilingCounts,
	rows: readonly FilingRow[]
): string {
	const failing = countFailing(rows);
	if (counts.expected === null) {
		const open = failing > 0 ? `，其中${failing}家的报告有勾稽不符` : '';
		return `${year}年${filedInWords(counts)}${open}。`;
	}
	const missing = rows.filter((row) => row.status === 'missing').map((row) => row.department.name);
	const names = missing.slice(0, NAMED).join('、') + (missing.length > NAMED ? '等' : '');
	const lacking = missing.length === 0 ? '全部报齐' : `未报${missing.length}家（${names}）`;
	const others = [
		(counts.late ?? 0) > 0 ? `逾期${counts.late}家` : '',
		counts.refiled > 0 ? `重报过${counts.refiled}家` : '',
		counts.returned > 0 ? `退回${counts.returned}家` : '',
		counts.confirmed > 0 ? `已确认${counts.confirmed}家` : '',
		failing > 0 ? `${failing}家的报告有勾稽不符` : ''
	].filter(Boolean);
	const rest = others.length > 0 ? `；${others.join('，')}` : '';
	return `${year}年${filedInWords(counts)}，${lacking}${rest}。`;
}
