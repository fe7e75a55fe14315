/** Defines what reading one file gives: the filings it holds, its sections, what was left over, and what went wrong. */
import * as v from 'valibot';
import { IssueShape } from '#lib/documents/issue.ts';
import { PlaceShape } from '#lib/documents/place.ts';
import { BASES } from '#lib/catalogue/budgets.ts';
import { RecognisedFilingShape } from './filing.ts';

/** Everything but a self-evaluation and a table of figures is recognised in order to be skipped with a true sentence. */
export const DOCUMENT_KINDS = [
	'self_evaluation',
	'figures_table',
	'project_form',
	'final_accounts',
	'goal_declaration',
	'monitoring_form',
	'region_table',
	'blank_template',
	'unknown'
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Part of a document with a kind, owner, year and basis of its own. Null where the section does not say it. */
const SectionShape = v.object({
	kind: v.picklist(DOCUMENT_KINDS),
	title: v.string(),
	/** Names of the forms that its tables were read as. */
	forms: v.array(v.string()),
	department: v.nullable(v.string()),
	fiscal_year: v.nullable(v.number()),
	basis: v.nullable(v.picklist(BASES)),
	/** `全年`, or the months as printed, e.g. `1–9月`. */
	period: v.nullable(v.string()),
	status: v.picklist(['read', 'skipped', 'failed'])
});
export type Section = v.InferOutput<typeof SectionShape>;

/** A number, head or row of a recognised table that nothing was made of. `why` is one Chinese sentence. */
const LeftoverShape = v.object({ place: PlaceShape, text: v.string(), why: v.string() });
export type Leftover = v.InferOutput<typeof LeftoverShape>;

export const RecognitionShape = v.object({
	kind: v.picklist(DOCUMENT_KINDS),
	/** None for another kind of document or without a fiscal year. */
	filings: v.array(RecognisedFilingShape),
	sections: v.array(SectionShape),
	leftovers: v.array(LeftoverShape),
	issues: v.array(IssueShape)
});
export type Recognition = v.InferOutput<typeof RecognitionShape>;
