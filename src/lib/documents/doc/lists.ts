/**
 * Lists of a Word 97–2003 file ([MS-DOC] PlfLst and PlfLfo): how the numbers of their levels look, and where they
 * begin. The numbers themselves are in no text of the file.
 */
import { numberFormat } from '../numbering/list-numbers.ts';
import { levelOf, Lists, type List, type ListLevel } from '../numbering/lists.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import type { Header, Span } from './header.ts';
import { PROPERTY, readProperties } from './properties.ts';

/** A list definition: its id, …, the styles of its levels, and whether it has but one level. */
const DEFINITION_BYTES = 28;
const LEVEL_STYLES = 8;
const DEFINITION_FLAGS = 26;
const FLAG_ONE_LEVEL = 1;
const NO_STYLE = 0x0fff;
/**
 * A level: first number, format, flags, …, sizes of two property lists, the level from which on it does not begin
 * again. Both lists, that of characters last, and the pattern follow it.
 */
const LEVEL_BYTES = 28;
const LEVEL_CHARACTERS = 24;
const LEVEL_PARAGRAPH = 25;
const LEVEL_RESTARTS = 26;
const FLAG_DIGITS = 4;
const FLAG_COUNTS_ON = 8;
/** A list: id of its definition, …, how many of its levels differ from it. */
const LIST_BYTES = 16;
const LIST_CHANGES = 12;
const FLAG_START = 0x10;
const FLAG_LEVEL = 0x20;

/** @returns null where the tables of lists cannot be followed: which numbers are shown is unknown then. */
export function readLists(tables: StreamBytes, header: Header): Lists | null {
	const lists = new Lists();
	const { listDefinitions, lists: span } = header;
	if (listDefinitions.length === 0 || span.length === 0) return lists;
	try {
		readDefinitions(tables, listDefinitions, lists);
		readOwnLists(tables, span, lists);
		return lists;
	} catch {
		return null;
	}
}

function readDefinitions(tables: StreamBytes, { at }: Span, lists: Lists): void {
	const count = tables.u16(at);
	let level = at + 2 + count * DEFINITION_BYTES;
	for (let n = 0; n < count; n++) {
		const definition = at + 2 + n * DEFINITION_BYTES;
		const levels: ListLevel[] = [];
		const isShort = tables.u8(definition + DEFINITION_FLAGS) & FLAG_ONE_LEVEL;
		for (let ilvl = 0; ilvl < (isShort ? 1 : 9); ilvl++) {
			const style = tables.u16(definition + LEVEL_STYLES + ilvl * 2);
			const read = readLevel(tables, level, ilvl);
			levels.push({ ...read.level, style: style === NO_STYLE ? null : String(style) });
			level = read.end;
		}
		lists.definitions.set(idAt(tables, definition), { levels, styleLink: null });
	}
}

function readLevel(
	tables: StreamBytes,
	at: number,
	ilvl: number
): { level: ListLevel; end: number } {
	const flags = tables.u8(at + 5);
	const charactersLength = tables.u8(at + LEVEL_CHARACTERS);
	const characters = at + LEVEL_BYTES + tables.u8(at + LEVEL_PARAGRAPH);
	const pattern = characters + charactersLength;
	const length = tables.u16(pattern);
	const codes = Array.from({ length }, (_, n) => tables.u16(pattern + 2 + n * 2));
	const isHidden = readProperties(tables, characters, charactersLength).some(
		({ code, source, at: value }) => code === PROPERTY.hidden && source.u8(value) === 1
	);
	const level: ListLevel = {
		start: tables.u32(at),
		format: numberFormat(tables.u8(at + 4)),
		pattern: isHidden ? '' : codes.map(signOf).join(''),
		inDigits: (flags & FLAG_DIGITS) !== 0,
		restartsWithin: (flags & FLAG_COUNTS_ON) === 0 ? ilvl : tables.u8(at + LEVEL_RESTARTS),
		style: null
	};
	return { level, end: pattern + 2 + length * 2 };
}

/** The codes 0 to 8 stand for the numbers of the nine levels. */
function signOf(code: number): string {
	return code < 9 ? `%${code + 1}` : String.fromCharCode(code);
}

/** Lists are numbered from 1; what they change of their definitions is behind all of them, each after a mark. */
function readOwnLists(tables: StreamBytes, { at }: Span, lists: Lists): void {
	const count = tables.u32(at);
	tables.check(at + 4, count * LIST_BYTES);
	let change = at + 4 + count * LIST_BYTES;
	for (let n = 0; n < count; n++) {
		const record = at + 4 + n * LIST_BYTES;
		const list: List = { definition: idAt(tables, record), starts: [], levels: [] };
		lists.lists.set(String(n + 1), list);
		change += 4;
		for (let left = tables.u8(record + LIST_CHANGES); left > 0; left--)
			change = readChange(tables, change, list);
	}
}

/** The first number of a level, or all of it. */
function readChange(tables: StreamBytes, at: number, list: List): number {
	const flags = tables.u32(at + 4);
	const ilvl = levelOf(flags & 15);
	const own = (flags & FLAG_LEVEL) === 0 ? null : readLevel(tables, at + 8, ilvl);
	if (own) list.levels[ilvl] = own.level;
	if (flags & FLAG_START) list.starts[ilvl] = own?.level.start ?? tables.u32(at);
	return own?.end ?? at + 8;
}

function idAt(tables: StreamBytes, at: number): string {
	return String(tables.u32(at));
}
