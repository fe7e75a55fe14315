/** Content controls (内容控件) while a Word document is read: their prompts, and the values that they are bound to. */
import type { XmlAttributes } from '../xml.ts';
import { isOn } from './styles.ts';
import type { Binding, BoundValues } from './bound-values.ts';
import type { BoundText } from './bound-texts.ts';
import type { WordText } from './word-text.ts';

/** `other` is formatted text and whatever else Word does not fill as it stands in the XML. */
type ControlKind = 'plain' | 'date' | 'list' | 'box' | 'picture' | 'section' | 'other';

interface Control {
	kind: ControlKind;
	isPrompt: boolean;
	binding: Binding | null;
	/** Several lines are kept as such. */
	isMultiLine: boolean;
	/** The day that the text of a control for dates stands for. */
	day: string;
	/** Texts that the list shows, by their values. */
	entries: Map<string, string>;
	isTicked: boolean;
	/** The text that is compared with the value while it is read. */
	bound: BoundText | null;
}

const KINDS: ReadonlyMap<string, ControlKind> = new Map([
	['w:text', 'plain'],
	['w:date', 'date'],
	['w:dropDownList', 'list'],
	['w:comboBox', 'list'],
	['w14:checkbox', 'box'],
	['w:picture', 'picture'],
	['?:repeatingSection', 'section'],
	['?:repeatingSectionItem', 'section']
]);

export class ContentControls {
	readonly #text: WordText;
	readonly #values: BoundValues;
	readonly #open: Control[] = [];

	constructor(text: WordText, values: BoundValues) {
		this.#text = text;
		this.#values = values;
	}

	open(): void {
		this.#open.push({
			kind: 'other',
			isPrompt: false,
			binding: null,
			isMultiLine: false,
			day: '',
			entries: new Map(),
			isTicked: false,
			bound: null
		});
	}

	close(): void {
		this.#open.pop();
	}

	setProperty(name: string, attribute: XmlAttributes): void {
		const control = this.#open.at(-1);
		if (!control) return;
		control.kind = KINDS.get(name) ?? control.kind;
		if (name === 'w:showingPlcHdr') control.isPrompt = isOn(attribute('val'));
		else if (name === 'w:text') control.isMultiLine = isOn(attribute('multiLine') ?? '0');
		else if (name === 'w:date') control.day = (attribute('fullDate') ?? '').slice(0, 10);
		else if (name === 'w14:checked') control.isTicked = isOn(attribute('val'));
		else if (name === 'w:listItem') {
			const value = attribute('value') ?? '';
			control.entries.set(value, attribute('displayText') ?? value);
		} else if (name.endsWith(':dataBinding'))
			control.binding = {
				xpath: attribute('xpath') ?? '',
				prefixes: attribute('prefixMappings') ?? '',
				store: attribute('storeItemID') ?? ''
			};
	}

	/** Tells whether the content of the control is only the prompt to fill it in, which is passed over. */
	openContent(): boolean {
		const control = this.#open.at(-1);
		if (!control) return false;
		const bound = this.#boundText(control);
		// A prompt stands where there is no value; Word shows one that is there.
		if (control.isPrompt && !(bound?.isTaken && bound.value)) return true;
		if (bound) control.bound = this.#text.openBound({ ...bound, isPrompt: control.isPrompt });
		return false;
	}

	closeContent(): void {
		const bound = this.#open.at(-1)?.bound;
		if (bound) this.#text.closeBound();
	}

	#boundText(control: Control): Pick<BoundText, 'isTaken' | 'value'> | null {
		const { binding, kind } = control;
		if (!binding || kind === 'picture' || kind === 'section') return null;
		const found = this.#values.valueOf(binding);
		if (found.kind === 'none') return null;
		if (found.kind === 'unread') return { isTaken: false, value: null };
		if (kind === 'plain') {
			const value = found.text.trim().replace(/\s*[\r\n]+\s*/g, control.isMultiLine ? '\n' : ' ');
			return { isTaken: found.kind === 'certain' && value !== '', value };
		}
		const value = shownValue(control, found.text);
		return value === null ? null : { isTaken: false, value };
	}
}

/** The text of the value in a control that is no plain text; null where that of the control stands for the same. */
function shownValue({ kind, day, entries, isTicked }: Control, text: string): string | null {
	const value = text.trim();
	if (kind === 'date') return value.slice(0, 10) === day ? null : value;
	if (kind === 'list') return entries.get(value) ?? value;
	if (kind === 'box') {
		const isSet = value === 'true' || value === '1';
		if (isSet === isTicked) return null;
		return isSet ? '☑' : '□';
	}
	// The XML of formatted text holds a whole package, written as text.
	return value.startsWith('<')
		? [...value.matchAll(/<w:t\b[^>]*>([^<]*)/g)].map(([, t]) => t).join('')
		: value;
}
