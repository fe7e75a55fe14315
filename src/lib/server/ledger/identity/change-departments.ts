/** Decisions of a person about registered departments: that a provisional one is another, and its name. */
import { visibleText } from '#lib/catalogue/characters.ts';
import type { Filing } from '#lib/filing/filing.ts';
import { recordAct } from '../audit/append.ts';
import { StoreError } from '../connection/errors.ts';
import { inTransaction, type Session, type Step } from '../connection/session.ts';
import {
	keyText,
	loadCurrentFilings,
	type CurrentFilings,
	type FilingKey
} from '../filing/current-filings.ts';
import { loadFiling } from '../filing/read.ts';
import { planVersion } from '../filing/versions.ts';
import type { PlannedChange } from '../filing/plan.ts';
import { writePlanned } from '../filing/write.ts';
import { UNHASHED } from '../integrity/row-hashes.ts';
import { nameOf } from '../union/changes.ts';
import { slotsOf } from '../union/figures.ts';
import { moveFilings } from './merge-provisional.ts';
import { isProvisional, type RegisteredDepartment, type Registry } from './registry.ts';

export interface MergedDepartments {
	from: RegisteredDepartment;
	to: RegisteredDepartment;
	/** Years whose filings the known department takes over. */
	moved: number[];
	/** Years that both have filed, with no figure told apart: each is one filing now. */
	united: number[];
}

/**
 * Merges a department with a provisional code into a known one, in one transaction; its name becomes an alias.
 * @param area code of the jurisdiction; null where the departments are the only ones so called
 * @param from @param to code or name
 * @throws StoreError where there are none such, both state one figure of a year differently, or both were scored again.
 */
export async function mergeDepartments(
	session: Session,
	{ area, from: made, to: known }: { area: string | null; from: string; to: string }
): Promise<MergedDepartments> {
	const merged = await inTransaction(session, async (step) => {
		const from = findDepartment(step.registry, area, made);
		const to = findDepartment(step.registry, area ?? from.jurisdiction_code, known);
		refuseMerger(from, to);
		await refuseTwoScores(step, from, to);
		const shared = await sharedYears(step, from, to);
		const before = await loadCurrentFilings(step.db, step.registry, [from]);
		const moved = yearsOf(before, from).filter(
			(year) => !shared.some((each) => each.year === year)
		);
		await keepNames(step, from, to);
		await moveFilings(step.db, step.registry, from.id, to.id);
		await unite(step, to, shared);
		const united = shared.map(({ year }) => year);
		await recordAct(step.db, {
			actor: session.actor,
			action: 'departments_merged',
			subject: `${from.name}并入${to.name}`,
			detail: { area: to.jurisdiction_code, from: from.code, to: to.code, moved, united }
		});
		step.changed = true;
		return { from, to, moved, united };
	});
	// It still knows the department that is gone.
	session.registry = null;
	return merged;
}

/**
 * Gives a department another name; the former becomes an alias.
 * @throws StoreError where another department of the jurisdiction is called so.
 */
export async function renameDepartment(
	session: Session,
	{ area, department, name }: { area: string | null; department: string; name: string }
): Promise<RegisteredDepartment> {
	const renamed = await inTransaction(session, async (step) => {
		const { db, registry } = step;
		const found = findDepartment(registry, area, department);
		const wanted = visibleText(name).trim();
		if (wanted === '' || wanted.length > LONGEST_NAME)
			throw refusal('name_unusable', `部门名称应有1到${LONGEST_NAME}个字。`);
		if (wanted === found.name) throw refusal('name_same', `该部门已叫“${wanted}”。`);
		const other = registry
			.departmentsNamed(found.jurisdiction_code, wanted)
			.find(({ id }) => id !== found.id);
		if (other)
			throw refusal(
				'name_taken',
				`“${wanted}”已是 ${other.name}（${other.code}）的名称或别名；如是同一部门，请用 merge。`
			);
		await addAlias(step, found.id, found.name);
		await db
			.updateTable('department')
			.set({ name: wanted, is_filed: 0, ...UNHASHED })
			.where('id', '=', found.id)
			.execute();
		await recordAct(db, {
			actor: session.actor,
			action: 'department_renamed',
			subject: `${found.name}改名为${wanted}`,
			detail: {
				area: found.jurisdiction_code,
				department: found.code,
				before: found.name,
				after: wanted
			}
		});
		step.changed = true;
		return found;
	});
	session.registry = null;
	return renamed;
}

const LONGEST_NAME = 100;

function refusal(code: string, sentence: string): StoreError {
	return new StoreError(code, `${sentence}没有改动。`);
}

function findDepartment(
	registry: Registry,
	area: string | null,
	called: string
): RegisteredDepartment {
	const all = registry
		.departments()
		.filter(({ jurisdiction_code }) => area === null || area === jurisdiction_code);
	const coded = all.filter(({ code }) => code === called);
	const isCalled = (each: RegisteredDepartment) =>
		registry.departmentsNamed(each.jurisdiction_code, called).includes(each);
	const found = coded.length > 0 ? coded : all.filter(isCalled);
	const [only, ...others] = found;
	if (!only)
		throw refusal('department_unknown', `没有编码或名称为“${called}”的部门；请用 list 查看。`);
	if (others.length === 0) return only;
	const list = found
		.map((each) => `${each.name}（${each.jurisdiction_code} ${each.code}）`)
		.join('、');
	throw refusal(
		'department_ambiguous',
		`“${called}”可以是${list}；请写编码，并用 --area 写明区划代码。`
	);
}

