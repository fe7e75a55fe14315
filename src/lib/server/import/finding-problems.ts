/** Findings of stored filings as problems that are sent back, with the cells that they quote. */
import type { Kysely } from 'kysely';
import { findingName, FINDING_STATE_NAMES, ruleOf, type RuleId } from '#lib/catalogue/rules.ts';
import { quoteCells, type Place } from '#lib/documents/place.ts';
import type { Finding } from '#lib/review/findings.ts';
import { groupByCause, type FindingGroup } from '#lib/review/shared-cause.ts';
import { loadReviews } from '../ledger/review/read.ts';
import type { Database } from '../ledger/schema/schema.ts';
import type { Problem } from './problem.ts';

const AT_ONCE = 200;

/** By filing; each problem with the rule that found it. */
export async function findingProblems(
	db: Kysely<Database>,
	filings: readonly { filing_id: number; fiscal_year: number }[]
): Promise<Map<number, { rule: RuleId; problem: Problem }[]>> {
	const found = new Map<number, { rule: RuleId; problem: Problem }[]>();
	for (let at = 0; at < filings.length; at += AT_ONCE) {
		const portion = filings.slice(at, at + AT_ONCE);
		const ids = portion.map(({ filing_id }) => filing_id);
		const names = await fileNames(db, ids);
		const reviews = await loadReviews(db, ids);
		for (const { filing_id, fiscal_year } of portion) {
			const files = names.get(filing_id) ?? [];
			const groups = groupByCause(reviews.get(filing_id) ?? [], () => filing_id);
			found.set(
				filing_id,
				groups.flatMap((group) => ofFinding(group, fiscal_year, files))
			);
		}
	}
	return found;
}

/** By filing, in the order of their numbers. */
export async function fileNames(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, string[]>> {
	const names = new Map<number, string[]>();
	const rows = await db
		.selectFrom('filing_source as f')
		.innerJoin('source_file as s', 's.id', 'f.source_id')
		.select(['f.filing_id', 's.name'])
		.where('f.filing_id', 'in', ids)
		.orderBy('f.number')
		.execute();
	for (const { filing_id, name } of rows)
		names.set(filing_id, [...(names.get(filing_id) ?? []), name]);
	return names;
}

/** The files that the places lie in; all files of the filing where no place is known. */
export function filesAt(files: readonly string[], places: readonly (Place | null)[]): string {
	const numbers = new Set(places.flatMap((place) => (place ? [place.file ?? 1] : [])));
	return files.filter((_, at) => numbers.size === 0 || numbers.has(at + 1)).join('、');
}

/** One wrong figure is one problem, however many rules it breaks. */
function ofFinding(
	{ finding: { rule, state, message, places }, consequences }: FindingGroup<Finding>,
	fiscal_year: number,
	files: readonly string[]
): { rule: RuleId; problem: Problem }[] {
	if (state !== 'fail' && state !== 'warn') return [];
	const { statement } = ruleOf(rule);
	// Cells of another year are in another report's files; the sentence quotes them.
	const own = places.flatMap((cell) =>
		cell.place && cell.fiscal_year === fiscal_year ? [cell.place] : []
	);
	const cells = own.map(cellOf);
	const list = (of: keyof ProblemCell) => [...new Set(cells.map((cell) => cell[of]))].join('、');
	const problem: Problem = {
		kind: state === 'fail' ? '核对不符' : '核对提示',
		fiscal_year,
		file: filesAt(files, own),
		section: findingName({ rule, state }),
		table: list('table'),
		row: list('row'),
		column: list('column'),
		read: quoteCells(places),
		expected: statement,
		message: [message, ...consequences.map((each) => `由此又有：${each.message}`)].join(''),
		advice:
			state === 'fail'
				? '请核对所列各格，更正后重新报送；确认无误的，请书面说明原因。'
				: `请核实（${FINDING_STATE_NAMES[state]}）；如有误，请更正后重新报送。`
	};
	return [{ rule, problem }];
}

type ProblemCell = Pick<Problem, 'table' | 'row' | 'column'>;

/** The table, row and column of a place as a person counts them. */
export function cellOf(place: Place | null): ProblemCell {
	switch (place?.kind) {
		case undefined:
		case 'unplaced':
			return { table: '', row: '', column: '' };
		case 'cell': {
			const { table, row, column, row_label, column_label } = place;
			return {
				table: `表${table}`,
				row: labelled(`第${row}行`, row_label),
				column: labelled(`第${column}格`, column_label)
			};
		}
		case 'text':
			return { table: '正文', row: `第${place.paragraph}段`, column: '' };
		case 'field':
			return {
				table: '',
				row: `第${place.line}行`,
				column: labelled(`第${place.column}列`, place.column_label)
			};
		case 'sheet': {
			const [, letters = '', row = ''] = /^([A-Z]+)(\d+)/.exec(place.cell) ?? [];
			return {
				table: `工作表“${place.sheet}”`,
				row: row && `第${row}行`,
				column: labelled(letters && `${letters}列`, place.column_label)
			};
		}
	}
}

function labelled(where: string, label: string | null): string {
	return label ? `${where}（${label}）` : where;
}
