/**
 * Projects that the narrative names with their amounts: a list behind the amount of 项目支出 (`其中：A 12万元；…`),
 * or paragraphs below it, one project each (`1、A 12.3万元。…`).
 */
import type { NamedProject } from '#lib/filing/filing.ts';
import { AMOUNT, AMOUNT_IN_TEXT } from './figures/amounts.ts';
import type { Prose } from './lines.ts';
import type { NarrativeSection } from './narrative/narrative.ts';
import type { TextOwner } from './narrative/reading.ts';
import { placed } from './narrative/paragraphs.ts';
import { isProject, itemsIn, NUMBERED } from './project-items.ts';
import { projectTotalsIn } from './narrative/narrative-figures.ts';

/** These words lead from the sum to its items. */
const LEAD =
	/(?:其中|包括|包含|具体(?:为|是|有|如下|情况如下)?|(?:主要)?使用(?:内容|方向)(?:为|是|包括)?|(?:主要|分别|全部)?用于|主要(?:是|为|有)|分别(?:是|为)|明细如下|(?:情况)?如下|[:：])/;
/** Behind an item's amount: what follows explains it, and is no item of the list. */
const DETAIL = /(?:其中|包括|(?:主要)?用于|主要是|主要为|具体)/;
const PROJECT_HEADING = /项目|专项/;

/** The first list of projects in the sections; none where the narrative gives examples only (`…等`). */
export function readProjects(
	sections: readonly NarrativeSection[],
	owner: TextOwner
): NamedProject[] {
	for (const { heading, paragraphs } of sections) {
		for (const [index, place] of placed(paragraphs).entries()) {
			const { paragraph } = place;
			const below = paragraphs.slice(index + 1);
			const ends = projectTotalsIn(place, owner);
			const text = ends.length > 0 ? maskBrackets(paragraph.plain) : '';
			for (const end of ends) {
				const projects = listBehind({ paragraph, text }, end, below, owner.fiscalYear);
				if (projects) return projects;
			}
		}
		if (PROJECT_HEADING.test(heading) && !heading.includes('基本')) {
			const projects = listedParagraphs(paragraphs, owner.fiscalYear);
			if (projects.length > 1) return projects;
		}
	}
	return [];
}

/**
 * The list behind the sum; empty where it is of examples, null where there is none.
 * @param text of the paragraph, without details in brackets
 */
function listBehind(
	{ paragraph, text }: { paragraph: Prose; text: string },
	end: number,
	below: readonly Prose[],
	fiscalYear: number
): NamedProject[] | null {
	const list = listSpan(text, end);
	const inline = list ? itemsIn(paragraph, text, list, fiscalYear) : [];
	if (list && inline.length > 0 && isOpenEnded(text.slice(list.start, list.end))) return [];
	const projects = inline.filter(isProject);
	if (projects.length > 0) return projects;
	const next = below.findIndex(({ plain }) => isBeside(plain, paragraph.plain));
	const listed = listedParagraphs(next < 0 ? below : below.slice(0, next), fiscalYear);
	return listed.length > 0 ? listed : null;
}

const NUMBERS = [/^\s*[一二三四五六七八九十]{1,3}、/, /^\s*[(（][一二三四五六七八九十]{1,3}[)）]/];

/** `（四）结转结余` behind `（二）支出情况`, or `三、…`: a paragraph that goes on with something else. */
function isBeside(text: string, sum: string): boolean {
	const level = NUMBERS.findIndex((number) => number.test(text));
	const own = NUMBERS.findIndex((number) => number.test(sum));
	return level >= 0 && own >= level;
}

const LEADS = new RegExp(`${LEAD.source}(?:[，,\\s]*${LEAD.source})*`);
const COMPARISON = /比|较|同比|增|减|占|完成/;
/** `，较上年增加5万元`, `，占总支出的30%`: a clause that says something of the sum. */
const REMARK_ON_SUM = new RegExp(
	`[，,][^，,。；;]{0,60}(?:${COMPARISON.source})[^，,。；;]{0,60}`,
	'g'
);