function refuseMerger(from: RegisteredDepartment, to: RegisteredDepartment): void {
	if (from.id === to.id) throw refusal('department_same', '两者是同一个部门。');
	if (!isProvisional(from.code))
		throw refusal(
			'department_registered',
			`“${from.name}”有正式编码 ${from.code}，不能并入别的部门；机构合并请写进部门名册的“承接单位编码”“承接年度”列，再导入名册。`
		);
	if (from.jurisdiction_code !== to.jurisdiction_code)
		throw refusal('jurisdiction_differs', `“${from.name}”与“${to.name}”不属于同一行政区划。`);
}

/** @throws StoreError naming each year in which the bureau scored both otherwise: one of the scores would be lost. */
async function refuseTwoScores(
	{ db }: Step,
	from: RegisteredDepartment,
	to: RegisteredDepartment
): Promise<void> {
	const years = await db
		.selectFrom('reassessment as made')
		.innerJoin('reassessment as own', (join) =>
			join
				.onRef('own.fiscal_year', '=', 'made.fiscal_year')
				.onRef('own.indicator', '=', 'made.indicator')
				.onRef('own.score', '<>', 'made.score')
		)
		.select('made.fiscal_year')
		.distinct()
		.where('made.department_id', '=', from.id)
		.where('own.department_id', '=', to.id)
		.orderBy('made.fiscal_year')
		.execute();
	if (years.length === 0) return;
	const named = years.map(({ fiscal_year }) => `${fiscal_year}年度`).join('、');
	throw refusal(
		'reassessments_conflict',
		`“${from.name}”（${from.code}）与“${to.name}”（${to.code}）${named}都有复评得分而且不同；请先在“复评”页撤回其中一家的得分再合并；`
	);
}

interface SharedYear {
	year: number;
	own: Filing;
	made: Filing;
}

/** @throws StoreError naming each figure that the two state differently. */
async function sharedYears(
	{ db, registry }: Step,
	from: RegisteredDepartment,
	to: RegisteredDepartment
): Promise<SharedYear[]> {
	const filings = await loadCurrentFilings(db, registry, [from, to]);
	const shared: SharedYear[] = [];
	const conflicts: string[] = [];
	for (const year of yearsOf(filings, from)) {
		const [made, own] = await Promise.all(
			[from, to].map(({ id }) =>
				currentFiling(db, filings, { department_id: id, fiscal_year: year })
			)
		);
		if (!made || !own) continue;
		shared.push({ year, own, made });
		conflicts.push(...differing(year, made, own));
		if (made.sources.length > 1 && conflicts.length === 0)
			conflicts.push(`${year}年度双方都有报告，且“${from.name}”的由几个文件合成`);
	}
	if (conflicts.length === 0) return shared;
	const shown = conflicts.slice(0, MOST_CONFLICTS).join('；');
	const rest = conflicts.length > MOST_CONFLICTS ? `等${conflicts.length}处` : '';
	throw refusal(
		'departments_conflict',
		`“${from.name}”（${from.code}）与“${to.name}”（${to.code}）同一年度的报告不一致：${shown}${rest}。请先核实哪一份为准，更正后再合并；`
	);
}

const MOST_CONFLICTS = 10;

async function currentFiling(
	db: Step['db'],
	filings: CurrentFilings,
	key: FilingKey
): Promise<Filing | null> {
	const stored = filings.current(key)?.stored;
	return stored ? loadFiling(db, stored.id) : null;
}

function yearsOf(filings: CurrentFilings, { id }: RegisteredDepartment): number[] {
	return filings.years(id).sort();
}

function differing(year: number, made: Filing, own: Filing): string[] {
	const known = slotsOf(own);
	return [...slotsOf(made)].flatMap(([id, { figure }]) => {
		const other = known.get(id)?.figure;
		if (!other || figure.value === null || other.value === null) return [];
		if (figure.value === other.value) return [];
		return [`${year}年度${nameOf(id)}为“${figure.printed}”和“${other.printed}”`];
	});
}

/** Filings that come later under the former names belong to the known department. */
async function keepNames(
	step: Step,
	from: RegisteredDepartment,
	to: RegisteredDepartment
): Promise<void> {
	const aliases = await step.db
		.selectFrom('department_alias')
		.select('alias')
		.where('department_id', '=', from.id)
		.execute();
	for (const name of [from.name, ...aliases.map(({ alias }) => alias)]) {
		if (name !== to.name) await addAlias(step, to.id, name);
	}
	await step.db
		.updateTable('department')
		.set({ successor_id: to.id, ...UNHASHED })
		.where('successor_id', '=', from.id)
		.execute();
}

async function addAlias({ db }: Step, department_id: number, alias: string): Promise<void> {
	await db
		.insertInto('department_alias')
		.values({ department_id, alias })
		.onConflict((conflict) =>
			conflict.columns(['department_id', 'alias']).doUpdateSet({ is_filed: 0, ...UNHASHED })
		)
		.execute();
}

/** Adds the files of the provisional department to the known one's filing. */
async function unite(
	step: Step,
	{ id: department_id }: RegisteredDepartment,
	shared: readonly SharedYear[]
): Promise<void> {
	const { db, registry } = step;
	const owner = registry.department(department_id);
	if (!owner || shared.length === 0) return;
	const currentFilings = await loadCurrentFilings(db, registry, [owner]);
	const changing: PlannedChange[] = [];
	for (const { year, own, made } of shared) {
		const key = { department_id, fiscal_year: year };
		const [source] = made.sources;
		if (!source) throw new Error(`Filing ${keyText(key)} has no file`);
		const plan = planVersion(currentFilings.versions(key), own, made, source);
		if (plan.kind === 'unchanged') continue;
		currentFilings.replace(key, plan.fills, plan.filing);
		changing.push({ ...key, plan, filed_on: null });
	}
	await writePlanned(step, currentFilings, changing);
}
