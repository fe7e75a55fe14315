import { departmentHref, href, type Chosen } from '#lib/links.ts';
import { FILING_STATE_NAMES } from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_NAMES } from '#lib/catalogue/follow-up.ts';
import type { InquiryRow } from '#lib/server/questions/reports/inquiries.ts';
import { countFilings, type FilingRow } from '#lib/comparison/filings.ts';
import { filedInWords } from '../filings/summary.ts';

interface NamedFiling {
	name: string;
	href: string;
}

export interface MissingFilings {
	/** `应报73家，实报70家，未报3家`, without a full stop: names follow. */
	sentence: string;
	missing: NamedFiling[];
	/** Number of missing departments beyond those that are named. */
	more: number;
	late: NamedFiling[];
	more_late: number;
	all_href: string;
	/** Counts of the round that are not nought, each with the page that lists them. */
	round: { text: string; href: string }[];
}

/** Names that a reader takes in. */
const NAMED = 20;

export function missingFilings(
	rows: readonly FilingRow[],
	chosen: Chosen,
	inquiries: readonly InquiryRow[] = []
): MissingFilings {
	const counts = countFilings(rows);
	const named = (status: FilingRow['status']) =>
		rows
			.filter((row) => row.status === status)
			.slice(0, NAMED)
			.map(({ department }) => ({
				name: department.name,
				href: departmentHref(department.code, chosen)
			}));
	const missing = named('missing');
	const late = named('late');
	return {
		sentence: sentenceOf(counts),
		missing,
		more: counts.missing - missing.length,
		late,
		more_late: (counts.late ?? 0) - late.length,
		all_href: href('/filings', { ...chosen, status: 'missing' }),
		round: roundCounts(rows, inquiries, chosen)
	};
}

function roundCounts(
	rows: readonly FilingRow[],
	inquiries: readonly InquiryRow[],
	chosen: Chosen
): MissingFilings['round'] {
	const reports = (['returned', 'corrected', 'confirmed'] as const).map((id) => ({
		count: rows.filter(({ state }) => state === id).length,
		text: (count: number) => `${FILING_STATE_NAMES[id]}${count}家`,
		href: href('/filings', { ...chosen, round: id })
	}));
	const questions = (['asked', 'explained'] as const).map((id) => ({
		count: inquiries.filter(({ status }) => status === id).length,
		text: (count: number) => `${FOLLOW_UP_NAMES[id]}${count}项`,
		href: href('/tasks', { area: chosen.area })
	}));
	return [...reports, ...questions]
		.filter(({ count }) => count > 0)
		.map(({ count, text, href: to }) => ({ text: text(count), href: to }));
}

function sentenceOf(counts: ReturnType<typeof countFilings>): string {
	if (counts.expected === null) return `${filedInWords(counts)}，无法判断谁未报送`;
	const lacking = counts.missing > 0 ? `未报${counts.missing}家` : '已全部报送';
	return `${filedInWords(counts)}，${lacking}`;
}
