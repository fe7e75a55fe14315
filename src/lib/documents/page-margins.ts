/**
 * Page headers and footers: a note of the unit of money bears on the figures, and so do the year and the name of the
 * department where the body leaves them out. A stale header never outranks what the body says.
 */
import type { Block } from './blocks.ts';

/** A word of scale before 元, whichever; what it means is for the forms to say. A place called 元江 is no unit. */
const UNIT_NOTE =
	/(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币\s*)?[十拾百佰千仟万萬亿億]{0,2}元(?=人民币|\P{Script=Han}|$)/gu;

/** The notes that are taken of the lines, each once; they hold for the text below, as on the page. */
export function marginNotes(lines: string, body: readonly Block[]): Block[] {
	return marginTexts(lines, () => textsIn(body)).map((text) => ({ kind: 'paragraph', text }));
}

/** The same as texts, for a worksheet. @param body its texts, which are looked at only where a line names anything */
export function marginTexts(lines: string, body: () => Iterable<string>): string[] {
	return [...new Set([...namesLeftOut(lines, body), ...(lines.match(UNIT_NOTE) ?? [])])];
}

/** A title, a name or a year is short. */
const LONGEST = 60;
/** `填报单位：某局`. */
const OWNER =
	/^(?:填报|编报|预算)?(?:部门|单位|机构)(?:[(（](?:部门|单位|盖章|公章)[)）])?(?:名称)?[:：](?!(?:人民币)?[十拾百佰千仟万萬亿億]{0,2}元(?:人民币)?(?!\p{Script=Han})).{2}/u;
/** A body names its department with such a label, or with the name alone or before the year in a title. */
const OWNER_LABEL =
	/^(?:填报|编报|预算|主管)?(?:部门|单位|机构)(?:[(（].{1,4}[)）])?(?:名称|[(（]盖章[)）])?(?:[:：](?!(?:人民币)?[十拾百佰千仟万萬亿億]{0,2}元(?:人民币)?(?!\p{Script=Han}))|$)/u;
const BODY_NAME =
	/.(?:[局委办厅院会社站馆队所校]|办公室|中心|政府)(?:[(（].{1,6}[)）])?(?:关于)?(?:20\d\d|部门整体|$)/;
/** A date has a month too. */
const YEAR = /(?<!\d)20\d\d年(?!\d{1,2}月)/;
/** When and by whom a page was printed. */
const OF_PRINTING = /\d月|日期|打印|填表|制表|第.*页/;

function namesLeftOut(lines: string, body: () => Iterable<string>): string[] {
	const texts = lines.split(/[\n\t]|\s{2,}/).map((line) => line.replace(/[\s\u3000]+/g, ''));
	const naming = texts.filter((text) => text.length <= LONGEST && !OF_PRINTING.test(text));
	const owners = naming.filter((text) => OWNER.test(text));
	const dated = naming.filter((text) => YEAR.test(text));
	if (owners.length + dated.length === 0) return [];
	let isNamed = false;
	let isDated = false;
	for (const written of body()) {
		if (written.length > LONGEST) continue;
		const text = written.replace(/[\s\u3000]+/g, '');
		isNamed ||= OWNER_LABEL.test(text) || BODY_NAME.test(text);
		isDated ||= YEAR.test(text);
	}
	return [...(isDated ? [] : dated), ...(isNamed ? [] : owners)];
}

function* textsIn(blocks: readonly Block[]): Generator<string> {
	for (const block of blocks) {
		if (block.kind === 'paragraph') yield block.text;
		else
			for (const cell of block.rows.flat()) {
				yield* textsIn(cell.blocks);
			}
	}
}
