/** Cells that are no figure: year, date, jurisdiction, text. */
import { toHalfWidth, visibleText } from '#lib/catalogue/characters.ts';
import type { JurisdictionClaim } from '#lib/filing/filing.ts';
import { isFiscalYear } from '#lib/catalogue/years.ts';

/**
 * A cell without what spreadsheets add to keep a text a text: `="2023"`, an apostrophe before a
 * digit or a formula, `_x000D_`.
 */
export function unguard(text: string): string {
	const first = text.charCodeAt(0);
	if (first > APOSTROPHE && first !== EQUALS && !text.includes('_x000')) return text.trim();
	const content = text.includes('_x000') ? text.replace(/_x000[DA]_/gi, '') : text;
	const trimmed = content.trim();
	const formula = /^="(.*)"$/s.exec(trimmed);
	return formula?.[1]?.replaceAll('""', '"') ?? trimmed.replace(/^'(?=[\d=+\-@])/, '');
}

/** `2021`, `2021年`, `2021年度`, `20 21 年度`, full-width digits, its last day; null for anything else. */
export function readYear(text: string): number | null {
	// Nearly every table holds the bare number.
	if (FOUR_DIGITS.test(text) && isFiscalYear(Number(text))) return Number(text);
	const content = plain(unguard(text)).replace(/\s+/g, '');
	const match = /^(\d{4})(?:(?:\.0+)?(?:年度?)?|([-/.])12\2(?:31)|年12月31日)$/.exec(content);
	const year = Number(match?.[1] ?? Number.NaN);
	return isFiscalYear(year) ? year : null;
}

/** `2022-03-15`, `2022/3/15`, `2022.3.15`, `2022年3月15日`, `20220315` as ISO date; null for anything else. */
export function readDate(text: string): string | null {
	const content = plain(text).replace(/\s+/g, '');
	const match =
		/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(content) ??
		/^(\d{4})(\d{2})(\d{2})$/.exec(content);
	if (!match) return null;
	const [, year = '', month = '', day = ''] = match;
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${iso}T00:00:00Z`);
	const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
	return exists ? iso : null;
}

/** `430600`, `岳阳市`, `430600 岳阳市` or `岳阳市（430600）`; null for a blank cell. */
export function readJurisdiction(text: string): JurisdictionClaim | null {
	const content = plain(text);
	if (content === '') return null;
	if (CODE.test(content)) return { code: content, name: null };
	const code = /(?<!\d)\d{6}(?!\d)/.exec(content)?.[0] ?? null;
	const name = visibleText(code ? content.replace(code, '') : content).replace(/[()\s,;:/-]+/g, '');
	return { code, name: name === '' ? null : name };
}

/** A text cell without surrounding blanks and marks that nobody sees; null where nothing is left. */
export function readText(text: string | undefined): string | null {
	const trimmed = visibleText(unguard(text ?? '')).trim();
	return trimmed === '' ? null : trimmed;
}

/** A name as one word: a line that breaks in a cell, or blanks between characters, do not part it. */
export function readName(text: string | undefined): string | null {
	const name = readText(text);
	return name && /\s/.test(name)
		? name.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
		: name;
}

/** A code half-width, without blanks and the `.0` of a number; null where nothing is left. */
export function readCode(text: string | undefined): string | null {
	const trimmed = unguard(text ?? '');
	return trimmed === '' ? null : plain(trimmed).replace(/^(\d+)\.0+$/, '$1');
}

/** `9.90101E+05`, `9-Jan`, `2023/1/1`, `####`. */
const REWRITTEN_CODE =
	/^\d(?:\.\d+)?E\+\d+$|^\d\.\d+E\d+$|^\d{1,2}-[A-Z]{3}(?:-\d\d)?$|^[A-Z]{3}-\d\d$|^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?$|^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,4}\/\d{1,2}(?:\/\d{1,4})?(?:\s*\d{1,2}:\d\d)?$|^#+$/i;

/** Tells a code that a spreadsheet has turned into a date or a rounded number, so that it names nobody any more. */
export function isRewrittenCode(code: string): boolean {
	return REWRITTEN_CODE.test(code);
}

/** Code and name of one cell: `219001-单位`, `[219001]单位`, `单位（219001）`; null where it holds no code. */
export function splitCodeName(text: string): { code: string; name: string } | null {
	const behind = /^(.*\p{Script=Han})\s*[(（](\d{3,12})[)）]$/su.exec(text.trim());
	if (behind?.[1] && behind[2]) return { code: behind[2], name: behind[1] };
	const match = /^[[(]?(\d{3,12})[\])]?[-_ .、:]*(?=\p{Script=Han})(.+)$/su.exec(
		toHalfWidth(text).trim()
	);
	if (!match?.[1] || !match[2]) return null;
	// The name keeps its brackets as printed.
	const printed = text.trim().slice(-match[2].length);
	const name = toHalfWidth(printed) === match[2] ? printed : match[2];
	return { code: match[1], name: name.trim() };
}

const APOSTROPHE = 39;
const EQUALS = 61;
const FOUR_DIGITS = /^\d{4}$/;
const CODE = /^\d{6}$/;
const PLAIN = /^[\x21-\x7e]*$/;

function plain(text: string): string {
	return PLAIN.test(text) ? text : toHalfWidth(text).trim();
}
