/** By what names a text speaks of the department that files it. */
import { placeInName } from '#lib/catalogue/departments.ts';
import { shortForm } from '#lib/catalogue/short-names.ts';
import type { TextOwner } from './reading.ts';

/** Words by which bodies of a kind call themselves: `中心核定编制89名`. */
const BODIES: readonly (readonly [ending: RegExp, words: readonly string[]])[] = [
	[/中心$/, ['中心']],
	[/(?:中学|小学|学校|大学|学院|幼儿园)$/, ['学校', '学院']],
	[/医院$/, ['医院']],
	[/检察院$/, ['检察院']],
	[/共青团/, ['团市委', '团县委', '团区委']],
	[/法院$/, ['法院']],
	[/支队$/, ['支队']],
	[/大队$/, ['大队']]
];

/** @param stated the names that the report states as its own */
export function ownerOf(stated: readonly string[], fiscalYear: number): TextOwner {
	const names = stated.map(withoutParty).flatMap((name) => {
		const short = shortForm(name);
		const kinds = KINDS_OF_OFFICE.map((kind) => name.replace(OFFICE, kind));
		const government = name.replace(/人民政府$/, '政府');
		// 市场监管局 is 市场监督管理局.
		const spoken = name.replace('监督管理', '监管');
		return [name, government, spoken, ...kinds, ...(short === null ? [] : [short])].flatMap(
			spellings
		);
	});
	const bodies = BODIES.filter(([ending]) => stated.some((name) => ending.test(name)));
	return {
		fiscalYear,
		names: [...new Set([...names, ...bodies.flatMap(([, words]) => words)])].filter(
			(name) => name.length > 1
		)
	};
}

/** 中共示例县委党校 calls itself 县委党校. */
function withoutParty(name: string): string {
	return name.replace(/^(?:中共|中国共产党)/, '');
}

/** An office is called by its stem with another ending after a reform, and in haste. */
const OFFICE = /(?:局|委员会|委|办公室|办|厅)$/;
const KINDS_OF_OFFICE = ['局', '委', '办', '厅'];

/** A district or banner, which a city may stand before. */
const DISTRICT = /^[一-龥]{2,4}?[区旗](?=[一-龥]{3})/;

/** 岳北市水务局, 市水务局 and 水务局; 岳北市南湖区司法局, 南湖区司法局, 区司法局 and 司法局. */
function spellings(name: string): string[] {
	const place = placeInName(name) ?? DISTRICT.exec(name)?.[0];
	if (!place || !name.startsWith(place)) return [name];
	const rest = name.slice(place.length);
	// 县委宣传部 is 宣传部 as well.
	const ofParty = rest.replace(/^委(?=[一-龥]{3})/, '');
	const within = DISTRICT.test(rest) ? spellings(rest) : [rest, ofParty];
	return [name, place.slice(-1) + rest, ...within];
}
