/** Reads a table in a test and sums up what came of it. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { TableFiling, TableOutcome } from '#lib/forms/table/outcomes.ts';
import { DocumentError } from '#lib/documents/document-error.ts';

export interface Reading {
	filings: TableFiling[];
	errors: string[];
	warnings: string[];
	/** Message of the refusal of the whole table. */
	refusal: string | null;
}

export function collect(read: () => Iterable<TableOutcome>): Reading {
	const reading: Reading = { filings: [], errors: [], warnings: [], refusal: null };
	try {
		for (const outcome of read()) {
			if (!outcome.issue) reading.filings.push(outcome);
			else if (outcome.issue.severity === 'error') reading.errors.push(outcome.issue.message);
			else reading.warnings.push(outcome.issue.message);
		}
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		reading.refusal = error.message;
	}
	return reading;
}

/** The stored value of a figure of the n-th filing. */
export function valueOf(reading: Reading, index: number, id: FigureId): number | null | undefined {
	return reading.filings[index]?.filing.figures[id].value;
}
