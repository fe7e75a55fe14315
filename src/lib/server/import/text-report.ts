/** Prints the report for a person: one line per file, its problems below it, and progress where the output is a terminal. */
import type { Writable } from 'node:stream';
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import { FINDING_STATES, FINDING_STATE_NAMES, type FindingState } from '#lib/catalogue/rules.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Differences } from '../ledger/filing/difference.ts';
import { tellDifferences } from './difference-words.ts';
import { nameParts, type PartChanges } from '../ledger/union/changes.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';
import {
	FILE_STATUSES,
	type FileReport,
	type FileStatus,
	type FilingReader,
	type ImportListener,
	type ImportSummary,
	type Telling
} from './report.ts';

export const STATUS_NAMES: Record<FileStatus, string> = {
	stored: '存入',
	replaced: '更新',
	unchanged: '未变',
	skipped: '跳过',
	failed: '失败'
};

/** The same of a dry run, which stores nothing. */
const TRIED_NAMES: Record<FileStatus, string> = {
	...STATUS_NAMES,
	stored: '将存入',
	replaced: '将更新'
};

/** A file with more filings than this is a table, of which only the number is said. */
const DESCRIBED_FILINGS = 3;

export class TextReport implements ImportListener {
	readonly #out: Writable;
	/** Progress is drawn here; null where there is no terminal. */
	readonly #terminal: Writable | null;
	readonly #names: Record<FileStatus, string>;
	#filings: string[] = [];
	#counts = new Map<StoredOutcome['status'], number>();

	constructor(out: Writable, terminal: Writable | null, { dryRun }: { dryRun: boolean }) {
		this.#out = out;
		this.#names = dryRun ? TRIED_NAMES : STATUS_NAMES;
		this.#terminal = terminal;
	}

	async begin(path: string, done: number, total: number): Promise<void> {
		this.#filings = [];
		this.#counts = new Map();
		this.#terminal?.write(`\r\u001b[K[${done + 1}/${total}] ${oneLine(path)}`);
	}

	filing(outcome: StoredOutcome, { countVerdicts }: FilingReader): Promise<Telling> | Telling {
		const { status } = outcome;
		if (this.#filings.length > DESCRIBED_FILINGS) return () => this.#count(status);
		return this.#describe(outcome, countVerdicts);
	}

	async #describe(
		outcome: StoredOutcome,
		countVerdicts: FilingReader['countVerdicts']
	): Promise<Telling> {
		const words = describeInWords(outcome, await countVerdicts());
		return () => {
			this.#count(outcome.status);
			this.#filings.push(words);
		};
	}

	#count(status: StoredOutcome['status']): void {
		this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
	}

	async file({ path, status, issues, leftovers }: FileReport): Promise<void> {
		this.#terminal?.write('\r\u001b[K');
		const lines = [`${this.#names[status]}  ${oneLine(path)}`, ...this.#contents()];
		for (const { severity, message } of issues) {
			lines.push(`      ${severity === 'error' ? '错误' : '提示'}：${oneLine(message)}`);
		}
		const said = new Set(issues.map(({ message }) => message));
		const unsaid = leftovers.filter(({ place, why }) => !said.has(`${describePlace(place)}${why}`));
		if (unsaid.length > 0) lines.push(oneLine(`      未采用：${describeLeftovers(unsaid)}`));
		this.#out.write(`${lines.join('\n')}\n`);
	}

	async difference(differences: Differences): Promise<void> {
		this.#out.write('\n与已存数据的差别：\n');
		for await (const line of tellDifferences(differences, '没有差别。')) {
			this.#out.write(`${oneLine(line)}\n`);
		}
		this.#out.write('\n');
	}

	end(summary: ImportSummary): void {
		const counts = FILE_STATUSES.map((status) => `${this.#names[status]}${summary[status]}`);
		this.#out.write(`共${summary.files}个文件：${counts.join('，')}。\n`);
		if (summary.files === 0) this.#out.write('没有找到可以导入的文件；请检查文件夹是否写对。\n');
	}

	#contents(): string[] {
		if (this.#filings.length <= DESCRIBED_FILINGS) return this.#filings;
		const counts = [...this.#counts].map(([status, count]) => `${this.#names[status]}${count}`);
		return [`      报告${counts.join('，')}`];
	}
}

/** Leftovers named one by one. */
const NAMED_LEFTOVERS = 3;

function describeLeftovers(leftovers: FileReport['leftovers']): string {
	const named = leftovers
		.slice(0, NAMED_LEFTOVERS)
		.map(({ place, text, why }) => `${describePlace(place)}“${text}”（${why.replace(/。$/, '')}）`)
		.join('；');
	const rest = leftovers.length - NAMED_LEFTOVERS;
	return rest > 0 ? `${named}；另有${rest}处，加 --report 文件名.xlsx 可全部列出。` : `${named}。`;
}

const CHANGE_NAMES: Record<keyof PartChanges, string> = {
	added: '新增',
	replaced: '更新',
	left: '沿用'
};

function describeChanges(changes: PartChanges): string {
	const parts = (Object.keys(CHANGE_NAMES) as (keyof PartChanges)[])
		.filter((change) => changes[change].length > 0)
		.map((change) => `${CHANGE_NAMES[change]} ${nameParts(changes[change])}`);
	return parts.length === 0 ? '' : `；${parts.join('；')}`;
}

function describeInWords(
	outcome: StoredOutcome,
	verdicts: ReadonlyMap<FindingState, number>
): string {
	const { department, fiscal_year, version, changes } = outcome;
	const counts = FINDING_STATES.map(
		(state) => `${FINDING_STATE_NAMES[state]}${verdicts.get(state) ?? 0}`
	);
	const whose = `${nameWithPlace(department.jurisdiction.name, department.name)}（${department.code}）`;
	return oneLine(
		`      ${whose} ${fiscal_year}年度 第${version}版；核对：${counts.join('，')}${describeChanges(changes)}`
	);
}

/** Names come from files: neither a line break nor a control or direction character may write more lines or colours. */
export function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
		return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
	});
}
