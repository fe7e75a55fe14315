/**
 * The facts that one filed report states: the shape between recognition, review, storage and export. It is defined once,
 * as schemas that check what comes from the parsing process; the types follow from them.
 * Money is integer 分, people are counts, scores are integer hundredths of a point.
 */
import * as v from 'valibot';
import { visibleText } from '#lib/catalogue/characters.ts';
import { BUDGET_BASES, type AmountBasis } from '#lib/catalogue/budgets.ts';
import { FIGURE_IDS, type FigureId, type ReportedId } from '#lib/catalogue/measures.ts';
import { MISSING_REASONS } from '#lib/catalogue/values.ts';
import { PlaceShape } from '#lib/documents/place.ts';

const Count = v.pipe(v.number(), v.safeInteger());
const AnyPlace = v.nullable(PlaceShape);
/** Words that other sentences quote: what a report calls somebody or something, and its reasons. */
const Words = v.pipe(v.string(), v.transform(visibleText));
const Path = v.array(Words);

/** One figure as printed and as understood. Exactly one of `value` and `missing` is null. */
const FigureShape = v.pipe(
	v.object({
		value: v.nullable(Count),
		missing: v.nullable(v.picklist(MISSING_REASONS)),
		/** The text of the cell, untouched but for surrounding blanks; empty when there is no cell. */
		printed: v.string(),
		/** Null only when the filing has no such cell. */
		place: AnyPlace
	}),
	v.check(({ value, missing }) => (value === null) !== (missing === null))
);
export type Figure = v.InferOutput<typeof FigureShape>;

const FigureIdShape = v.picklist(FIGURE_IDS);

function everyFigure<S extends v.GenericSchema>(shape: S) {
	return v.object(Object.fromEntries(FIGURE_IDS.map((id) => [id, shape])) as Record<FigureId, S>);
}

const SomeFiguresShape = everyFigure(v.exactOptional(FigureShape));
export type Figures = v.InferOutput<typeof SomeFiguresShape>;

/**
 * `total` is the row that stands for the department; `headquarters` and `subunit` are its parts and are never
 * added to it; `placeholder` is a printed row without figures.
 */
export const UNIT_ROLES = ['total', 'headquarters', 'subunit', 'placeholder'] as const;
export type UnitRole = (typeof UNIT_ROLES)[number];

const UnitShape = v.object({
	/** As printed, numbering removed: `局机关`. */
	name: Words,
	role: v.picklist(UNIT_ROLES),
	figures: SomeFiguresShape
});
export type Unit = v.InferOutput<typeof UnitShape>;

/** A budgeted amount of the department's total row. Budgets are never among the figures, which are actuals. */
const BudgetShape = v.object({
	measure: FigureIdShape,
	basis: v.picklist(BUDGET_BASES),
	figure: FigureShape
});
export type Budget = v.InferOutput<typeof BudgetShape>;

/** One line of the score sheet. Its identity is its whole path: two indicators may bear one name. */
const ScoreItemShape = v.object({
	/** 一级, 二级, 三级 with blanks, line breaks and `（15分）` removed. */
	path: Path,
	/** 评分标准; a criterion shared by merged cells is repeated on each of its items. */
	criterion: Words,
	/** 分值 printed on this line; null on the further lines of a shared weight. */
	weight: FigureShape,
	/** Items that share one merged weight cell bear the same number; null where the weight is the item's own. */
	weight_group: v.nullable(Count),
	score: FigureShape,
	/** 扣分原因和其他说明; empty where blank. */
	reason: Words,
	reason_place: AnyPlace
});
export type ScoreItem = v.InferOutput<typeof ScoreItemShape>;

/** Weight and score totals that the sheet itself prints for a heading (`预算配置（15分）`) or on the 总分 row. */
const ScoreHeadingShape = v.object({
	/** One or two elements; empty for the 总分 row. */
	path: Path,
	/** Hundredths of a point. */
	weight: Count,
	place: PlaceShape
});
export type ScoreHeading = v.InferOutput<typeof ScoreHeadingShape>;

const ScoreShape = v.object({
	/** 绩效自评综合得分 on the form. */
	form: FigureShape,
	/** 总分 row of the score sheet. */
	sheet: FigureShape,
	/** 分值 of the 总分 row. */
	sheet_weight: FigureShape,
	/** 评价等次 as printed, blanks removed; null where absent. */
	grade: v.nullable(v.object({ printed: v.string(), place: PlaceShape })),
	items: v.array(ScoreItemShape),
	headings: v.array(ScoreHeadingShape)
});
export type Score = v.InferOutput<typeof ScoreShape>;

const TargetShape = {
	target: v.string(),
	result: v.string(),
	target_place: AnyPlace,
	result_place: AnyPlace
};

/** 定性目标: what was planned and what was done, paired by number where the numbering allows it. */
const GoalShape = v.object(TargetShape);
export type Goal = v.InferOutput<typeof GoalShape>;

