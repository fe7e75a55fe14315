/**
 * The catalogue's formulas as SQL, from the same data that `catalogue/formulas.ts` evaluates.
 * An absent input or a zero denominator gives NULL; the reason is told by the evaluated form.
 */
import { sql, type Expression, type RawBuilder } from 'kysely';
import { inputsOf, isAggregatable, type When } from '#lib/catalogue/formulas.ts';
import {
	isDerived,
	measureOf,
	type Formula,
	type MeasureId,
	type ReportedId
} from '#lib/catalogue/measures.ts';

/** Table aliases of `department_year` for this year and, where last year is joined, for last year. */
export interface YearAliases {
	current: string;
	/** Needed by measures that look back only. */
	previous?: string;
}

/** SQL of the leaves of a formula: a column, or an aggregate of one. */
type Leaf = (id: ReportedId, when: When) => Expression<unknown>;

/**
 * A measure of one department-year.
 * @throws where the measure looks back and no alias for last year is given
 */
export function measureSql(id: MeasureId, aliases: YearAliases): RawBuilder<number | null> {
	return expressionOf(id, 'current', (leaf, when) => columnOf(leaf, when, aliases));
}

/**
 * A measure of a group of department-years, recomputed from summed parts. Only rows that state every part are
 * counted: one that leaves a part out would enter the numerator and not the denominator.
 * @throws where a part may not be added, as scores may not
 */
export function aggregateSql(id: MeasureId, aliases: YearAliases): RawBuilder<number | null> {
	if (!isAggregatable(id)) throw new Error(`Measure "${id}" cannot be added over departments`);
	const columns = inputsOf(id).map((input) => columnOf(input.id, input.when, aliases));
	const complete = sql.join(
		columns.map((column) => sql`${column} is not null`),
		sql` and `
	);
	return expressionOf(id, 'current', (leaf, when) => {
		return sql`sum(case when ${complete} then ${columnOf(leaf, when, aliases)} end)`;
	});
}

function columnOf(id: ReportedId, when: When, aliases: YearAliases): RawBuilder<unknown> {
	const alias = when === 'current' ? aliases.current : aliases.previous;
	if (alias === undefined) throw new Error(`Measure "${id}" of last year needs a joined last year`);
	return sql.ref(`${alias}.${id}`);
}

function expressionOf(id: string, when: When, leaf: Leaf): RawBuilder<number | null> {
	const measure = measureOf(id as MeasureId);
	if (!isDerived(measure)) return sql<number | null>`${leaf(id as ReportedId, when)}`;
	return sql<number | null>`(${formulaSql(measure.formula, when, leaf)})`;
}

function formulaSql(formula: Formula, when: When, leaf: Leaf): RawBuilder<number | null> {
	if (typeof formula === 'string') return expressionOf(formula, when, leaf);
	if ('previous' in formula) return expressionOf(formula.previous, 'previous', leaf);
	const write = (operand: Formula) => formulaSql(operand, when, leaf);
	if ('add' in formula) return sql<number | null>`(${sql.join(formula.add.map(write), sql` + `)})`;
	if ('subtract' in formula) {
		const [from, taken] = formula.subtract;
		return sql<number | null>`(${write(from)} - ${write(taken)})`;
	}
	const [over, under] = formula.divide;
	// Integer division would cut the fraction off; the cast is understood by SQLite and PostgreSQL alike.
	return sql<
		number | null
	>`(cast(${write(over)} as double precision) / nullif(${write(under)}, 0))`;
}
