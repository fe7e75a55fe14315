/** Rows of the bureau's own scores and of the samples drawn for them. */
import type { Generated } from 'kysely';
import type { SampleMethod } from '#lib/catalogue/sample-methods.ts';

export interface ReassessmentTable {
	department_id: number;
	fiscal_year: number;
	/** Path of the indicator as `pathKey` writes it; empty for the total. */
	indicator: string;
	/** Hundredths of a point. */
	score: number;
	reason: string;
	assessed_by: string;
	/** ISO 8601 UTC. */
	assessed_at: string;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

/** A draw of departments to score again. */
export interface ReassessmentSampleTable {
	id: Generated<number>;
	jurisdiction_code: string;
	fiscal_year: number;
	method: SampleMethod;
	/** The seed of a random sample; else empty. */
	seed: string;
	/** Departments that it was drawn from. */
	pool: number;
	drawn_by: string;
	/** ISO 8601 UTC. */
	drawn_at: string;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

export interface ReassessmentDrawTable {
	sample_id: number;
	department_id: number;
}