/** 定量指标 of the form, e.g. path [产出目标, 质量指标], target `指标1：…`, result `…`. */
const IndicatorShape = v.object({ path: Path, ...TargetShape });
export type Indicator = v.InferOutput<typeof IndicatorShape>;

/** A project named in the narrative with its amount in 分. */
const NamedProjectShape = v.object({ name: Words, amount: FigureShape });
export type NamedProject = v.InferOutput<typeof NamedProjectShape>;

/** Figures that the narrative repeats. `printed` is the printed amount with its unit. */
const NarrativeFigureShape = v.object({
	measure: FigureIdShape,
	figure: FigureShape,
	/** Half of the last printed digit, in storage units: how far rounding alone can take the figure. */
	half_digit: v.number()
});
export type NarrativeFigure = v.InferOutput<typeof NarrativeFigureShape>;

export const PASSAGE_KINDS = [
	'duties',
	'main_work',
	'achievements',
	'overview',
	'spending',
	'problems',
	'measures',
	'other'
] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

const PassageShape = v.object({
	kind: v.picklist(PASSAGE_KINDS),
	heading: v.string(),
	text: v.string(),
	place: AnyPlace
});
export type Passage = v.InferOutput<typeof PassageShape>;

/** A full date found in results or prose, as ISO `YYYY-MM-DD`, with the words around it. */
const MentionedDateShape = v.object({
	date: v.string(),
	/** True where the wording says that something was completed on that day. */
	completion: v.boolean(),
	excerpt: v.string(),
	place: PlaceShape
});
export type MentionedDate = v.InferOutput<typeof MentionedDateShape>;

export const CONTACT_ROLES = ['contact', 'phone', 'evaluator', 'preparer'] as const;

/** Kept apart from everything else; never exported, logged or shown unasked. */
const ContactShape = v.object({
	role: v.picklist(CONTACT_ROLES),
	text: v.string(),
	place: PlaceShape
});
export type Contact = v.InferOutput<typeof ContactShape>;

/** A document may say whose it is in these places, best evidence first. */
export const CLAIM_SOURCES = [
	'budget_code',
	'cover',
	'narrative_title',
	'score_sheet',
	'unit_column',
	'file_name'
] as const;

/** A statement of the document of whose it is. */
const IdentityClaimShape = v.object({
	source: v.picklist(CLAIM_SOURCES),
	/** For `budget_code` the code, else a name. */
	text: Words,
	place: AnyPlace
});
export type IdentityClaim = v.InferOutput<typeof IdentityClaimShape>;

const JurisdictionClaimShape = v.object({
	/** Six digits, where the source states them. */
	code: v.nullable(v.string()),
	name: v.nullable(Words)
});
export type JurisdictionClaim = v.InferOutput<typeof JurisdictionClaimShape>;

/** Template families: the seed's form, the national-style table, or a table with a row per department. */
export const TEMPLATES = ['form', 'national', 'csv'] as const;

/** Everything one document states, before it is known which registered department it belongs to. */
export const RecognisedFilingShape = v.object({
	claims: v.array(IdentityClaimShape),
	jurisdiction: v.nullable(JurisdictionClaimShape),
	fiscal_year: Count,
	fiscal_year_place: AnyPlace,
	template: v.picklist(TEMPLATES),
	/** The figures of the total row, every {@link FigureId} present, missing ones with their reason. */
	figures: everyFigure(FigureShape),
	/** Every printed row, the total row included. */
	units: v.array(UnitShape),
	/** At most one for a measure and basis; empty where the form sets no budgets beside the actuals. */
	budgets: v.array(BudgetShape),
	score: ScoreShape,
	goals: v.array(GoalShape),
	indicators: v.array(IndicatorShape),
	projects: v.array(NamedProjectShape),
	narrative_figures: v.array(NarrativeFigureShape),
	dates: v.array(MentionedDateShape),
	passages: v.array(PassageShape),
	contacts: v.array(ContactShape)
});
export type RecognisedFiling = v.InferOutput<typeof RecognisedFilingShape>;

/** As much of a filing as tells whose it is. */
export type ClaimedFiling = Pick<RecognisedFiling, 'claims' | 'jurisdiction' | 'fiscal_year'>;

/** A file that a filing is made of; its number is its position in the list, from 1. */
export interface FiledSource {
	/** Hash of the file's bytes. */
	sha256: string;
	template: RecognisedFiling['template'];
}

/** A figure that one file of a filing states otherwise than the file whose figure is used. */
export interface Contradiction {
	measure: ReportedId;
	basis: AmountBasis;
	figure: Figure;
}

/** The union of all files that state something for one department and year. */
export interface Filing extends RecognisedFiling {
	sources: FiledSource[];
	contradictions: Contradiction[];
}

/** A department as registered. */
export interface DepartmentRef {
	code: string;
	name: string;
	jurisdiction: { code: string; name: string };
}
