import * as v from 'valibot';
import { PlaceShape } from './place.ts';

/** A problem met while reading or storing a file. `code` is stable; `message` is a Chinese sentence. */
export const IssueShape = v.object({
	code: v.string(),
	severity: v.picklist(['error', 'warning']),
	message: v.string(),
	place: v.nullable(PlaceShape),
	/** As printed; null where no text is at fault. */
	read: v.optional(v.nullable(v.string())),
	/** Says what should be there instead; null where nothing in particular is missed. */
	expected: v.optional(v.nullable(v.string()))
});

export type Issue = v.InferOutput<typeof IssueShape>;

/** An issue that says of both what they are. */
export type StatedIssue = Issue & Record<'read' | 'expected', string | null>;

const READ = /(?:读到|写作|写的是|的值|单位是)“([^”]*)”/;
const EXPECTED = /应(?:为|是|有|在|紧跟|完整)[^；。]*/;

/** Completes an issue from its sentence, which says in one order what was read, what was expected, what to do. */
export function stateParts(issue: Issue): StatedIssue {
	const {
		read = READ.exec(issue.message)?.[1] ?? null,
		expected = EXPECTED.exec(issue.message)?.[0] ?? null
	} = issue;
	return { ...issue, read, expected };
}
