/** A drafted definition of a form in a file, beside those that are in use. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { openFile } from '#lib/documents/read.ts';
import { documentOfWorkbook } from '#lib/documents/sheet/workbook-document.ts';
import { UNDECIDED } from '#lib/forms/local/definition.ts';
import { draftForm } from '#lib/forms/local/draft.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { ConfigError } from '../config.ts';
import { DRAFT_ENDING, formsFolder } from './local-forms.ts';
import { readBytes } from './read-file.ts';

export interface DraftedFile {
	path: string;
	/** Places where a person has to decide. */
	gaps: number;
}

/**
 * @param target null for a file named after the sample in the folder of the definitions
 * @throws ConfigError where the sample cannot be read, has no table, or the target is there already.
 */
export async function draftFormFile(sample: string, target: string | null): Promise<DraftedFile> {
	if (!statSync(sample, { throwIfNoEntry: false })?.isFile())
		throw new ConfigError(`找不到样表“${sample}”；请写明一个文件。`);
	const name = basename(sample).replace(/\.[^.]+$/, '');
	const path = target ?? join(formsFolder(), `${name}${DRAFT_ENDING}`);
	if (existsSync(path))
		throw new ConfigError(`“${path}”已经存在，没有覆盖；请先移走，或用 --out 另写一个文件名。`);
	const drafted = draftForm(await readSample(sample), name);
	if (!drafted)
		throw new ConfigError(`样表“${sample}”里没有填了数的表格，不能据此起草；请用一份填好的报表。`);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${JSON.stringify(drafted, null, '\t')}\n`);
	const gaps = [drafted.unit, ...drafted.labels.map(({ means }) => means)];
	return { path, gaps: gaps.filter((text) => text === UNDECIDED).length };
}

async function readSample(sample: string): Promise<SourceDocument> {
	try {
		const file = await openFile(readBytes(sample), basename(sample));
		return file.text !== null && /\.(?:csv|tsv)$/i.test(sample)
			? tableDocument(file.text)
			: file.document();
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		throw new ConfigError(`样表“${sample}”不能读取：${error.message}`);
	}
}

/** A form saved as CSV is one table. */
function tableDocument(text: string): SourceDocument {
	const rows = [...tableRows(text)].map(({ line, cells }) => ({ line, cells: [...cells] }));
	const sheet = { name: '', rows, merges: [], hiddenRows: [], hiddenColumns: [] };
	return documentOfWorkbook({ sheets: [sheet], issues: [] }, 'csv');
}
