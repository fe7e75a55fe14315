/** Everything that a filing states beside its figures, as rows and back. */
import type {
	Contact,
	Contradiction,
	Filing,
	Goal,
	Indicator,
	MentionedDate,
	NamedProject,
	NarrativeFigure,
	Passage,
	ScoreHeading,
	ScoreItem
} from '#lib/filing/filing.ts';
import {
	fromColumns,
	fromPlaceText,
	placeFromText,
	placeToText,
	toColumns,
	toPlaceText
} from './cells.ts';
import type { ColumnNames } from '../connection/insert.ts';
import type { Database } from '../schema/schema.ts';

/** Facts that have an order: tables keyed by filing and position, with their other columns. */
export const FACT_COLUMNS = {
	contradiction: ['measure', 'basis', 'value', 'missing', 'printed', 'place'],
	score_item: [
		'level1',
		'level2',
		'level3',
		'criterion',
		'weight',
		'weight_missing',
		'weight_printed',
		'weight_place',
		'weight_group',
		'score',
		'score_missing',
		'score_printed',
		'score_place',
		'reason',
		'reason_place'
	],
	score_heading: ['level1', 'level2', 'weight', 'place'],
	goal: ['target', 'result', 'target_place', 'result_place'],
	indicator: ['level1', 'level2', 'target', 'result', 'target_place', 'result_place'],
	named_project: ['name', 'amount', 'missing', 'printed', 'place'],
	narrative_figure: ['measure', 'value', 'missing', 'printed', 'half_digit', 'place'],
	mentioned_date: ['date', 'completion', 'excerpt', 'place'],
	passage: ['kind', 'heading', 'text', 'place'],
	contact: ['role', 'text', 'place']
} as const satisfies { [T in keyof Database]?: ColumnNames<T> };

export type FactTable = keyof typeof FACT_COLUMNS;
export const FACT_TABLES = Object.keys(FACT_COLUMNS) as FactTable[];

type FactRow<T extends FactTable> = Omit<Database[T], 'filing_id' | 'position'>;
export type FactRows = { [T in FactTable]: FactRow<T>[] };

export function toFacts(filing: Filing): FactRows {
	return {
		contradiction: filing.contradictions.map(fromContradiction).sort(byText),
		score_item: filing.score.items.map(fromItem),
		score_heading: filing.score.headings.map(fromHeading),
		goal: filing.goals.map(fromTargets),
		indicator: filing.indicators.map(fromIndicator),
		named_project: filing.projects.map(fromProject),
		narrative_figure: filing.narrative_figures.map(fromNarrative),
		mentioned_date: filing.dates.map(fromDate),
		passage: filing.passages.map((each) => ({ ...each, place: toPlaceText(each.place) })),
		contact: filing.contacts.map((each) => ({ ...each, place: placeToText(each.place) }))
	};
}

type Facts = Pick<
	Filing,
	| 'contradictions'
	| 'goals'
	| 'indicators'
	| 'projects'
	| 'narrative_figures'
	| 'dates'
	| 'passages'
	| 'contacts'
> & { items: ScoreItem[]; headings: ScoreHeading[] };

export function fromFacts(rows: FactRows): Facts {
	return {
		contradictions: rows.contradiction.map(toContradiction),
		items: rows.score_item.map(toItem),
		headings: rows.score_heading.map(toHeading),
		goals: rows.goal.map(toTargets),
		indicators: rows.indicator.map(toIndicator),
		projects: rows.named_project.map(toProject),
		narrative_figures: rows.narrative_figure.map(toNarrative),
		dates: rows.mentioned_date.map(toDate),
		passages: rows.passage.map(toPassage),
		contacts: rows.contact.map(toContact)
	};
}

function fromContradiction({ measure, basis, figure }: Contradiction): FactRow<'contradiction'> {
	return { measure, basis, ...toColumns(figure) };
}

