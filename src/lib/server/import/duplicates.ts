/** Finds departments that one table writes in two ways, so that it states one year of one department twice. */
import type { Issue } from '#lib/documents/issue.ts';
import type { ClaimedFiling } from '#lib/filing/filing.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Registry } from '../ledger/identity/registry.ts';
import { Spellings } from './spellings.ts';

/**
 * Walks the filings once, or twice where a department is written in two ways, which is rare and lawful as long as the
 * years differ. Holds one line per department, not one per filing.
 * @param ofOwners at least one filing for each way in which a department is written
 * @throws DocumentError where a filing is nobody's.
 */
export function findDuplicates(
	registry: Registry,
	filings: () => Iterable<ClaimedFiling>,
	ofOwners: () => Iterable<ClaimedFiling>
): Issue[] {
	const spellings = new Spellings(registry);
	for (const filing of ofOwners()) spellings.add(filing);
	if (!spellings.isAnyShared) return [];
	const issues: Issue[] = [];
	const seen = new Map<string, ClaimedFiling>();
	for (const filing of filings()) {
		const owner = spellings.sharedOwner(filing);
		if (owner === null) continue;
		const key = `${owner}/${filing.fiscal_year}`;
		const first = seen.get(key);
		if (first) issues.push(duplicateIssue(filing, first));
		else seen.set(key, filing);
	}
	return issues;
}

/** That a filing states what another of the same file states for the same department and year. */
export function duplicateIssue(filing: ClaimedFiling, first: ClaimedFiling): Issue {
	const place = filing.claims[0]?.place ?? null;
	const name = filing.claims.at(-1)?.text ?? '';
	const other = first.claims.at(-1)?.text ?? '';
	const at = first.claims[0]?.place;
	const where = place ? describePlace(place) : '';
	return {
		code: 'department_twice',
		severity: 'error',
		message: `${where}的“${name}”与${at ? describePlace(at) : '前面'}的“${other}”是同一部门，${filing.fiscal_year}年度写了两次；请保留正确的一条再导入。`,
		place
	};
}
