import { departmentHref, href, type Chosen } from '#lib/links.ts';
import { countFilings, type FilingRow } from '#lib/server/questions/filings.ts';

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
}

/** Names that a reader takes in. */
const NAMED = 20;

export function missingFilings(rows: readonly FilingRow[], chosen: Chosen): MissingFilings {
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
		more_late: counts.late - late.length,
		all_href: href('/filings', { ...chosen, status: 'missing' })
	};
}

function sentenceOf({ expected, filed, missing }: ReturnType<typeof countFilings>): string {
	if (expected === null) return `没有应报清单，实报${filed}家，无法判断谁未报送`;
	const lacking = missing > 0 ? `未报${missing}家` : '已全部报送';
	return `应报${expected}家，实报${filed}家，${lacking}`;
}
