/** The list of migrations, and the measures that they make columns for. */
import type { Migration } from 'kysely/migration';
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import * as ledger from './migrations/2026-11-27-ledger.ts';
import * as figureCells from './migrations/2026-11-28-figure-cells.ts';
import * as userAccounts from './migrations/2026-11-28-user-accounts.ts';
import * as filingValidity from './migrations/2026-11-29-filing-validity.ts';
import * as auditLog from './migrations/2026-11-30-audit-log.ts';
import * as apiKeys from './migrations/2026-12-03-api-keys.ts';
import * as reassessments from './migrations/2026-12-01-reassessments.ts';
import * as handIns from './migrations/2026-12-02-hand-ins.ts';
import * as areaYears from './migrations/2026-12-07-area-years.ts';
import * as rounds from './migrations/2026-12-08-rounds.ts';
import * as corrections from './migrations/2026-12-09-corrections.ts';
import * as stateViews from './migrations/2026-12-10-state-views.ts';
import * as unhashedRows from './migrations/2026-12-13-unhashed-rows.ts';
import * as plainAmounts from './migrations/2026-12-25-plain-amounts.ts';
import * as indicatorCorrections from './migrations/2026-12-26-indicator-corrections.ts';
import * as filedNames from './migrations/2026-12-29-filed-names.ts';
import * as ruleVersion from './migrations/2027-01-01-rule-version.ts';

export type Migrations = Readonly<Record<string, Migration>>;

/** The migration that makes the tables of filings and the projection. */
export const FIRST_RELEASE = '2026-11-27-ledger';

/** The one migration of release 0.1.0, whose tables no migration changes: its ledgers are built anew from their originals. */
export const FORMER_RELEASE = '2026-11-23-ledger';

/**
 * In the order of their names, whose dates keep that order and are not the days on which they were written. A released
 * one is never edited.
 */
export const MIGRATIONS: Migrations = {
	[FIRST_RELEASE]: ledger,
	'2026-11-28-figure-cells': figureCells,
	'2026-11-28-user-accounts': userAccounts,
	'2026-11-29-filing-validity': filingValidity,
	'2026-11-30-audit-log': auditLog,
	'2026-12-01-reassessments': reassessments,
	'2026-12-02-hand-ins': handIns,
	'2026-12-03-api-keys': apiKeys,
	'2026-12-07-area-years': areaYears,
	'2026-12-08-rounds': rounds,
	'2026-12-09-corrections': corrections,
	'2026-12-10-state-views': stateViews,
	'2026-12-13-unhashed-rows': unhashedRows,
	'2026-12-25-plain-amounts': plainAmounts,
	'2026-12-26-indicator-corrections': indicatorCorrections,
	'2026-12-29-filed-names': filedNames,
	'2027-01-01-rule-version': ruleVersion
};

/** A measure that `department_year` has a column for. A stored measure without one does not compile in `schema.ts`. */
export type MigratedMeasure =
	(typeof ledger.FIGURES)[number] | `${(typeof ledger.BUDGETED)[number]}_${BudgetBasis}`;
