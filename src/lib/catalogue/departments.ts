/**
 * Names of departments, made comparable. One department is written many ways in one file; what stays different
 * after normalising is proposed with its nearest names and never merged silently.
 */
import { comparedCharacters } from './characters.ts';

/** Kinds under which departments compare with their like; a registry may hold others. */
export const DEPARTMENT_KINDS = [
	'党委部门',
	'综合管理部门',
	'经济建设部门',
	'社会事业部门',
	'政法单位',
	'群团组织',
	'学校',
	'直属事业单位'
] as const;

/** Characters of the longest name that is taken for an office's; a longer text is a paragraph in the wrong cell. */
export const LONGEST_NAME = 300;

/** Words that begin with 市 (县, 区) where it is not the place: 市场监督管理局 is not 场监督管理局. */
const PLACE_SIGN = /^(?:市(?!场|政(?!府|协|法|务)|容|民|区|树)|县(?!域|城|乡)|区(?!域|划|块))/;
/** 市 and 县 that end a place's name, not those of 市场, 市容, 市民中心, 县域, 县城. */
const CITY_WORD =
	'(?<![城都超门上夜])(?:市(?!场|政(?!府|协|法|务)|容|民(?:中心|服务|之家|广场|$))|县(?!域|城(?![市管关建乡投])|乡(?![村镇])))';
/** A leading city or county, where the jurisdiction is not known. 城市, 都市, 超市, 门市 are no places. */
const CITY_OR_COUNTY = new RegExp(`^[\\u4e00-\\u9fff]{1,4}?${CITY_WORD}`);
/** The same where it has to be told from any other word: no city has a name of one character. */
const PLACE_IN_NAME = new RegExp(
	`^(?:[\\u4e00-\\u9fff]{2,3}省)?([\\u4e00-\\u9fff]{2,8}?自治[县州旗]|[\\u4e00-\\u9fff]{2,4}?${CITY_WORD})[\\u4e00-\\u9fff]{2}`
);
const PROVINCE = /^[\u4e00-\u9fff]{2,3}省/;
/** The party's own bodies, whose names are used with and without it. */
const PARTY = /^(?:中共|中国共产党)/;
/** Bodies that stand before the place in their names: 政协某市委员会, 共青团某市委员会. */
const BODY_BEFORE_PLACE =
	/^(?:中国人民政治协商会议|政协|中国共产主义青年团|共青团|团|中国国民党革命委员会|民革|中国民主同盟|民盟|中国民主建国会|民建|中国民主促进会|民进|中国农工民主党|农工党|中国致公党|致公党|九三学社|台湾民主自治同盟|台盟)(?=[\u4e00-\u9fff]{0,8}[省市县区州旗])/;

/**
 * A name without blanks, brackets, place prefix, 人民政府 and the long forms of 办公室 and 委员会, so that 口岸办,
 * 市口岸办, 岳阳市口岸办 and 岳阳市人民政府口岸管理办公室 are equal.
 * @param jurisdiction name of the city or county, e.g. 岳阳市. Then only its own prefix is taken off: a county's bureau
 * in a city's file keeps its county. Without it, any leading city or county is taken off.
 */
