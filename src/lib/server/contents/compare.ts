import { codesNamed } from '../questions/departments/directory.ts';
import type { PageRequest } from '../request/page-request.ts';

/** Codes of the departments asked for by code, name or pinyin; else of those that are pinned. */
export function comparedCodes({
	db,
	area,
	values,
	pins
}: PageRequest<'compare'>): Promise<string[]> {
	return codesNamed(db, area.code, values.d.length > 0 ? values.d : pins.map(({ code }) => code));
}
