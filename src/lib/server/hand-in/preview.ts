/** Shows what a hand-in would do, before anything is stored: a dry run reads it, and it is kept beside the files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import { describePlace } from '#lib/documents/place.ts';
import { findingName, type FindingState } from '#lib/catalogue/rules.ts';
import { figureWords, STATE_WORDS, versionWords } from '../import/difference-words.ts';
import type {
	FileKind,
	FileReport,
	FileStatus,
	FilingReader,
	ImportListener,
	ImportSummary,
	Telling
} from '../import/report.ts';
import { STATUS_NAMES } from '../import/text-report.ts';
import type { Differences } from '../ledger/filing/difference.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { nameOf } from '../ledger/union/changes.ts';
import { unlessGone } from './spool.ts';
import { unreadCells, type UnreadCell } from './unread-cells.ts';

export interface PreviewedFile {
	path: string;
	sha256: string | null;
	kind: FileKind;
	status: FileStatus;
	/** The status in words. */
	result: string;
	/** Owners, years and versions of what was read. */
	filings: string[];
	errors: string[];
	warnings: string[];
	/** Cells of which nothing was made: what they hold, and why. */
	leftovers: { place: string; text: string; why: string }[];
}

export interface PreviewedFigure {
	name: string;
	state: string;
	/** With what is printed; null where there is none. */
	before: string | null;
	after: string | null;
	/** The cell in the file. */
	place: string;
}

export interface PreviewedFiling {
	title: string;
	versions: string;
	figures: PreviewedFigure[];
	unchanged: number;
	/** Names of the texts and lists that differ. */
	parts: string[];
	findings: { state: FindingState; rule: string; message: string }[];
	/** Figures that a person has to read. */
	unread: UnreadCell[];
}

export interface Preview {
	files: PreviewedFile[];
	filings: PreviewedFiling[];
	/** Filings beyond those listed. */
	more: number;
	summary: ImportSummary;
	/** Hashes of what was stored of these filings when this was made, by {@link filingKey}; null where nothing was. */
	before: Record<string, string | null>;
}

/** Listed of a hand-in. */
export const MOST_FILINGS = 200;
const MOST_LEFTOVERS = 100;

export function previewPath(folder: string): string {
	return join(folder, 'preview.json');
}

export function readPreview(folder: string): Preview | null {
	const text = unlessGone(() => readFileSync(previewPath(folder), 'utf8'));
	return text === null ? null : (JSON.parse(text) as Preview);
}

/** Nothing is stored before it is confirmed. */
const RESULT_NAMES: Record<FileStatus, string> = {
	...STATUS_NAMES,
	stored: '可以入库',
	replaced: '可以更新',
	failed: '不能接收'
};

/** Hears a dry run. */
export class PreviewCollector implements ImportListener {
	readonly #files: PreviewedFile[] = [];
	readonly #filings: PreviewedFiling[] = [];
	readonly #told_of = new Map<string, Pick<PreviewedFiling, 'findings' | 'unread'>>();
	readonly #before: Record<string, string | null> = {};
	readonly #stored: ReadonlyMap<string, string>;
	readonly #tell: (done: number, total: number) => void;
	#told: string[] = [];
	#more = 0;

	constructor(stored: ReadonlyMap<string, string>, tell: (done: number, total: number) => void) {
		this.#stored = stored;
		this.#tell = tell;
	}

	async begin(_path: string, done: number, total: number): Promise<void> {
		this.#told = [];
		this.#tell(done, total);
	}

	async filing(outcome: StoredOutcome, read: FilingReader): Promise<Telling> {
		const { department, fiscal_year, version, status } = outcome;
		if (this.#told_of.size < MOST_FILINGS) await this.#describe(outcome, read);
		return () => {
			this.#told.push(
				`${department.name} ${fiscal_year}年度 第${version}版（${RESULT_NAMES[status]}）`
			);
		};
	}

	async #describe({ department, fiscal_year }: StoredOutcome, read: FilingReader): Promise<void> {
		const { findings } = await read.describe();
		const area = department.jurisdiction.code;
		const report = { area, department: department.code, fiscal_year };
		this.#told_of.set(filingKey(area, department.code, fiscal_year), {
			findings: findings
				.filter(({ state }) => state === 'fail' || state === 'warn')
				.map(({ state, rule, message }) => ({
					state,
					rule: findingName({ rule, state }),
					message
				})),
			unread: unreadCells(await read.load(), report)
		});
	}

	async file({ path, sha256, kind, status, issues, leftovers }: FileReport): Promise<void> {
		const said = (severity: 'error' | 'warning') =>
			issues.filter((issue) => issue.severity === severity).map(({ message }) => message);
		this.#files.push({
			path,
			sha256,
			kind,
			status,
			result: RESULT_NAMES[status],
			filings: this.#told.slice(0, MOST_FILINGS),
			errors: said('error'),
			warnings: said('warning'),
			leftovers: leftovers
				.slice(0, MOST_LEFTOVERS)
				.map(({ place, text, why }) => ({ place: describePlace(place), text, why }))
		});
	}

	async difference({ filings }: Differences): Promise<void> {
		for await (const filing of filings) {
			const { department, fiscal_year, figures, unchanged, parts } = filing;
			const key = filingKey(department.jurisdiction.code, department.code, fiscal_year);
			this.#before[key] = this.#stored.get(key) ?? null;
			if (this.#filings.length === MOST_FILINGS) {
				this.#more += 1;
				continue;
			}
			this.#filings.push({
				title: `${nameWithPlace(department.jurisdiction.name, department.name)} ${fiscal_year}年度`,
				versions: versionWords(filing),
				figures: figures.map((figure) => {
					const { name, before, after } = figureWords(figure);
					const place = figure.after?.place ?? null;
					const where = place ? describePlace(place) : '';
					return { name, state: STATE_WORDS[figure.state], before, after, place: where };
				}),
				unchanged,
				parts: parts.map(nameOf),
				...(this.#told_of.get(key) ?? { findings: [], unread: [] })
			});
		}
	}

	preview(summary: ImportSummary): Preview {
		const [files, filings, more] = [this.#files, this.#filings, this.#more];
		return { files, filings, more, summary, before: this.#before };
	}
}

/** Tells whether anything would be stored: of files that were refused, or are stored already, nothing is. */
export function storesAny({ summary }: Preview): boolean {
	return summary.stored + summary.replaced > 0;
}

function filingKey(area: string, department: string, year: number): string {
	return `${area} ${department} ${year}`;
}

/** Hashes of all current filings by {@link filingKey}. */
export async function storedHashes(db: Kysely<Database>): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['d.jurisdiction_code', 'd.code', 'f.fiscal_year', 'f.content_sha256'])
		.where('f.is_current', '=', 1)
		.execute();
	return new Map(
		rows.map((row) => [
			filingKey(row.jurisdiction_code, row.code, row.fiscal_year),
			row.content_sha256
		])
	);
}

/** Tells whether what is stored of the filings is still what the preview compared with. */
export async function isCurrent(db: Kysely<Database>, { before }: Preview): Promise<boolean> {
	const stored = await storedHashes(db);
	return Object.entries(before).every(([key, hash]) => (stored.get(key) ?? null) === hash);
}
