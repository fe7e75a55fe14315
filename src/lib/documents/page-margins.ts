/**
 * Page headers and footers: a note of the unit of money bears on the figures, and so do the year and the name of the
 * department where the body leaves them out. A stale header never outranks what the body says.
 */
import type { Block } from './blocks.ts';

/** A word of scale before 元, whichever; what it means is for the forms to say. */
const YUAN = '[十拾百佰千仟万萬亿億]{0,2}元';
/** A place called 元江 is no unit. */
const UNIT_NOTE = new RegExp(
	`(?:金额|计量|货币)?单位\\s*[:：]\\s*(?:人民币\\s*)?${YUAN}(?=人民币|\\P{Script=Han}|$)`,
	'gu'
);

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
const OWNER = new RegExp(
	`^(?:填报|编报|预算)?(?:部门|单位|机构)(?:[(（](?:部门|单位|盖章|公章)[)）])?(?:名称)?[:：](?!(?:人民币)?${YUAN}(?:人民币)?(?!\\p{Script=Han})).{2}`,
	'u'
);
/** A body names its department with such a label, or with the name alone or before the year in a title. */
const OWNER_LABEL = new RegExp(
	`^(?:填报|编报|预算|主管)?(?:部门|单位|机构)(?:[(（].{1,4}[)）])?(?:名称|[(（]盖章[)）])?(?:[:：](?!(?:人民币)?${YUAN}(?:人民币)?(?!\\p{Script=Han}))|$)`,
	'u'
);
const BODY_NAME =
	/.(?:[局委办厅院会社站馆队所校]|办公室|中心|政府)(?:[(（].{1,6}[)）])?(?:关于)?(?:20\d\d|部门整体|$)/;
/** A date has a month too. */
const YEAR = /(?<!\d)20\d\d年(?!\d{1,2}月)/;
/** However the body writes its year, also alone in a cell; a date is none. */
const ANY_YEAR =
	/(?<![\d.,])[2２][0０][0-9０-９]{2}(?![\d.,]|\s*[年\-/]\s*\d{1,2}\s*[月\-/])|二[〇零○Ｏ0０][〇零○Ｏ0０一二三四五六七八九]{2}(?!年[\d一二三四五六七八九十]{1,3}月)/;
/** Titles of reports are made of these; anything else in one is a name. */
const TITLE_WORDS =
	/20\d\d|年度?|部门|单位|整体|支出|预算|绩效|自评|自我|评价|结果|报告|评分|情况|公开|关于|的|表|[\d\s（）()《》]/g;
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
		isDated ||= ANY_YEAR.test(written);
		if (written.length > LONGEST) continue;
		const text = written.replace(/[\s\u3000]+/g, '');
		isNamed ||= OWNER_LABEL.test(text) || BODY_NAME.test(text) || isNamedTitle(text);
	}
	return [...(isDated ? [] : dated), ...(isNamed ? [] : owners)];
}

/** `某市妇联2021年度部门整体支出绩效自评报告`. */
function isNamedTitle(text: string): boolean {
	return (
		text.includes('整体支出') && text.replace(ANY_YEAR, '').replace(TITLE_WORDS, '').length > 1
	);
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
