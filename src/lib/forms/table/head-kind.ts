/** Tells which of the tables of the ledger a head belongs to. */
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { readPath, type PathMeaning } from './column-path.ts';
import { columnMeaning, OTHER_NAMES, ROW_NUMBERS, type ColumnRole } from './columns.ts';

export type TableKind = 'figures' | 'scores' | 'registry' | 'unknown';

/** Tells which of the tables a head row begins; `unknown` for any other row, such as a title line above the head. */
export function csvKind(head: readonly string[]): TableKind {
	return headKind(
		head,
		head.map((label) => readPath([label]).meaning)
	);
}

/** @param head Labels of the columns, as far as they are understood; `meanings` says what of them is. */
export function headKind(head: readonly string[], meanings: readonly PathMeaning[]): TableKind {
	const roles = new Set(meanings.flatMap((each) => (each.is === 'role' ? [each.role] : [])));
	const keys = new Set(head.map((label) => normaliseLabel(label).toLowerCase()));
	if ((roles.has('level1') || roles.has('level3')) && (roles.has('score') || roles.has('weight'))) {
		return 'scores';
	}
	if (meanings.some((each) => each.is === 'registry')) return 'registry';
	const named =
		['department', 'department_code', 'region'].some((role) => roles.has(role as ColumnRole)) ||
		keys.has('单位');
	const stated = meanings.filter(({ is }) => STATING.has(is)).length;
	if (stated > 2 || (stated > 0 && (named || roles.has('fiscal_year')))) return 'figures';
	if (named && (roles.has('score') || roles.has('grade'))) return 'figures';
	if (keys.has('code') && keys.has('name')) return 'registry';
	return isDepartmentList(roles, keys) ? 'registry' : 'unknown';
}

const STATING: ReadonlySet<PathMeaning['is']> = new Set([
	'statement',
	'part_of_year',
	'forecast',
	'of_source',
	'total',
	'bare'
]);

/** Code and name with the kind, division or other names, and nothing else: a list of departments without the heads of ours. */
function isDepartmentList(roles: ReadonlySet<ColumnRole>, keys: ReadonlySet<string>): boolean {
	if (!roles.has('department_code') || !roles.has('department')) return false;
	const isOtherName = (key: string) => OTHER_NAMES.some((head) => head === key);
	if (!roles.has('kind') && !roles.has('division') && ![...keys].some(isOtherName)) return false;
	return [...keys].every((key) => {
		const meaning = columnMeaning(key);
		const isListed = meaning.is === 'role' && LIST_ROLES.has(meaning.role);
		return key === '' || key === '备注' || ROW_NUMBERS.has(key) || isOtherName(key) || isListed;
	});
}

const LIST_ROLES: ReadonlySet<ColumnRole> = new Set([
	'department_code',
	'department',
	'jurisdiction',
	'kind',
	'division'
]);
