/** The state of an RTF group: the formatting of its text, where that stands, and what it belongs to. */
import { isOffPaper, NO_LOOK, type Colour, type TextLook } from '../appearance.ts';
import { RAISED_HALF_POINTS } from '../characters/raised-text.ts';
import type { RtfField } from './form-fields.ts';

export interface RtfState extends TextLook {
	isSkipped: boolean;
	/** Skipped only as the copy for programs that know no Unicode, which `\ud` replaces. */
	isReplaced: boolean;
	isHidden: boolean;
	isStruck: boolean;
	isRaised: boolean;
	isLowered: boolean;
	isDeleted: boolean;
	/** Inserted while changes were tracked. */
	isInserted: boolean;
	/** Ground of the paragraph; null for that of what is around. */
	paragraphGround: Colour | null;
	isInTable: boolean;
	/** The paragraph counts in a list. */
	isListed: boolean;
	/** Depth of tables that the paragraph says it is in. */
	depth: number;
	font: number | null;
	/** Bytes that stand for a Unicode character in programs that know none. */
	fallback: number;
	/** The table that the group holds, of fonts or colours. */
	table: 'fonts' | 'colours' | null;
	/** Text boxes around, one in another. */
	boxes: number;
	/** The drawing is hidden, or off the page. */
	isUnseen: boolean;
	/** The innermost field around. */
	field: RtfField | null;
	/** The text belongs to the document, a page header or footer, the instruction of a field, an entry of its drop-down list, a property of a drawing, or a note. */
	target: 'document' | 'margin' | 'code' | 'entry' | 'property' | 'note';
}

const PLAIN = {
	...NO_LOOK,
	isHidden: false,
	isStruck: false,
	isRaised: false,
	isLowered: false,
	isDeleted: false,
	isInserted: false
};
const PARAGRAPH = { isInTable: false, depth: 1, paragraphGround: null, isListed: false };

export const START: RtfState = {
	...PLAIN,
	...PARAGRAPH,
	isSkipped: false,
	isReplaced: false,
	font: null,
	fallback: 1,
	table: null,
	boxes: 0,
	isUnseen: false,
	field: null,
	target: 'document'
};

/** Half points by which `\\up` and `\\dn` move text where they name none. */
const DEFAULT_MOVE = 6;
/** Characters narrower than this percentage of their width are a line. */
const NARROWEST = 10;

/**
 * Takes a word that formats characters or paragraphs.
 * @returns whether it is one
 */
export function format(
	state: RtfState,
	name: string,
	value: number | null,
	colourOf: (number: number | null) => Colour | null
): boolean {
	const isOn = value !== 0;
	const isMoved = (value ?? DEFAULT_MOVE) >= RAISED_HALF_POINTS;
	if (name === 'v') state.isHidden = isOn;
	else if (name === 'strike' || name === 'striked') state.isStruck = isOn;
	else if (name === 'super') state.isRaised = isOn;
	else if (name === 'sub') Object.assign(state, { isLowered: isOn, isRaised: false });
	else if (name === 'up') state.isRaised ||= isMoved;
	else if (name === 'dn') state.isLowered ||= isMoved;
	else if (name === 'nosupersub') Object.assign(state, { isLowered: false, isRaised: false });
	else if (name === 'deleted') state.isDeleted = isOn;
	else if (name === 'revised') state.isInserted = isOn;
	else if (name === 'ls') state.isListed = (value ?? 0) > 0;
	else if (name === 'cf') state.colour = colourOf(value);
	else if (name === 'highlight' || name === 'chcbpat' || name === 'cb')
		state.ground = colourOf(value);
	else if (name === 'cbpat') state.paragraphGround = colourOf(value);
	else if (name === 'fs') state.points = (value ?? 24) / 2;
	else if (name === 'charscalex') state.points = (value ?? 100) < NARROWEST ? 0 : state.points;
	else if (name === 'shpleft' || name === 'shptop')
		state.isUnseen ||= isOffPaper((value ?? 0) / 20);
	else if (name === 'uc') state.fallback = Math.max(0, value ?? 1);
	else if (name === 'intbl') state.isInTable = true;
	else if (name === 'itap') state.depth = Math.max(0, value ?? 1);
	else if (name === 'plain') Object.assign(state, PLAIN);
	else if (name === 'pard') Object.assign(state, PARAGRAPH);
	else return false;
	return true;
}
