import * as v from 'valibot';
import { PlaceShape } from './place.ts';

/** A problem met while reading or storing a file. `code` is stable; `message` is a Chinese sentence. */
export const IssueShape = v.object({
	code: v.string(),
	severity: v.picklist(['error', 'warning']),
	message: v.string(),
	place: v.nullable(PlaceShape)
});

export type Issue = v.InferOutput<typeof IssueShape>;