export function normaliseName(name: string, jurisdiction: string | null = null): string {
	const plain = comparedCharacters(name)
		.replace(/[（(]?本级[）)]?$/, '')
		.replace(/[“”"'《》()（）·.,，、:：]/g, '');
	const [body = ''] = BODY_BEFORE_PLACE.exec(plain) ?? [];
	const placed = plain.slice(body.length).replace(PARTY, '');
	const { rest, stripped } = takePlace(placed, jurisdiction);
	return shorten(body + withoutOwner(rest, stripped && body === '')) || plain;
}

function takePlace(name: string, jurisdiction: string | null): { rest: string; stripped: boolean } {
	const place = comparedCharacters(jurisdiction ?? '');
	const base = name.replace(PROVINCE, '');
	const rest = withoutPlace(base, place);
	const trimmed = rest === base ? rest.replace(PLACE_SIGN, '') : rest;
	return trimmed === ''
		? { rest: name, stripped: false }
		: { rest: trimmed, stripped: trimmed !== name };
}

/** Without `place` at its beginning; where that is not known, without any city or county. */
function withoutPlace(name: string, place: string): string {
	const rest = name.replace(CITY_OR_COUNTY, '');
	if (place === '') return rest;
	// A county's bureau may name the city before the county.
	const own = [name, rest].find((each) => each.startsWith(place));
	return own?.slice(place.length) ?? name;
}

/** 人民政府口岸办 is 口岸办, and (市)委组织部 is 组织部; the offices of government and committee keep their owner. */
function withoutOwner(name: string, stripped: boolean): string {
	const government = /^人民政府(.+)$/.exec(name)?.[1];
	if (government !== undefined)
		return /^办公[室厅]$/.test(government) ? `政府${government}` : government;
	const committee = stripped ? /^委(?!员会)(.{2,})$/.exec(name)?.[1] : undefined;
	return committee === undefined || /^办公[室厅]$/.test(committee) ? name : committee;
}

function shorten(name: string): string {
	return name
		.replace(/办公室办?$/, '办')
		.replace(/(?<=.)管理办$/, '办')
		.replace(/委员会$/, '委');
}

/** The city or county at the start of a department's name; null where it starts with none. */
export function placeInName(name: string): string | null {
	const placed = comparedCharacters(name).replace(PARTY, '').replace(BODY_BEFORE_PLACE, '');
	return PLACE_IN_NAME.exec(placed)?.[1] ?? null;
}

/**
 * The name where everything shown is of one jurisdiction, e.g. beside the marks of a chart: 示例市教育局 is 教育局 in
 * 示例市, and 示例市委办公室 is 市委办公室.
 */
export function nameWithin(jurisdiction: string, name: string): string {
	if (!name.startsWith(jurisdiction)) return name;
	const rest = name.slice(jurisdiction.length);
	if (rest.length < 2) return name;
	return /^[委直]/.test(rest) ? jurisdiction.slice(-1) + rest : rest;
}

/** The name beside those of other jurisdictions: 岳阳市 教育局, but 示例市教育局, which names its place itself. */
export function nameWithPlace(jurisdiction: string, name: string): string {
	return name.startsWith(jurisdiction) ? name : `${jurisdiction} ${name}`;
}

/** The least number of characters to insert, delete or replace to turn one name into another. */
export function nameDistance(a: string, b: string): number {
	const left = [...a];
	const right = [...b];
	let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (const [row, char] of left.entries()) {
		const current = [row + 1];
		for (const [column, other] of right.entries()) {
			const replaced = (previous[column] ?? 0) + (char === other ? 0 : 1);
			const deleted = (previous[column + 1] ?? 0) + 1;
			const inserted = (current[column] ?? 0) + 1;
			current.push(Math.min(replaced, deleted, inserted));
		}
		previous = current;
	}
	return previous[right.length] ?? 0;
}

export interface NearName {
	name: string;
	/** {@link nameDistance} of the normalised names; 0 where they differ in writing only. */
	distance: number;
}

/** At most this share of a name may differ for it to be proposed. */
const FARTHEST_SHARE = 0.5;

/** The names most like a given one, nearest first, for “did you mean”; none where nothing is alike. */
export function nearestNames(
	name: string,
	candidates: readonly string[],
	most = 3,
	jurisdiction: string | null = null
): NearName[] {
	const wanted = normaliseName(name, jurisdiction);
	return candidates
		.map((candidate) => {
			const normal = normaliseName(candidate, jurisdiction);
			const farthest = Math.max(wanted.length, normal.length) * FARTHEST_SHARE;
			return { name: candidate, distance: nameDistance(wanted, normal), farthest };
		})
		.filter(({ distance, farthest }) => distance <= farthest)
		.sort((a, b) => a.distance - b.distance)
		.slice(0, most)
		.map(({ name: near, distance }) => ({ name: near, distance }));
}
