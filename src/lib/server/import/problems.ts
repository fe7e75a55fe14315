/**
 * Collects what is to be sent back after an import: for each department the problems of its files and what does not add
 * up in its filings, each with what was read, what was expected and what to do.
 */
import { basename } from 'node:path';
import type { Kysely } from 'kysely';
import { stateParts, type Issue } from '#lib/documents/issue.ts';
import { byPlace } from '#lib/documents/place.ts';
import type { DepartmentRef } from '#lib/filing/filing.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { cellOf, findingProblems } from './finding-problems.ts';
import { inOrder, type Problem } from './problem.ts';
import type { FileReport, ImportListener, Telling } from './report.ts';

export interface DepartmentProblems {
	department: DepartmentRef;
	is_demo: boolean;
	fiscal_years: number[];
	problems: Problem[];
}

export interface ProblemList {
	/** Every department that the import met, in the order of jurisdictions and codes, those without problems too. */
	departments: DepartmentProblems[];
	/**
	 * For the bureau: problems of files that belong to no department, or to several, and entries that its registers lack. Null
	 * where the list is not of files.
	 */
	unowned: Problem[] | null;
}

/** In these a department can mend nothing: the bureau's registers lack an entry. */
const OF_REGISTERS: ReadonlySet<string> = new Set([
	'department_new',
	'department_name_differs',
	'jurisdiction_new',
	'jurisdiction_missing',
	'jurisdiction_name_differs'
]);

/** Hears an import, and knows its problems once the ledger is about to be closed. */
export class ProblemCollector implements ImportListener {
	readonly #departments = new Map<string, DepartmentProblems>();
	/** The newest filing of each department and year. */
	readonly #filings = new Map<string, StoredOutcome>();
	readonly #files: { report: FileReport; owners: string[]; year: number | null }[] = [];
	#outcomes: StoredOutcome[] = [];

	async begin(): Promise<void> {
		this.#outcomes = [];
	}

	async filing(outcome: StoredOutcome): Promise<Telling> {
		return () => {
			this.#add(outcome);
		};
	}

