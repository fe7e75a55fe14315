/** The entries of a list of projects, each with the amount that was spent on it in the year. */
import type { Figure, NamedProject } from '#lib/filing/filing.ts';
import { AMOUNT, AMOUNT_IN_TEXT, unitOf } from './figures/amounts.ts';
import { readAmount } from './figures/cells.ts';
import { figureOfLabel } from './figures/columns.ts';
import { joinText, textPlace, type Prose } from './lines.ts';
import { ITEMS } from './narrative/lexicon.ts';
import { wordsOf, type Word } from './narrative/words.ts';

export const NUMBERED =
	/^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?(?:、|[.．:：](?!\d)|[.．](?=20\d\d年))|[(（]?\d{1,2}[)）]|[①-⑳◆◇●○■□▪•★☆])\s*/;
const AMOUNTS = new RegExp(AMOUNT_IN_TEXT, 'g');

/** An amount with the words that name it. */
interface AmountOfProject {
	name: string;
	amount: Figure;
}

/** Names with amounts between two offsets: `A 12万元；B 3万元` or `12万元用于A，3万元用于B`. */
export function itemsIn(
	paragraph: Prose,
	text: string,
	{ start, end }: { start: number; end: number },
	fiscalYear: number
): NamedProject[] {
	const list = text.slice(start, end);
	const reversed = new RegExp(`^[，,\\s]*${AMOUNT}(?:主要)?用于`).test(list);
	const items: AmountOfProject[] = [];
	let last = 0;
	for (const match of list.matchAll(AMOUNTS)) {
		const [printed, number = '', unit = ''] = match;
		const from = match.index;
		const to = from + printed.length;
		const name = reversed ? nameBehind(list.slice(to)) : nameBefore(list.slice(last, from));
		last = to;
		if (name === '') continue;
		const place = textPlace(paragraph, start + from, start + to);
		const read = readAmount('money', number, unitOf(unit));
		items.push({
			name,
			amount: { ...read, printed: paragraph.text.slice(start + from, start + to), place }
		});
	}
	return entriesOf(items).flatMap((entry) => spentOn(entry, fiscalYear));
}

const TIME =
	'(?:(20\\d\\d)年度?|截[至止]到?|[全本当]年度?|年[末底]|其中|已|实际|共|(累计|上年|去年|历年|尚未))';
const SPENT =
	'(支付|支出|执行|使用|列支|开支|发生|完成)(?:投资|支出|支付|执行)?(?:资金|金额|决算)?[数额]?';
/** `2022年支付`, `实际支出`: says more of the project before it. */
const SAID_OF_IT = new RegExp(
	`^${TIME}*(?:${SPENT}|(?:拨付|到位|下达|结余|结转|剩余|追加|调[增减整]|自筹|配套|总?投资|预算|计划)(?:资金|金额)?[数额]?)$`
);
/** `防汛工程2021年支出`. */
const SPENT_AT_END = new RegExp(`(?<=.)${TIME}+${SPENT}$`);
/** `学校改造工程总投资`, `防汛工程年初预算`: what it was to cost. */
const PLANNED =
	/(?<=.)(?:20\d\d年度?|年初|全年|调整后|批复|下达|安排|计划|的)*(?:预算|(?:总|计划)投资|概算|总?造价|合同价款?|合同(?:总)?(?:金)?额)(?:安排|批复|资金|金额|总额|数|额)*$/;

/** Each with the amounts behind it that say more of it. */
function entriesOf(items: readonly AmountOfProject[]): AmountOfProject[][] {
	const entries: AmountOfProject[][] = [];
	for (const item of items)
		if (entries.length > 0 && SAID_OF_IT.test(item.name)) entries.at(-1)?.push(item);
		else entries.push([item]);
	return entries;
}

/** The amount of an entry that was spent in the year; of `总投资500万元` alone it is not said. */
function spentOn([first, ...more]: readonly AmountOfProject[], fiscalYear: number): NamedProject[] {
	if (!first) return [];
	if (!isProject(first)) return [first];
	const isSpent = (said: RegExpExecArray | null) => {
		const [, year, other, verb] = said ?? [];
		return verb !== undefined && !other && (!year || Number(year) === fiscalYear);
	};
	const atEnd = SPENT_AT_END.exec(first.name);
	const name = first.name.replace(SPENT_AT_END, '').replace(PLANNED, '');
	const isOwn = atEnd ? isSpent(atEnd) : name === first.name;
	const spent = more.filter((each) => isSpent(SAID_OF_IT.exec(each.name)));
	const [paid, ...others] = atEnd && isOwn ? [first, ...spent] : spent;
	if (paid && others.length === 0) return [{ name, amount: paid.amount }];
	if (!paid && isOwn) return [first];
	return [{ name, amount: { ...first.amount, value: null, missing: 'unreadable' } }];
}

/** The name between two amounts: behind the last semicolon, without joining words and verbs round it. */
function nameBefore(between: string): string {
	const part =
		between
			.replace(/^[\s，,、。；;]+/, '')
			.split(/[。；;\n]/)
			.at(-1) ?? '';
	const clause = /[，,]/.test(part.replace(/[，,]\s*$/, ''))
		? (part.split(/[，,]/).findLast((p) => p.trim() !== '') ?? '')
		: part;
	return normaliseName(clause);
}

function nameBehind(after: string): string {
	return normaliseName(/^(?:主要)?用于([^，,。；;]*)/.exec(after)?.[1] ?? '');
}

function normaliseName(text: string): string {
	const name = joinText(text)
		.replace(NUMBERED, '')
		.replace(/^其?[一二三四五六七八九十]{1,3}是/, '')
		.replace(/^(?:和|及|以及|与|其中[:：]?|另外?|支付|安排|用于)/, '')
		.replace(/[，,、:：(（]+$/, '')
		.replace(/^[)）]+/, '')
		.replace(/(?:共计|合计|共|约|为|支出了|使用了?|安排了?)$/, '');
	return /[一-龥A-Za-z]/.test(name) && !/比|较|同比|增[长加]|减少|下降/.test(name.slice(0, 4))
		? name
		: '';
}

/** A figure of the form, the sum itself, or what bodies or sources have of it, is no project. */
export function isProject({ name }: Pick<NamedProject, 'name'>): boolean {
	const own = name.split(':').at(-1) ?? '';
	if (wordsOf(own, []).every(({ kind }) => OF_BODY_OR_SOURCE.has(kind))) return false;
	return [name, own].every((each) => figureOfLabel(each) === null) && !NO_PROJECT.test(own);
}

const OF_BODY_OR_SOURCE: ReadonlySet<Word['kind']> = new Set([
	'own',
	'others',
	'source',
	'figure',
	'link'
]);

/** A sum, a class of spending, or by how much something changed. */
const NO_PROJECT = new RegExp(`^(?:共计|合计|总计|${ITEMS.join('|')})$|(?:增加|减少|追加|调减)$`);