/** The words that lead to a list stand so near behind the sum. */
const FARTHEST_LIST = 300;

/** From the words that lead to the items to the end of the list. */
function listSpan(text: string, end: number): { start: number; end: number } | null {
	const lead = LEADS.exec(text.slice(end, end + FARTHEST_LIST));
	if (!lead) return null;
	const remarks = text.slice(end, end + lead.index).replace(REMARK_ON_SUM, '');
	const between = remarks.replace(/^[。；;]/, '');
	// Behind a new sentence or another amount the words speak of something else.
	if (/[。；;]/.test(between)) return null;
	if (new RegExp(AMOUNT).test(between) && !COMPARISON.test(between)) return null;
	const start = end + lead.index + lead[0].length;
	return { start, end: endOfList(text, start) };
}

/** A list ends with its sentence, unless the next one begins with a number of its own. */
function endOfList(text: string, start: number): number {
	for (let stop = text.indexOf('。', start); stop >= 0; stop = text.indexOf('。', stop + 1)) {
		if (!NUMBERED.test(text.slice(stop + 1))) return stop;
	}
	return text.length;
}

/** `…等`, `…等项目`: examples, whose sum says nothing. */
function isOpenEnded(list: string): boolean {
	return new RegExp(`${AMOUNT_IN_TEXT}\\s*等|等(?:项目|方面|支出|工作)?[，,]?\\s*$`).test(list);
}

const LONGEST_AMOUNT = 30;
const SOME_AMOUNT = new RegExp(AMOUNT_IN_TEXT);
const ONLY_AMOUNT = new RegExp(`^[(（]\\s*${AMOUNT}\\s*[)）]$`);

/** Details in brackets would be counted twice; an amount that stands alone in them is the item's. Offsets are kept. */
function maskBrackets(text: string): string {
	return text.replace(/[(（][^()（）]*[)）]/g, (part, at: number) => {
		if (!SOME_AMOUNT.test(part)) return part;
		const end = at + part.length;
		const before = text.slice(Math.max(0, at - LONGEST_AMOUNT), at);
		const isOwn =
			ONLY_AMOUNT.test(part) &&
			!new RegExp(`${AMOUNT}\\s*$`).test(before) &&
			!new RegExp(`^\\s*${AMOUNT}`).test(text.slice(end, end + LONGEST_AMOUNT));
		return isOwn ? part : ' '.repeat(part.length);
	});
}

/** A paragraph that is nothing but a name and its amount is an entry even without a number. */
const UNNUMBERED_ENTRY = new RegExp(
	`^[^\\d，,。；;]{2,40}[\\d]{0,4}[^\\d，,。；;]{0,20}?${AMOUNT}[。；;，,]?\\s*$`
);

/** One project each, from the first numbered or bare entry to the first numbered paragraph without an amount. */
function listedParagraphs(paragraphs: readonly Prose[], fiscalYear: number): NamedProject[] {
	const projects: NamedProject[] = [];
	for (const paragraph of paragraphs) {
		const text = maskBrackets(paragraph.plain);
		const marker = NUMBERED.exec(text);
		const isEntry = marker !== null || UNNUMBERED_ENTRY.test(text);
		const start = marker?.[0].length ?? 0;
		const items = isEntry ? itemsOfEntry(paragraph, text, start, fiscalYear) : [];
		if (items.length === 0 && projects.length > 0 && marker) break;
		projects.push(...items.filter(isProject));
	}
	return projects;
}

function itemsOfEntry(
	paragraph: Prose,
	text: string,
	start: number,
	fiscalYear: number
): NamedProject[] {
	const amount = new RegExp(AMOUNT).exec(text.slice(start));
	if (!amount || /[。；;]/.test(text.slice(start, start + amount.index))) return [];
	const first = start + amount.index + amount[0].length;
	const rest = /[。\n]/.exec(text.slice(first));
	const stop = rest ? first + rest.index : text.length;
	const detail = DETAIL.exec(text.slice(first, stop));
	const end = detail ? first + detail.index : stop;
	return itemsIn(paragraph, text, { start, end }, fiscalYear);
}