/** In an order that does not depend on that in which the files came. */
function byText(a: FactRow<'contradiction'>, b: FactRow<'contradiction'>): number {
	return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function toContradiction(row: FactRow<'contradiction'>): Contradiction {
	const { measure, basis, ...columns } = row;
	return { measure, basis, figure: fromColumns(columns) };
}

/** A path of more than three elements keeps its first two; the others share the third level. */
function fromItem(item: ScoreItem): FactRow<'score_item'> {
	const [level1 = '', level2 = '', ...rest] = item.path;
	const weight = toColumns(item.weight);
	const score = toColumns(item.score);
	return {
		level1,
		level2,
		level3: rest.join(' / '),
		criterion: item.criterion,
		weight: weight.value,
		weight_missing: weight.missing,
		weight_printed: weight.printed,
		weight_place: weight.place,
		weight_group: item.weight_group,
		score: score.value,
		score_missing: score.missing,
		score_printed: score.printed,
		score_place: score.place,
		reason: item.reason,
		reason_place: toPlaceText(item.reason_place)
	};
}

function toItem(row: FactRow<'score_item'>): ScoreItem {
	return {
		path: toPath(row.level1, row.level2, row.level3),
		criterion: row.criterion,
		weight: fromColumns({
			value: row.weight,
			missing: row.weight_missing,
			printed: row.weight_printed,
			place: row.weight_place
		}),
		weight_group: row.weight_group,
		score: fromColumns({
			value: row.score,
			missing: row.score_missing,
			printed: row.score_printed,
			place: row.score_place
		}),
		reason: row.reason,
		reason_place: fromPlaceText(row.reason_place)
	};
}

function fromHeading({ path, weight, place }: ScoreHeading): FactRow<'score_heading'> {
	return { level1: path[0] ?? '', level2: path[1] ?? '', weight, place: placeToText(place) };
}

function toHeading(row: FactRow<'score_heading'>): ScoreHeading {
	return {
		path: toPath(row.level1, row.level2),
		weight: row.weight,
		place: placeFromText(row.place)
	};
}

function fromTargets({ target, result, target_place, result_place }: Goal): FactRow<'goal'> {
	return {
		target,
		result,
		target_place: toPlaceText(target_place),
		result_place: toPlaceText(result_place)
	};
}

function toTargets({ target, result, target_place, result_place }: FactRow<'goal'>): Goal {
	return {
		target,
		result,
		target_place: fromPlaceText(target_place),
		result_place: fromPlaceText(result_place)
	};
}

function fromIndicator(indicator: Indicator): FactRow<'indicator'> {
	const [level1 = '', level2 = ''] = indicator.path;
	return { level1, level2, ...fromTargets(indicator) };
}

function toIndicator(row: FactRow<'indicator'>): Indicator {
	return { path: toPath(row.level1, row.level2), ...toTargets(row) };
}

function fromProject({ name, amount }: NamedProject): FactRow<'named_project'> {
	const { value, ...rest } = toColumns(amount);
	return { name, amount: value, ...rest };
}

function toProject({ name, amount, ...rest }: FactRow<'named_project'>): NamedProject {
	return { name, amount: fromColumns({ value: amount, ...rest }) };
}

function fromNarrative(stated: NarrativeFigure): FactRow<'narrative_figure'> {
	const { measure, figure, half_digit } = stated;
	return { measure, ...toColumns(figure), half_digit };
}

function toNarrative(row: FactRow<'narrative_figure'>): NarrativeFigure {
	return { measure: row.measure, figure: fromColumns(row), half_digit: row.half_digit };
}

function fromDate(stated: MentionedDate): FactRow<'mentioned_date'> {
	const { date, completion, excerpt, place } = stated;
	return { date, completion: completion ? 1 : 0, excerpt, place: placeToText(place) };
}

function toDate({ date, completion, excerpt, place }: FactRow<'mentioned_date'>): MentionedDate {
	return { date, completion: completion === 1, excerpt, place: placeFromText(place) };
}

function toPassage({ kind, heading, text, place }: FactRow<'passage'>): Passage {
	return { kind, heading, text, place: fromPlaceText(place) };
}

function toContact({ role, text, place }: FactRow<'contact'>): Contact {
	return { role, text, place: placeFromText(place) };
}

/** Trailing levels that the sheet does not have are no part of the path. */
function toPath(...levels: string[]): string[] {
	const last = levels.findLastIndex((level) => level !== '');
	return levels.slice(0, last + 1);
}

/** Facts of a filing that states none. */
export const NO_FACTS = Object.fromEntries(
	FACT_TABLES.map((table) => [table, []])
) as unknown as FactRows;
