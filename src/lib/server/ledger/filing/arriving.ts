/** Rows of tables on their way into the ledger, and what becomes of whatever arrives. */
import type { Issue } from '#lib/documents/issue.ts';
import type { DepartmentRef } from '#lib/filing/filing.ts';
import type { PlainRow } from '#lib/forms/table/plain-rows.ts';
import type { FiledRecord } from '../audit/filings.ts';
import type { RegisteredDepartment } from '../identity/registry.ts';
import type { PartChanges } from '../union/changes.ts';
import type { FilingKey } from './current-filings.ts';
import type { SourceFile } from './sources.ts';

/** A row of a table on its way into the ledger. */
export interface ArrivingRow {
	row: PlainRow;
	source: SourceFile;
}

export interface StoredOutcome {
	status: 'stored' | 'replaced' | 'unchanged';
	/** The filing that bears these facts: the new one, or the one that already did. */
	filing_id: number;
	version: number;
	fiscal_year: number;
	department: DepartmentRef;
	/** The file changed this of the filing; nothing is named where it is the only one. */
	changes: PartChanges;
	issues: Issue[];
}

/** A row and whose it is. */
export interface OwnedRow extends ArrivingRow, FilingKey {
	department: RegisteredDepartment;
	issues: Issue[];
}

/** The outcomes of several, and the records of those that changed for the audit log. */
export interface Stored {
	outcomes: StoredOutcome[];
	changed: FiledRecord[];
}
