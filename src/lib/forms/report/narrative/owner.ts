/** By what names a text speaks of the department that files it. */
import { placeInName } from '#lib/catalogue/departments.ts';
import { shortForm } from '#lib/catalogue/short-names.ts';
import type { TextOwner } from './reading.ts';

/** Words by which bodies of a kind call themselves: `中心核定编制89名`. */
const BODIES: readonly (readonly [ending: RegExp, words: readonly string[]])[] = [
	[/中心$/, ['中心']],
	[/(?:中学|小学|学校|大学|学院|幼儿园)$/, ['学校', '学院']],
	[/医院$/, ['医院']],
	[/法院$/, ['法院']],
	[/支队$/, ['支队']],
	[/大队$/, ['大队']]
];

/** @param stated the names that the report states as its own */
export function ownerOf(stated: readonly string[], fiscalYear: number): TextOwner {
	const names = stated.flatMap((name) => {
		const short = shortForm(name);
		const kinds = KINDS_OF_OFFICE.map((kind) => name.replace(OFFICE, kind));
		return [name, ...kinds, ...(short === null ? [] : [short])].flatMap(spellings);
	});
	const bodies = BODIES.filter(([ending]) => stated.some((name) => ending.test(name)));
	return {
		fiscalYear,
		names: [...new Set([...names, ...bodies.flatMap(([, words]) => words)])].filter(
			(name) => name.length > 1
		)
	};
}

/** An office is called by its stem with another ending after a reform, and in haste. */
const OFFICE = /(?:局|委员会|委|办公室|办|厅)$/;
const KINDS_OF_OFFICE = ['局', '委', '办', '厅'];

/** 岳北市水务局, 市水务局 and 水务局. */
function spellings(name: string): string[] {
	const place = placeInName(name);
	if (!place || !name.startsWith(place)) return [name];
	const rest = name.slice(place.length);
	return [name, place.slice(-1) + rest, rest];
}
