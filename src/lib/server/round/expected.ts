/** 应报清单: who must file for a year, and until when. */
import type { Kysely } from 'kysely';
import { recordAct } from '../ledger/audit/append.ts';
import { actsSince } from '../ledger/audit/unseen.ts';
import { raiseDataVersion } from '../ledger/filing/projection.ts';
import { UNHASHED } from '../ledger/integrity/row-hashes.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { readDate } from './report.ts';

export interface ExpectedChange {
	/** Jurisdiction code. */
	area: string;
	fiscal_year: number;
	/** Department code; empty for all that the change can be of. */
	department: string;
	/** As of `lastSeen` when the form was shown; no change made since is undone unseen. Left out where none was shown. */
	seen?: string | null;
}

interface Listed {
	id: number;
	code: string;
	name: string;
	due_on: string | null;
	listed: number | null;
}

/** Puts departments on the list, with the due date of those that are on it. Returns how many were new. @throws RefusedError */
export function addExpected(
	db: Kysely<Database>,
	asked: ExpectedChange,
	actor: string
): Promise<number> {
	return change(db, asked, actor, async (step, all) => {
		const due = new Set(all.filter(({ listed }) => listed !== null).map((row) => row.due_on));
		const due_on = due.size === 1 ? ([...due][0] ?? null) : null;
		const added = chosen(all, asked).filter(({ listed }) => listed === null);
		for (const { id } of added)
			await step
				.insertInto('expected_filing')
				.values({ department_id: id, fiscal_year: asked.fiscal_year, due_on })
				.execute();
		return { changed: added, how: '加入', due_on };
	});
}

/** Takes departments off the list; what they filed stays. Returns how many were on it. @throws RefusedError */
export function removeExpected(
	db: Kysely<Database>,
	asked: ExpectedChange,
	actor: string
): Promise<number> {
	return change(db, asked, actor, async (step, all) => {
		const removed = chosen(all, asked).filter(({ listed }) => listed !== null);
		for (const { id } of removed)
			await step
				.deleteFrom('expected_filing')
				.where('department_id', '=', id)
				.where('fiscal_year', '=', asked.fiscal_year)
				.execute();
		return { changed: removed, how: '移出', due_on: null };
	});
}

/** Sets the due date of all on the list, or of one of them; an empty one takes it away. @throws RefusedError */
export function setDueDate(
	db: Kysely<Database>,
	{ due_on: typed, ...asked }: ExpectedChange & { due_on: string },
	actor: string
): Promise<number> {
	const due_on = readDate(typed, '报送期限');
	return change(db, asked, actor, async (step, all) => {
		const listed = chosen(all, asked).filter((row) => row.listed !== null);
		if (listed.length === 0)
			throw new RefusedError(
				asked.department === ''
					? '应报清单里还没有部门，请先加入部门，再设定报送期限。'
					: '这个部门不在应报清单，请先加入，再设定报送期限。'
			);
		const changed = listed.filter((row) => row.due_on !== due_on);
		for (const { id } of changed)
			await step
				.updateTable('expected_filing')
				.set({ due_on, ...UNHASHED })
				.where('department_id', '=', id)
				.where('fiscal_year', '=', asked.fiscal_year)
				.execute();
		return { changed, how: '期限', due_on };
	});
}

interface ListChange {
	changed: readonly Listed[];
	how: '加入' | '移出' | '期限';
	/** That was set, or that the new ones got. */
	due_on: string | null;
}

async function change(
	db: Kysely<Database>,
	{ area, fiscal_year, seen = null }: ExpectedChange,
	actor: string,
	write: (step: Kysely<Database>, all: readonly Listed[]) => Promise<ListChange>
): Promise<number> {
	return db.transaction().execute(async (step) => {
		await requireSeen(step, { area, fiscal_year, seen });
		const all = await registered(step, area, fiscal_year);
		if (all.length === 0)
			throw new RefusedError(`区划${quoted(area)}没有在册的部门，没有办理；请先选定地区。`);
		const { changed, how, due_on } = await write(step, all);
		if (changed.length === 0) return 0;
		await recordAct(step, {
			actor,
			action: how === '期限' ? 'due_date_set' : 'expected_filings_changed',
			subject: `${fiscal_year}年度应报清单 ${changed.length}家`,
			detail: { area, fiscal_year, how, due_on, departments: changed.map(({ name }) => name) }
		});
		await raiseDataVersion(step);
		return changed.length;
	});
}

/** Two windows, or a form that is sent again later, do not undo what was changed meanwhile in the same list. */
async function requireSeen(
	step: Kysely<Database>,
	{ area, fiscal_year, seen }: { area: string; fiscal_year: number; seen: string | null }
): Promise<void> {
	const since = await actsSince(step, seen, ['expected_filings_changed', 'due_date_set']);
	if (since.some(({ detail }) => detail.area === area && detail.fiscal_year === fiscal_year))
		throw new RefusedError('您打开页面之后，应报清单或期限又有改动，没有办理；请看过再办。');
}

function chosen(all: readonly Listed[], { department }: ExpectedChange): readonly Listed[] {
	if (department === '') return all;
	const found = all.filter(({ code }) => code === department);
	if (found.length === 0)
		throw new RefusedError(`没有编码为${quoted(department)}、当年应当报送的部门。`);
	return found;
}

/** Departments that are their own in the year: what another has taken over by then files no more. */
export async function registered(
	db: Kysely<Database>,
	area: string,
	fiscal_year: number
): Promise<Listed[]> {
	return db
		.selectFrom('department as d')
		.leftJoin('expected_filing as e', (join) =>
			join.onRef('e.department_id', '=', 'd.id').on('e.fiscal_year', '=', fiscal_year)
		)
		.select(['d.id', 'd.code', 'd.name', 'e.due_on', 'e.department_id as listed'])
		.where('d.jurisdiction_code', '=', area)
		.where((w) =>
			w.or([
				w('d.successor_id', 'is', null),
				w('d.succeeded_from', '>', fiscal_year),
				w('e.department_id', 'is not', null)
			])
		)
		.orderBy('d.code')
		.execute();
}
