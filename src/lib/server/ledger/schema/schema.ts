/**
 * One interface per table. Money columns are integer 分, scores integer hundredths of a point, times ISO 8601 UTC,
 * JSON columns text. A filing and everything below it is written in one transaction.
 */
import type {
	ReassessmentDrawTable,
	ReassessmentSampleTable,
	ReassessmentTable
} from './reassessment-tables.ts';
import type { CorrectionTable, CurrentCorrectionView } from './correction-tables.ts';
import type { DataVersionTable, FilingValidityTable } from './version-tables.ts';
import type { Generated, Selectable } from 'kysely';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { FigureId, ReportedId, StoredId } from '#lib/catalogue/measures.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { Contact, PassageKind, RecognisedFiling, UnitRole } from '#lib/filing/filing.ts';
import type { Finding } from '#lib/review/findings.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type {
	ApiKeyTable,
	AppCredentialTable,
	AppSessionTable,
	AppUserTable,
	SessionSecretTable,
	SignInAttemptsTable
} from './account-tables.ts';
import type { AuditLogTable, HandInTable } from './act-tables.ts';
import type { MigratedMeasure } from './migrations.ts';
import type {
	FilingDecisionTable,
	FilingStateView,
	InquiryEntryTable,
	InquiryView
} from './round-tables.ts';

type Template = RecognisedFiling['template'];

