/**
 * Lists that are about a part alone, by their title: `支出合计` of 三公经费支出情况表 is no department's spending, nor is that of
 * 财政拨款支出决算表; `财政拨款` behind it is what was spent of that source. `闲置` is the rest of the assets where nothing else is.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { measureOf, type ReportedId } from '#lib/catalogue/measures.ts';
import { actual, type ColumnPath, type Statement } from './column-path.ts';

/** Columns as the title has them. */
export function ofTitledPart(paths: readonly ColumnPath[], about: string): ColumnPath[] {
	return withRestOfAssets(withoutSources(ofPart(paths, partIn(about)), about));
}

/** Parts in words of titles, and the measure that is their total; null for what was spent of one source. */
const PARTS: readonly [words: RegExp, whole: ReportedId | null][] = [
	[/三公(?:经费)?(?:支出)?/g, 'three_public_total'],
	[/公务接待费?(?:支出)?/g, 'three_public_reception'],
	[/公?务?用?车(?:辆)?(?:运行维护|运行|运维)费?(?:支出)?/g, 'three_public_vehicle_running'],
	[/公?务?用?车(?:辆)?购置费?(?:支出)?/g, 'three_public_vehicle_purchase'],
	[/因公出国(?:[(（]境[)）])?费?(?:支出)?/g, 'three_public_abroad'],
	[
		/(?:(?:一般公共预算|政府性?基金(?:预算)?|国有资本经营(?:预算)?|财政拨款)(?:当年)?)+(?:基本|项目)?支出/g,
		null
	],
	[/(?:项目|专项)(?:经费)?支出/g, 'spending_project'],
	[/基本(?:经费)?支出/g, 'spending_basic']
];
/** A title with one of these words beside the part's is about more. */
const MORE = /支出|收支|收入|决算总|整体/;
/** Beside one item, the total of several is that of none. */
const OTHER_ITEM = /接待|用车|购置|出国/;

/** The total of the part that the lowest title about amounts names; undefined where it names none, `several` where more than one. */
function partIn(about: string): ReportedId | 'several' | null | undefined {
	const title = titleOf(about);
	for (const [words, whole] of PARTS) {
		const rest = title.replace(words, '');
		if (rest === title) continue;
		const more = rest.replace(SOURCE_OF_PART, '').replace(ITEMS, '');
		if (MORE.test(more)) return undefined;
		return whole?.startsWith('three_public') && OTHER_ITEM.test(rest) ? 'several' : whole;
	}
	return undefined;
}

/** An item with its spending is no more than the item. */
const ITEMS =
	/(?:公务接待|用车(?:运行维护|运行|运维|购置)|出国(?:[(（]境[)）])?)费?[)）]?(?:支出)?/g;
/** `一般公共预算财政拨款三公经费支出` */
const SOURCE_OF_PART = /财政拨款支出/g;
const QUOTES = /["“”'‘’]/g;

function titleOf(about: string): string {
	const titles = about.split(/\s+/).map((title) => removeBlanks(title).replace(QUOTES, ''));
	return (
		titles.findLast((title) => /支出|收支|收入|三公|公务接待|务用车|因公出国/.test(title)) ?? ''
	);
}

function ofPart(
	paths: readonly ColumnPath[],
	whole: ReportedId | 'several' | null | undefined
): readonly ColumnPath[] {
	if (whole === undefined) return paths;
	if (whole === 'several') return paths.map((path) => (isTotal(path) ? unknown(path) : path));
	if (whole === null) return changed(paths, ({ measure }) => groupOf(measure) === 'spending', null);
	const { group } = measureOf(whole);
	const isWider = statements(paths).some(({ measure }) =>
		group === 'spending'
			? measure === 'spending_basic' || measure === 'spending_project'
			: measure === whole || (groupOf(measure) === 'spending' && measure !== 'spending_total')
	);
	return isWider ? paths : changed(paths, ({ measure }) => measure === 'spending_total', whole);
}

/** In a table of spending alone, sources behind the total are what was spent of each. */
function withoutSources(paths: readonly ColumnPath[], about: string): readonly ColumnPath[] {
	const title = titleOf(about);
	const total = paths.findIndex(
		({ meaning }) => meaning.is === 'statement' && groupOf(meaning.measure) === 'spending'
	);
	if (!title.includes('支出') || title.includes('收') || total < 0) return paths;
	const isOfIncome = paths.some(
		({ parts, meaning }, index) =>
			parts.some((part) => /收|结余|结转/.test(part)) ||
			(index < total && meaning.is === 'statement' && groupOf(meaning.measure) === 'income')
	);
	return isOfIncome ? paths : changed(paths, ({ measure }) => groupOf(measure) === 'income', null);
}

/** Names of what is neither in use nor leased. */
const IDLE = /^(?:其中:?)?(?:闲置|待处置|待报废)(?:的?(?:固定)?资产)?$/;

/** One column of the rest is all of it; of several, each is a part that the ledger has no measure for. */
function withRestOfAssets(paths: readonly ColumnPath[]): ColumnPath[] {
	if (!statements(paths).some(({ measure }) => groupOf(measure) === 'assets')) return [...paths];
	const rest = paths.filter(isRestOfAssets);
	return paths.map((path) => {
		if (!rest.includes(path)) return path;
		if (rest.length > 1) return unknown(path);
		return path.meaning.is === 'unknown' ? { ...path, meaning: actual('assets_other') } : path;
	});
}

function isRestOfAssets({ parts, meaning }: ColumnPath): boolean {
	if (meaning.is === 'statement') return meaning.measure === 'assets_other';
	return meaning.is === 'unknown' && IDLE.test(normaliseLabel(parts.at(-1) ?? ''));
}

function isTotal({ meaning }: ColumnPath): boolean {
	return meaning.is === 'statement' && meaning.measure === 'spending_total';
}

function statements(paths: readonly ColumnPath[]): Statement[] {
	return paths.flatMap(({ meaning }) => (meaning.is === 'statement' ? [meaning] : []));
}

function groupOf(measure: ReportedId) {
	return measureOf(measure).group;
}

function changed(
	paths: readonly ColumnPath[],
	which: (statement: Statement) => boolean,
	measure: ReportedId | null
): readonly ColumnPath[] {
	return paths.map((path) => {
		if (path.meaning.is !== 'statement' || !which(path.meaning)) return path;
		return measure === null
			? { ...unknown(path), meaning: { is: 'of_source' } }
			: { ...path, meaning: { ...path.meaning, measure } };
	});
}

function unknown(path: ColumnPath): ColumnPath {
	return { ...path, label: path.parts.join(''), meaning: { is: 'unknown' } };
}