	#add(outcome: StoredOutcome): void {
		this.#outcomes.push(outcome);
		const key = keyOf(outcome.department);
		const known = this.#departments.get(key);
		const fresh = {
			department: outcome.department,
			is_demo: false,
			fiscal_years: [],
			problems: []
		};
		const entry = known ?? fresh;
		this.#departments.set(key, entry);
		if (!entry.fiscal_years.includes(outcome.fiscal_year))
			entry.fiscal_years.push(outcome.fiscal_year);
		this.#filings.set(`${key} ${outcome.fiscal_year}`, outcome);
	}

	async file(report: FileReport): Promise<void> {
		const owners = [...new Set(this.#outcomes.map(({ department }) => keyOf(department)))];
		if (owners.length > 1) this.#giveOut(report);
		else this.#files.push({ report, owners, year: this.#onlyYear() });
	}

	#onlyYear(): number | null {
		const [first, ...others] = this.#outcomes.map(({ fiscal_year }) => fiscal_year);
		return first !== undefined && others.every((year) => year === first) ? first : null;
	}

	/** Problems of one filing in a file of several departments are its department's alone. */
	#giveOut(report: FileReport): void {
		const given = new Set<string>();
		for (const { department, fiscal_year, issues } of this.#outcomes) {
			for (const issue of issues) {
				if (OF_REGISTERS.has(issue.code)) continue;
				given.add(issue.message);
				const problem = ofIssue(issue, asSentBack(report), fiscal_year);
				this.#departments.get(keyOf(department))?.problems.push(problem);
			}
		}
		const issues = report.issues.filter(({ message }) => !given.has(message));
		this.#files.push({ report: { ...report, issues }, owners: [], year: this.#onlyYear() });
	}

	/** Everything that was heard; call it while the ledger is open. */
	async list(db: Kysely<Database>): Promise<ProblemList> {
		const unowned: Problem[] = [];
		for (const { report, owners, year } of this.#files) {
			const owner = owners[0] ?? (await this.#statedOwner(db, report));
			const owned = this.#departments.get(owner ?? '')?.problems;
			const ofRegisters = report.issues.filter(({ code }) => OF_REGISTERS.has(code));
			const issues = report.issues.filter(({ code }) => !OF_REGISTERS.has(code));
			if (owned) {
				owned.push(...problemsOf(asSentBack({ ...report, issues }), year));
				unowned.push(...ofRegisters.map((issue) => ofIssue(issue, report, year)));
			} else unowned.push(...problemsOf(report, year));
		}
		await this.#addFindings(db);
		const demo = await db
			.selectFrom('jurisdiction')
			.select('code')
			.where('is_demo', '=', 1)
			.execute();
		const areas = new Set(demo.map(({ code }) => code));
		const departments = [...this.#departments].sort(([a], [b]) => (a < b ? -1 : 1));
		return {
			departments: departments.map(([, each]) => ({
				...each,
				problems: inOrder(each.problems),
				is_demo: areas.has(each.department.jurisdiction.code)
			})),
			unowned: inOrder(unowned)
		};
	}

	/** The one registered department that a file names which was refused. */
	async #statedOwner(db: Kysely<Database>, { sections }: FileReport): Promise<string | null> {
		const names = [...new Set(sections.flatMap(({ department }) => department ?? []))];
		if (names.length !== 1) return null;
		const [only, ...others] = await db
			.selectFrom('department as d')
			.innerJoin('jurisdiction as j', 'j.code', 'd.jurisdiction_code')
			.leftJoin('department_alias as a', 'a.department_id', 'd.id')
			.select(['d.code', 'd.name', 'j.code as area', 'j.name as area_name'])
			.distinct()
			.where((w) => w.or([w('d.name', 'in', names), w('a.alias', 'in', names)]))
			.execute();
		if (!only || others.length > 0) return null;
		const { code, name, area, area_name } = only;
		const department = { code, name, jurisdiction: { code: area, name: area_name } };
		const key = keyOf(department);
		if (!this.#departments.has(key))
			this.#departments.set(key, { department, is_demo: false, fiscal_years: [], problems: [] });
		return key;
	}

	async #addFindings(db: Kysely<Database>): Promise<void> {
		const outcomes = [...this.#filings.values()];
		const found = await findingProblems(db, outcomes);
		for (const { filing_id, department } of outcomes) {
			const problems = (found.get(filing_id) ?? []).map(({ problem }) => problem);
			this.#departments.get(keyOf(department))?.problems.push(...problems);
		}
	}
}

function keyOf({ jurisdiction, code }: DepartmentRef): string {
	return `${jurisdiction.code} ${code}`;
}

function problemsOf(report: FileReport, fiscal_year: number | null): Problem[] {
	const { path } = report;
	const leftovers = report.leftovers.toSorted((a, b) => byPlace(a.place, b.place));
	const left = leftovers.map(({ place, text, why }): Problem => ({
		kind: '未采用',
		fiscal_year,
		file: path,
		section: sectionOf(report),
		...cellOf(place),
		read: text,
		expected: '',
		message: why,
		advice: '请核对这一格：如是应报的数，请写到相应项目后重新报送；不是的，不必处理。'
	}));
	return [...report.issues.map((issue) => ofIssue(issue, report, fiscal_year)), ...left];
}

function ofIssue(issue: Issue, report: FileReport, fiscal_year: number | null): Problem {
	const { severity, message, place, read, expected } = stateParts(issue);
	const [sentence = message, ...rest] = message.split(/；(?=[^；]*(?:请|如|应)[^；]*$)/);
	return {
		kind: severity === 'error' ? '错误' : '提示',
		fiscal_year,
		file: report.path,
		section: sectionOf(report),
		...cellOf(place),
		read: read ?? '',
		expected: expected ?? '',
		message: sentence.replace(/[^。]$/, '$&。'),
		advice: rest.join('；') || '请核对原文件。'
	};
}

/** A department knows its file by its name; the folders are those of the machine that imports. */
function asSentBack(report: FileReport): FileReport {
	return { ...report, path: basename(report.path) };
}

/** A title says something only where the file has one part that was looked at. */
function sectionOf({ sections }: FileReport): string {
	const titles = [...new Set(sections.map(({ title }) => title))];
	return titles.length === 1 ? (titles[0] ?? '') : '';
}