/** A city, county or the like whose departments are compared with one another and with no others. */
export interface JurisdictionTable {
	/** Six digits (行政区划代码). */
	code: string;
	name: string;
	/** 1 for made-up data, which every screen and export marks 演示数据. */
	is_demo: number;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

export interface DepartmentTable {
	id: Generated<number>;
	jurisdiction_code: string;
	/** Budget code, or a provisional one `auto-…` where the filings name none. Unique within a jurisdiction. */
	code: string;
	name: string;
	/** Department kind for peers, e.g. `党政机关`; null where unknown. */
	kind: string | null;
	/** 归口业务科室 of the bureau; null where unknown. */
	division: string | null;
	/** Department that took over; null while it exists. */
	successor_id: number | null;
	/** First fiscal year in which the successor reports instead. */
	succeeded_from: number | null;
	/** 1 where filings alone gave the name; 0 where a registry table or a person did. */
	is_filed: Generated<number>;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

/** Other names under which a department files, as written; they are normalised when they are compared. */
export interface DepartmentAliasTable {
	department_id: number;
	alias: string;
	/** 1 where filings alone call the department so. */
	is_filed: Generated<number>;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

/** The filed bytes, stored as they came. */
export interface SourceFileTable {
	id: Generated<number>;
	/** Lower-case hex of the uncompressed bytes. */
	sha256: string;
	/** Base name as filed. */
	name: string;
	format: string;
	byte_length: number;
	/** The bytes, gzip-compressed. */
	content: Buffer;
	first_seen_at: string;
}

export interface FilingTable {
	id: Generated<number>;
	department_id: number;
	fiscal_year: number;
	/** 1, 2, … for a department and year. */
	version: number;
	/** 1 for the version that pages read; at most one per department and year. */
	is_current: number;
	/** That of the file with the highest rank: see `sources.ts`. */
	template: Template;
	grade: string | null;
	grade_place: string | null;
	fiscal_year_place: string | null;
	/** 分值 of the 总分 row of the score sheet, hundredths of a point. */
	sheet_weight: number | null;
	sheet_weight_missing: MissingReason | null;
	sheet_weight_printed: string;
	sheet_weight_place: string | null;
	/** JSON array of what the document says of whose it is, as `record.ts` writes it. */
	claims: string;
	/** JSON JurisdictionClaim, or its code alone; null where the document states none. */
	jurisdiction_claim: string | null;
	/** SHA-256 over the normalised facts, without places and printed text: equal for the same report re-saved. */
	content_sha256: string;
	/** The start of SHA-256 over everything stored of this filing but its findings, in base64 (in hex of filings stored before the migration `2026-12-13-unhashed-rows`); `db:verify` recomputes it. */
	record_sha256: string;
	/** The start of SHA-256 over its findings, which change when a neighbouring year is filed. */
	findings_sha256: string;
	/** The states in which its review left the rules. */
	verdict_set_id: number;
	import_run_id: number;
	imported_at: string;
	/** ISO date on which the report was filed, where known; else null. */
	filed_on: string | null;
}

/** A file that the filing is made of. A place with a number refers to the file of that number, else to the first. */
export interface FilingSourceTable {
	filing_id: number;
	/** 1, 2, … in the order of {@link import('../filing/sources.ts')}. */
	number: number;
	source_id: number;
	template: Template;
}

export interface UnitTable {
	filing_id: number;
	/** Order in the document, from 0. */
	position: number;
	name: string;
	role: UnitRole;
	/** The cells are of the figures of this layout. */
	layout_id: number;
	/** Line of the table in which the unit is, where its layout names the fields; else null. */
	line: number | null;
	/** JSON array of what is printed, as {@link import('../filing/figure-cells.ts')} writes it; read it by `figure`. */
	cells: string;
}

/** Says which figures the units of a table state, and where in its rows. */
export interface FigureLayoutTable {
	id: Generated<number>;
	/** Over its columns: see `figure-cells.ts`. */
	sha256: string;
}

export interface FigureColumnTable {
	layout_id: number;
	/** Index of the cell, from 0. */
	position: number;
	measure: ReportedId;
	basis: AmountBasis;
	/** Decimal places by which a printed amount is shifted to the storage unit, e.g. 6 for 万元; null where unknown. */
	digits: number | null;
	/** `column:label` of the field; null where each cell has a place of its own. */
	field: string | null;
}

/**
 * The truth for provenance: one row per measure, basis, unit and filing, read from the cells of the units. The total
 * unit has budgets and scores too.
 */
export interface FigureView {
	filing_id: number;
	unit_position: number;
	measure: ReportedId;
	basis: AmountBasis;
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	/** A {@link import('#lib/documents/place.ts').Place} as `cells.ts` writes it, or null. */
	place: string | null;
}

/** A figure that another file of the filing states otherwise than the one whose figure is used. */
export interface ContradictionTable {
	filing_id: number;
	position: number;
	measure: ReportedId;
	basis: AmountBasis;
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	place: string | null;
}

export interface ScoreItemTable {
	filing_id: number;
	position: number;
	level1: string;
	level2: string;
	level3: string;
	criterion: string;
	weight: number | null;
	weight_missing: MissingReason | null;
	weight_printed: string;
	weight_place: string | null;
	weight_group: number | null;
	score: number | null;
	score_missing: MissingReason | null;
	score_printed: string;
	score_place: string | null;
	reason: string;
	reason_place: string | null;
}

export interface ScoreHeadingTable {
	filing_id: number;
	position: number;
	level1: string;
	level2: string;
	weight: number;
	place: string;
}

export interface GoalTable {
	filing_id: number;
	position: number;
	target: string;
	result: string;
	target_place: string | null;
	result_place: string | null;
}

export interface IndicatorTable {
	filing_id: number;
	position: number;
	level1: string;
	level2: string;
	target: string;
	result: string;
	target_place: string | null;
	result_place: string | null;
}

export interface NamedProjectTable {
	filing_id: number;
	position: number;
	name: string;
	amount: number | null;
	missing: MissingReason | null;
	printed: string;
	place: string | null;
}

export interface NarrativeFigureTable {
	filing_id: number;
	position: number;
	measure: FigureId;
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	half_digit: number;
	place: string | null;
}

export interface MentionedDateTable {
	filing_id: number;
	position: number;
	date: string;
	completion: number;
	excerpt: string;
	place: string;
}

export interface PassageTable {
	filing_id: number;
	position: number;
	kind: PassageKind;
	heading: string;
	text: string;
	place: string | null;
}

/** The states in which a review left all rules, stored once for all filings that were judged alike. */
export interface VerdictSetTable {
	id: Generated<number>;
	/** Over its rows: see `verdicts.ts`. */
	sha256: string;
}

/** The state in which a review left one rule. */
export interface VerdictTable {
	verdict_set_id: number;
	/** Order of the rule in the catalogue, from 0. */
	position: number;
	rule: RuleId;
	state: FindingState;
	/** Says why the rule could not be checked; null in every other state. */
	reason: string | null;
	/** JSON of the own figures that the reason quotes, as `quotations.ts` writes them; null where there is no reason. */
	places: string | null;
}

/**
 * A result on one filing that is not a plain pass: `fail`, `warn`, a `pass` within rounding, or a reason that quotes what is
 * printed in it. A plain pass has no row here; its sentence follows from the filing.
 */
export interface FindingTable {
	filing_id: number;
	rule: RuleId;
	state: FindingState;
	message: string;
	difference: number | null;
	quantity: Finding['quantity'];
	/** 1 for a difference within rounding (尾差). */
	rounding: number;
	/** JSON of the quoted cells, as `quotations.ts` writes them. */
	places: string;
}

/** All that a review says of a filing, one row per rule. Of what simply passed, the columns of the finding are null. */
export type FilingVerdictView = Pick<VerdictTable, 'position' | 'rule' | 'state'> & {
	filing_id: number;
	message: string | null;
	difference: number | null;
	quantity: Finding['quantity'];
	rounding: number;
	places: string | null;
};

/** Names and phones, apart from everything that pages and exports read. */
export interface ContactTable {
	filing_id: number;
	position: number;
	role: Contact['role'];
	text: string;
	place: string;
}

/** 应报清单: who must file for a year. */
export interface ExpectedFilingTable {
	department_id: number;
	fiscal_year: number;
	/** ISO date; null where no deadline is known. */
	due_on: string | null;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

export interface ImportRunTable {
	id: Generated<number>;
	started_at: string;
	finished_at: string | null;
	/** JSON summary counts. */
	summary: string | null;
}

/** One row per file of an import run, failures included. */
export interface ImportFileTable {
	import_run_id: number;
	position: number;
	name: string;
	sha256: string | null;
	kind: string;
	status: string;
	/** JSON array of Issue. */
	issues: string;
}

/**
 * Projection for questions: the total row of the current filing of each department and year, one column a reported
 * measure (null where absent). Rebuildable from the tables above.
 */
export type DepartmentYearTable = {
	department_id: number;
	fiscal_year: number;
	jurisdiction_code: string;
	filing_id: number;
	/** Copied from the department so that pages filter without a join. */
	kind: string | null;
	template: Template;
	grade: string | null;
	findings_fail: number;
	findings_warn: number;
	findings_not_checkable: number;
	/** That of the filing, so that findings are counted and chosen without reading it. */
	verdict_set_id: number;
	/** JSON object measure id → MissingReason for null columns of reported measures; the others are `not_in_template`. */
	missing: string;
} & Record<Covered<StoredId, MigratedMeasure>, number | null>;

/** Counts of `department_year`, kept by triggers: which jurisdictions have filings, and of which years. */
export interface AreaYearTable {
	jurisdiction_code: string;
	fiscal_year: number;
	/** At least 1. */
	filings: number;
}

/** All that is needed; where something is needed that was not made, an error of the compiler that names it. */
type Covered<Needed extends Made, Made> = Needed;

export interface Database {
	jurisdiction: JurisdictionTable;
	department: DepartmentTable;
	department_alias: DepartmentAliasTable;
	source_file: SourceFileTable;
	filing: FilingTable;
	filing_validity: FilingValidityTable;
	filing_source: FilingSourceTable;
	unit: UnitTable;
	figure_layout: FigureLayoutTable;
	figure_column: FigureColumnTable;
	figure: FigureView;
	contradiction: ContradictionTable;
	score_item: ScoreItemTable;
	score_heading: ScoreHeadingTable;
	goal: GoalTable;
	indicator: IndicatorTable;
	named_project: NamedProjectTable;
	narrative_figure: NarrativeFigureTable;
	mentioned_date: MentionedDateTable;
	passage: PassageTable;
	verdict_set: VerdictSetTable;
	verdict: VerdictTable;
	finding: FindingTable;
	filing_verdict: FilingVerdictView;
	filing_decision: FilingDecisionTable;
	filing_state: FilingStateView;
	inquiry_entry: InquiryEntryTable;
	inquiry: InquiryView;
	contact: ContactTable;
	expected_filing: ExpectedFilingTable;
	import_run: ImportRunTable;
	import_file: ImportFileTable;
	department_year: DepartmentYearTable;
	area_year: AreaYearTable;
	data_version: DataVersionTable;
	app_user: AppUserTable;
	app_session: AppSessionTable;
	app_credential: AppCredentialTable;
	sign_in_attempts: SignInAttemptsTable;
	session_secret: SessionSecretTable;
	api_key: ApiKeyTable;
	audit_log: AuditLogTable;
	reassessment: ReassessmentTable;
	reassessment_sample: ReassessmentSampleTable;
	reassessment_draw: ReassessmentDrawTable;
	hand_in: HandInTable;
	correction: CorrectionTable;
	current_correction: CurrentCorrectionView;
}

export type DepartmentYearRow = Selectable<DepartmentYearTable>;
