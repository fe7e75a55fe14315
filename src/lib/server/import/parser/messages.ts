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

/** Asked for a page, which shows the file as it was filed. */
export interface ShowRequest extends Omit<ParseRequest, 'folder_names'> {
	shown: 'document' | 'tables';
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

const DocumentShape = v.object({
	format: v.picklist(SOURCE_FORMATS),
	blocks: v.array(
		v.variant('kind', [
			v.object({ kind: v.literal('paragraph'), number: Count, text: v.string() }),
			v.object({
				kind: v.literal('table'),
				number: Count,
				rows: v.array(
					v.array(
						v.object({
							text: v.string(),
							column: Count,
							grid: v.nullable(v.object({ start: Count, span: Count })),
							merge: v.picklist(['none', 'start', 'continue', 'unknown'])
						})
					)
				),
				nested_in: v.nullable(Count)
			})
		])
	),
	issues: v.array(IssueShape)
});

const RefusedShape = v.object({
	is: v.literal('refused'),
	code: v.string(),
	message: v.string(),
	place: v.nullable(PlaceShape)
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
	RefusedShape
]);

export type ParseReply = v.InferOutput<typeof ReplyShape>;
export type RefusedReply = v.InferOutput<typeof RefusedShape>;

const ShownShape = v.variant('is', [
	/** With what is read of it today. */
	v.object({
		is: v.literal('document'),
		document: DocumentShape,
		recognition: RecognitionShape
	}),
	/** The worksheets that are tables; none of a text. */
	v.object({ is: v.literal('tables'), sheets: v.array(SheetShape) }),
	RefusedShape
]);

export type ShownReply = v.InferOutput<typeof ShownShape>;

/** The reply in its shape; null where what came is nothing of the kind. */
export function checkReply(message: unknown): ParseReply | null {
	const checked = v.safeParse(ReplyShape, message);
	return checked.success ? checked.output : null;
}

/** As {@link checkReply}, of what is shown. */
export function checkShown(message: unknown): ShownReply | null {
	const checked = v.safeParse(ShownShape, message);
	return checked.success ? checked.output : null;
}
