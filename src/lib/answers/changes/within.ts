import { nameWithin } from '#lib/catalogue/departments.ts';
import type { ChangeParts, Contribution } from '#lib/comparison/change/contribution.ts';

/** The parts of a change with departments named within their jurisdiction, as its pages show them. */
export function changesWithin(jurisdiction: string, parts: ChangeParts): ChangeParts {
	const named = (part: Contribution): Contribution => {
		const { department } = part;
		if (!department) return part;
		const name = nameWithin(jurisdiction, department.name);
		return { ...part, department: { ...department, name } };
	};
	return { ...parts, items: parts.items.map(named) };
}
