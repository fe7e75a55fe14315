/** Groups of an RTF file by the word that opens them: what of them is read. */
import type { NoteKind } from '../notes.ts';
import type { UnreadObject } from '../remarks.ts';
import type { RtfState } from './state.ts';

/** Destinations whose text belongs to the document; every other one that is marked `\*` is skipped. */
export const READ_DESTINATIONS = new Set([
	'shpinst',
	'shptxt',
	'nesttableprops',
	'fldinst',
	'fldrslt',
	'ud',
	'upr'
]);
export const SKIPPED_DESTINATIONS = new Set(
	'stylesheet info pict object listtable listoverridetable shprslt nonesttables private xe tc bkmkstart bkmkend themedata datastore latentstyles rsidtbl generator pgptbl'.split(
		' '
	)
);
/** Notes, whose text is kept beside the document. */
export const NOTES: ReadonlyMap<string, NoteKind> = new Map([
	['footnote', 'footnote'],
	['annotation', 'comment']
]);
/** Page headers and footers, of which the plain text is kept. */
export const MARGIN = /^(?:header|footer)[lrf]?$/;

/** Destinations of what is shown and not read. */
export const OBJECTS: ReadonlyMap<string, UnreadObject> = new Map([
	['object', 'object'],
	['pict', 'picture'],
	['shppict', 'picture'],
	['moMath', 'equation']
]);

export const TABLES: ReadonlyMap<string, RtfState['table']> = new Map([
	['fonttbl', 'fonts'],
	['colortbl', 'colours']
]);
