/**
 * Defines what the parent asks the parsing process and what comes back. The answer is checked against the shapes of the
 * filing before anything of it is stored: the process that read a hostile file is not trusted.
 */
import * as v from 'valibot';
import { IssueShape } from '#lib/documents/issue.ts';
import { SOURCE_FORMATS } from '#lib/documents/model.ts';
import { PlaceShape } from '#lib/documents/place.ts';
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { RecognitionShape } from '#lib/filing/recognition.ts';

export interface ParseRequest {
	/** Base name of the file. */
	name: string;
	/** Names of the folders above it, outermost first. */
	folder_names: string[];
	bytes: Uint8Array;
	/** The forms that officers taught. */
	forms: readonly LocalForm[];
}

const Count = v.pipe(v.number(), v.safeInteger());

const RowsShape = v.array(
	v.object({
		line: Count,
		cells: v.array(v.string()),
		numbers: v.exactOptional(v.array(Count))
	})
);

const SheetShape = v.object({
	name: v.string(),
	rows: RowsShape,
	table: v.exactOptional(
		v.object({
			number: Count,
			captions: v.array(v.object({ paragraph: Count, text: v.string() })),
			head: v.exactOptional(v.object({ number: Count, rows: RowsShape }))
		})
	),
	head: v.exactOptional(v.object({ sheet: v.string(), rows: RowsShape })),
	margins: v.exactOptional(v.array(v.string())),
	merges: v.array(v.object({ top: Count, left: Count, bottom: Count, right: Count })),
	turned: v.exactOptional(v.boolean())
});

const ReplyShape = v.variant('is', [
	v.object({
		is: v.literal('read'),
		format: v.picklist(SOURCE_FORMATS),
		recognition: RecognitionShape
	}),
	/** A table of figures or scores in a text file, which the parent reads row by row. */
	v.object({ is: v.literal('table') }),
	/** Such tables in a workbook or document, with their cells as text. */
	v.object({
		is: v.literal('sheets'),
		format: v.picklist(SOURCE_FORMATS),
		sheets: v.array(SheetShape),
		issues: v.array(IssueShape),
		/** The forms on other sheets of the workbook. */
		recognition: v.exactOptional(RecognitionShape)
	}),
	v.object({
		is: v.literal('refused'),
		code: v.string(),
		message: v.string(),
		place: v.nullable(PlaceShape)
	})
]);

export type ParseReply = v.InferOutput<typeof ReplyShape>;

/** The reply in its shape; null where what came is nothing of the kind. */
export function checkReply(message: unknown): ParseReply | null {
	const checked = v.safeParse(ReplyShape, message);
	return checked.success ? checked.output : null;
}
