/** Small documents for tests of one thing: paragraphs, and tables of texts without a record of merged cells. */
import type { Issue } from '#lib/documents/issue.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { plainRow, withoutGrid } from './documents.ts';

export type Block = string | string[][];

export function recogniseBlocks(
	blocks: readonly Block[],
	fileName = 'report.docx',
	folders: string[] = [],
	issues: Issue[] = []
): Recognition {
	const model = blocks.map((block) =>
		typeof block === 'string' ? block : { rows: block.map((row) => plainRow(...row)) }
	);
	return recognise(
		{ ...withoutGrid(model), issues },
		{ file_name: fileName, folder_names: folders }
	);
}

/** The one filing of a document with a title of its own; fails where there is none. */
export function filingOf(...blocks: Block[]): RecognisedFiling {
	const [filing] = recogniseBlocks(['岳北市2022年度部门整体支出绩效评价报告', ...blocks]).filings;
	if (!filing) throw new Error('No filing was recognised');
	return filing;
}

/** The issues of such a document, as sentences. */
export function issuesOf(...blocks: Block[]): string[] {
	const { issues } = recogniseBlocks(['岳北市2022年度部门整体支出绩效评价报告', ...blocks]);
	return issues.map((issue) => issue.message);
}

/** The figures that have a cell, in 万元 or people; for the others the reason why they have no value. */
export function statedFigures({ figures }: RecognisedFiling): Record<string, number | string> {
	const stated = Object.entries(figures).filter(([, { place }]) => place !== null);
	return Object.fromEntries(
		stated.map(([id, { value, missing }]) => {
			const amount = value !== null && !id.startsWith('staff') ? value / 1_000_000 : value;
			return [id, amount ?? missing ?? ''];
		})
	);
}
