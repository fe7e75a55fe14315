/**
 * What the parent asks the parsing process and what comes back. The answer is checked against the shapes of the
 * catalogue before anything of it is stored: the process that read a hostile file is not trusted.
 */
import * as v from 'valibot';
import type { Issue } from '#lib/documents/issue.ts';
import { CLAIM_SOURCES, type RecognisedFiling } from '#lib/filing/filing.ts';
import { FIGURE_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import { MISSING_TEXT, type MissingReason } from '#lib/catalogue/values.ts';
import type { TableBook } from '#lib/forms/table/sheets.ts';
import type { SourceFormat } from '#lib/documents/model.ts';
import type { Recognition } from '#lib/forms/report/recognise.ts';

export interface ParseRequest {
	/** Base name of the file. */
	name: string;
	/** Names of the folders above it, outermost first. */
	folder_names: string[];
	bytes: Uint8Array;
}

export type ParseReply =
	| { is: 'read'; format: SourceFormat; recognition: Recognition }
	/** A table of figures or scores in a text file, which the parent reads row by row. */
	| { is: 'table' }
	/** Such tables in a workbook or web page, with their cells as text. */
	| ({ is: 'sheets'; format: 'xlsx' | 'html' } & TableBook)
	| { is: 'refused'; code: string; message: string; place: Place | null };

const Count = v.pipe(v.number(), v.safeInteger());
const Label = v.nullable(v.string());

const PlaceShape: v.GenericSchema<Place> = v.variant('kind', [
	v.object({
		kind: v.literal('cell'),
		table: Count,
		row: Count,
		column: Count,
		row_label: Label,
		column_label: Label
	}),
	v.object({ kind: v.literal('text'), paragraph: Count, start: Count, end: Count }),
	v.object({ kind: v.literal('field'), line: Count, column: Count, column_label: Label }),
	v.object({ kind: v.literal('sheet'), sheet: v.string(), cell: v.string(), column_label: Label })
]);
const AnyPlace = v.nullable(PlaceShape);

const MISSING_REASONS = Object.keys(MISSING_TEXT) as MissingReason[];
const FigureShape = v.pipe(
	v.object({
		value: v.nullable(Count),
		missing: v.nullable(v.picklist(MISSING_REASONS)),
		printed: v.string(),
		place: AnyPlace
	}),
	v.check(({ value, missing }) => (value === null) !== (missing === null))
);

const FigureIdShape = v.picklist(FIGURE_IDS);
const AllFigures = v.object(
	Object.fromEntries(FIGURE_IDS.map((id) => [id, FigureShape])) as Record<
		FigureId,
		typeof FigureShape
	>
);

const OptionalFigure = v.exactOptional(FigureShape);
const SomeFigures = v.object(
	Object.fromEntries(FIGURE_IDS.map((id) => [id, OptionalFigure])) as Record<
		FigureId,
		typeof OptionalFigure
	>
);

const UnitShape = v.object({
	name: v.string(),
	role: v.picklist(['total', 'headquarters', 'subunit', 'placeholder']),
	figures: SomeFigures
});

const Path = v.array(v.string());
const ScoreShape = v.object({
	form: FigureShape,
	sheet: FigureShape,
	sheet_weight: FigureShape,
	grade: v.nullable(v.object({ printed: v.string(), place: PlaceShape })),
	items: v.array(
		v.object({
			path: Path,
			criterion: v.string(),
			weight: FigureShape,
			weight_group: v.nullable(Count),
			score: FigureShape,
			reason: v.string(),
			reason_place: AnyPlace
		})
	),
	headings: v.array(v.object({ path: Path, weight: Count, place: PlaceShape }))
});

const Targets = {
	target: v.string(),
	result: v.string(),
	target_place: AnyPlace,
	result_place: AnyPlace
};

const ClaimShape = v.object({
	source: v.picklist(CLAIM_SOURCES),
	text: v.string(),
	place: AnyPlace
});

const PassageShape = v.object({
	kind: v.picklist([
		'duties',
		'main_work',
		'achievements',
		'overview',
		'spending',
		'problems',
		'measures',
		'other'
	]),
	heading: v.string(),
	text: v.string(),
	place: AnyPlace
});

const FilingShape = v.object({
	claims: v.array(ClaimShape),
	jurisdiction: v.nullable(v.object({ code: Label, name: Label })),
	fiscal_year: Count,
	fiscal_year_place: AnyPlace,
	template: v.picklist(['form', 'national', 'csv']),
	figures: AllFigures,
	units: v.array(UnitShape),
	score: ScoreShape,
	goals: v.array(v.object(Targets)),
	indicators: v.array(v.object({ path: Path, ...Targets })),
	projects: v.array(v.object({ name: v.string(), amount: FigureShape })),
	narrative_figures: v.array(
		v.object({ measure: FigureIdShape, figure: FigureShape, half_digit: v.number() })
	),
	dates: v.array(
		v.object({
			date: v.string(),
			completion: v.boolean(),
			excerpt: v.string(),
			place: PlaceShape
		})
	),
	passages: v.array(PassageShape),
	contacts: v.array(
		v.object({
			role: v.picklist(['contact', 'phone', 'evaluator', 'preparer']),
			text: v.string(),
			place: PlaceShape
		})
	)
}) satisfies v.GenericSchema<unknown, RecognisedFiling>;

const IssueShape: v.GenericSchema<Issue> = v.object({
	code: v.string(),
	severity: v.picklist(['error', 'warning']),
	message: v.string(),
	place: AnyPlace
});

const SheetShape = v.object({
	name: v.string(),
	rows: v.array(v.object({ line: Count, cells: v.array(v.string()) })),
	merges: v.array(v.object({ top: Count, left: Count, bottom: Count, right: Count }))
});

const ReplyShape = v.variant('is', [
	v.object({
		is: v.literal('read'),
		format: v.picklist(['docx', 'doc', 'text', 'html', 'xlsx', 'csv']),
		recognition: v.object({
			kind: v.picklist([
				'self_evaluation',
				'figures_table',
				'project_form',
				'final_accounts',
				'unknown'
			]),
			filings: v.array(FilingShape),
			issues: v.array(IssueShape)
		})
	}),
	v.object({ is: v.literal('table') }),
	v.object({
		is: v.literal('sheets'),
		format: v.picklist(['xlsx', 'html']),
		sheets: v.array(SheetShape),
		issues: v.array(IssueShape)
	}),
	v.object({
		is: v.literal('refused'),
		code: v.string(),
		message: v.string(),
		place: AnyPlace
	})
]) satisfies v.GenericSchema<unknown, ParseReply>;

/** The reply in its shape; null where what came is nothing of the kind. */
export function checkReply(message: unknown): ParseReply | null {
	const checked = v.safeParse(ReplyShape, message);
	return checked.success ? checked.output : null;
}
