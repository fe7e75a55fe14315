/** This module makes every file of the demo data in memory; the command writes them. */
import { INDICATOR_LINES } from './scores/indicator-lines.ts';
import { allExpected, allFilings } from './filing/filings.ts';
import { readme, reportName } from './data-readme.ts';
import { reportBytes } from './documents/word-report.ts';
import {
	departmentsCsv,
	expectedCsv,
	figuresCsv,
	jurisdictionsCsv,
	scoresCsv
} from './tables/csv-files.ts';

export interface DemoFile {
	/** The path is relative to `data/` and has forward slashes. */
	path: string;
	bytes: Buffer;
}

export function demoFiles(): DemoFile[] {
	const filings = allFilings();
	const tabled = filings.filter((filing) => !filing.as_report);
	const reports = filings.filter((filing) => filing.as_report);
	return [
		text('jurisdictions.csv', jurisdictionsCsv()),
		text('departments.csv', departmentsCsv()),
		text('expected_filings.csv', expectedCsv(allExpected())),
		text('demo/README.md', readme(filings)),
		text('demo/figures.csv', figuresCsv(tabled)),
		text('demo/scores.csv', scoresCsv(tabled, isRecomputed)),
		...reports.map((filing) => ({
			path: `demo/reports/${reportName(filing)}`,
			bytes: reportBytes(filing)
		}))
	];
}

function text(path: string, content: string): DemoFile {
	return { path, bytes: Buffer.from(content, 'utf8') };
}

function isRecomputed(criterion: string): boolean {
	return INDICATOR_LINES.some((line) => line.computed !== null && line.criterion === criterion);
}
