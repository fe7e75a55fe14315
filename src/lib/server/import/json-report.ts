/**
 * The report as one JSON object, written piece by piece while the import runs: a large table has more filings than
 * one text can hold.
 */
import type { Writable } from 'node:stream';
import { stateParts } from '#lib/documents/issue.ts';
import type { Differences } from '../ledger/filing/difference.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';
import type { FileReport, FilingReader, ImportListener, ImportSummary, Telling } from './report.ts';
import { writePiece } from './write-piece.ts';

export class JsonReport implements ImportListener {
	readonly #out: Writable;
	#files = 0;
	#filings = 0;
	#isOpen = false;
	#isClosed = false;

	constructor(out: Writable) {
		this.#out = out;
	}

	async begin(path: string): Promise<void> {
		const before = this.#files === 0 ? '{"files":[' : ',';
		this.#files += 1;
		this.#filings = 0;
		this.#isOpen = true;
		await this.#write(`${before}\n{"path":${JSON.stringify(path)},"filings":[`);
	}

	async filing(_: StoredOutcome, { describe }: FilingReader): Promise<Telling> {
		const filing = JSON.stringify(await describe());
		return async () => {
			const before = this.#filings === 0 ? '' : ',';
			this.#filings += 1;
			await this.#write(`${before}\n${filing}`);
		};
	}

	/** The path was written at the beginning. */
	async file(report: FileReport): Promise<void> {
		this.#isOpen = false;
		const rest = JSON.stringify({ ...report, path: undefined });
		await this.#write(`],${rest.slice(1)}`);
	}

	async difference(differences: Differences): Promise<void> {
		await this.#closeFiles();
		for await (const piece of differencePieces(differences)) await this.#write(piece);
	}

	/** `error` is what ended the import before its end; the file that it broke off in is then failed. */
	async end(
		summary: ImportSummary,
		error: { code: string; message: string } | null
	): Promise<void> {
		if (this.#isOpen && error) {
			const issue = { ...error, severity: 'error' as const, place: null };
			await this.file({
				path: '',
				sha256: null,
				kind: 'unknown',
				status: 'failed',
				sections: [],
				leftovers: [],
				issues: [stateParts(issue)]
			});
		}
		await this.#closeFiles();
		const failure = error ? `,"error":${JSON.stringify(error)}` : '';
		await this.#write(`,"summary":${JSON.stringify(summary)}${failure}}\n`);
	}

	async #closeFiles(): Promise<void> {
		if (this.#isClosed) return;
		this.#isClosed = true;
		await this.#write(this.#files === 0 ? '{"files":[\n]' : '\n]');
	}

	async #write(text: string): Promise<void> {
		await writePiece(this.#out, text);
	}
}

/** The member `difference` of an object, piece by piece. */
export async function* differencePieces({ filings, counts }: Differences): AsyncGenerator<string> {
	yield ',"difference":{"filings":[';
	let before = '';
	for await (const filing of filings) {
		yield `${before}\n${JSON.stringify(filing)}`;
		before = ',';
	}
	yield `\n],"counts":${JSON.stringify(counts)}}`;
}
