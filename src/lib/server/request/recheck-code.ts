/**
 * 复核码: says by itself which page was printed, from which data and rules, so that nothing is stored when a page is
 * made. Letters and digits that are not taken for one another, in groups of four; the last five check the others.
 */
import { createHash } from 'node:crypto';
import { RULE_VERSIONS } from '#lib/catalogue/rules.ts';

export interface PrintedPage {
	data_version: number;
	/** ISO 8601 UTC, to the minute: when the data last changed. */
	changed_at: string;
	rule_version: string;
	/** Path of the page, e.g. `/departments/101`. */
	path: string;
	/** Jurisdiction code of six digits. */
	area: string;
	/** Null where the page shows no year. */
	year: number | null;
	/** The reader's further choices, in the order of their names. */
	query: [name: string, value: string][];
}

/** By their place in a code: a new one is added at the end, none is taken out. What follows the last `/` is written in full. */
const PATHS = [
	'/',
	'/departments/',
	'/departments',
	'/structure',
	'/three-public',
	'/balances',
	'/scores',
	'/outliers',
	'/compare',
	'/findings',
	'/filings',
	'/questions',
	'/brief',
	'/compendium',
	'/changes',
	'/definitions',
	'/sources/',
	'/meeting',
	'/reassessments',
	'/corrections'
] as const;

/** Crockford's: without I, L, O and U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_BYTES = 3;
const EPOCH = Date.UTC(2020, 0, 1);
const FIRST_YEAR = 1990;
/** A page with every choice that a reader can type has some hundreds. */
const LONGEST = 4_000;
const SALT = 'mingzhang 1';

/** Null for a page whose code would say nothing, since it shows no figures. */
export function writeCode(page: PrintedPage): string | null {
	const index = PATHS.findIndex((path) =>
		isOfOne(path) ? page.path.startsWith(path) && page.path !== path : page.path === path
	);
	const known = PATHS[index];
	const rules = RULE_VERSIONS.findIndex((one) => one === page.rule_version);
	const minutes = Math.floor((Date.parse(page.changed_at) - EPOCH) / 60_000);
	const year = page.year === null ? 0 : page.year - FIRST_YEAR;
	if (known === undefined || rules < 0 || !/^\d{6}$/.test(page.area)) return null;
	if (minutes < 0 || year < 0 || year > 255) return null;
	const rest = escape(page.path.slice(known.length));
	const query = page.query.map((pair) => pair.map(escape).join('=')).join('&');
	const text = Buffer.from(query === '' ? rest : `${rest}?${query}`);
	const body = Buffer.from([
		...variable(page.data_version),
		rules,
		...fixed(minutes),
		index,
		...fixed(Number(page.area)),
		year,
		...text
	]);
	return grouped(toDigits(Buffer.concat([body, checkOf(body)])));
}

/** A department or a filed document is named after such a path. */
function isOfOne(path: string): boolean {
	return path !== '/' && path.endsWith('/');
}

/** Reads what {@link writeCode} wrote, however it was typed; null for anything else. */
export function readCode(typed: string): PrintedPage | null {
	if (typed.length > LONGEST) return null;
	const digits = typed
		.normalize('NFKC')
		.toUpperCase()
		.replaceAll(/[\s\p{Pd}]/gu, '');
	const bytes = fromDigits(digits.replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
	if (bytes === null || bytes.length < CHECK_BYTES + 10) return null;
	const body = bytes.subarray(0, -CHECK_BYTES);
	if (!checkOf(body).equals(bytes.subarray(-CHECK_BYTES))) return null;
	try {
		return readBody(body);
	} catch (error) {
		// Someone computed the check of text that is no address.
		if (error instanceof URIError) return null;
		throw error;
	}
}

function readBody(body: Buffer): PrintedPage | null {
	let at = 0;
	let data_version = 0;
	for (let factor = 1; ; factor *= 128) {
		const byte = body[at++] ?? 0;
		data_version += (byte & 127) * factor;
		if (byte < 128) break;
	}
	if (!Number.isSafeInteger(data_version) || body.length < at + 9) return null;
	const rule_version = RULE_VERSIONS[body.readUInt8(at)];
	const minutes = body.readUIntBE(at + 1, 3);
	const known = PATHS[body.readUInt8(at + 4)];
	const area = String(body.readUIntBE(at + 5, 3)).padStart(6, '0');
	const year = body.readUInt8(at + 8);
	const text = body.subarray(at + 9).toString('utf8');
	if (rule_version === undefined || known === undefined) return null;
	const [rest = '', query = ''] = text.split('?', 2);
	return {
		data_version,
		changed_at: new Date(EPOCH + minutes * 60_000).toISOString(),
		rule_version,
		path: known + decodeURIComponent(rest),
		area,
		year: year === 0 ? null : FIRST_YEAR + year,
		query: query === '' ? [] : query.split('&').map(readPair)
	};
}

function readPair(pair: string): [string, string] {
	const [name = '', value = ''] = pair.split('=', 2).map(decodeURIComponent);
	return [name, value];
}

/** Leaves Chinese as it is: in percent signs it takes three times the room. */
function escape(text: string): string {
	return text.replaceAll(/[%&=?#]/g, encodeURIComponent);
}

function variable(number: number): number[] {
	return number < 128 ? [number] : [128 + (number % 128), ...variable(Math.floor(number / 128))];
}

function fixed(number: number): number[] {
	return [number >> 16, (number >> 8) & 255, number & 255];
}

function checkOf(body: Buffer): Buffer {
	return createHash('sha256').update(SALT).update(body).digest().subarray(0, CHECK_BYTES);
}

function grouped(digits: string): string {
	return digits.replaceAll(/.{4}(?=.)/g, '$&-');
}

function toDigits(bytes: Buffer): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.match(/.{1,5}/g) ?? [];
	return groups.map((group) => DIGITS[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function fromDigits(digits: string): Buffer | null {
	const values = [...digits].map((digit) => DIGITS.indexOf(digit));
	if (values.includes(-1)) return null;
	const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
	const length = bits.length - (bits.length % 8);
	// What is left over of the last digit is nothing, or the code was not written by us.
	if (bits.length - length > 4 || bits.slice(length).includes('1')) return null;
	return Buffer.from(
		(bits.slice(0, length).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
	);
}
