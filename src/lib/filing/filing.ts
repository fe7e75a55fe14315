/**
 * The facts that one filed report states: the shape between recognition, review, storage and export.
 * Money is integer 分, people are counts, scores are integer hundredths of a point.
 */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';

/** One figure as printed and as understood. Exactly one of `value` and `missing` is null. */
export interface Figure {
	value: number | null;
	missing: MissingReason | null;
	/** The text of the cell, untouched but for surrounding blanks; empty when there is no cell. */
	printed: string;
	/** Null only when the filing has no such cell. */
	place: Place | null;
}

export type Figures = Partial<Record<FigureId, Figure>>;

/**
 * `total` is the row that stands for the department; `headquarters` and `subunit` are its parts and are never
 * added to it; `placeholder` is a printed row without figures.
 */
export type UnitRole = 'total' | 'headquarters' | 'subunit' | 'placeholder';

export interface Unit {
	/** As printed, numbering removed: `局机关`. */
	name: string;
	role: UnitRole;
	figures: Figures;
}

/** One line of the score sheet. Its identity is its whole path: two indicators may bear one name. */
export interface ScoreItem {
	/** 一级, 二级, 三级 with blanks, line breaks and `（15分）` removed. */
	path: string[];
	/** 评分标准; a criterion shared by merged cells is repeated on each of its items. */
	criterion: string;
	/** 分值 printed on this line; null on the further lines of a shared weight. */
	weight: Figure;
	/** Items that share one merged weight cell bear the same number; null where the weight is the item's own. */
	weight_group: number | null;
	score: Figure;
	/** 扣分原因和其他说明; empty where blank. */
	reason: string;
	reason_place: Place | null;
}

/** Weight and score totals that the sheet itself prints for a heading (`预算配置（15分）`) or on the 总分 row. */
export interface ScoreHeading {
	/** One or two elements; empty for the 总分 row. */
	path: string[];
	/** Hundredths of a point. */
	weight: number;
	place: Place;
}

export interface Score {
	/** 绩效自评综合得分 on the form. */
	form: Figure;
	/** 总分 row of the score sheet. */
	sheet: Figure;
	/** 分值 of the 总分 row. */
	sheet_weight: Figure;
	/** 评价等次 as printed, blanks removed; null where absent. */
	grade: { printed: string; place: Place } | null;
	items: ScoreItem[];
	headings: ScoreHeading[];
}

/** 定性目标: what was planned and what was done, paired by number where the numbering allows it. */
export interface Goal {
	target: string;
	result: string;
	target_place: Place | null;
	result_place: Place | null;
}

/** 定量指标 of the form, e.g. path [产出目标, 质量指标], target `指标1：…`, result `…`. */
export interface Indicator {
	path: string[];
	target: string;
	result: string;
	target_place: Place | null;
	result_place: Place | null;
}

/** A project named in the narrative with its amount in 分. */
export interface NamedProject {
	name: string;
	amount: Figure;
}

/** Figures that the narrative repeats. `raw` is the printed amount with its unit. */
export interface NarrativeFigure {
	measure: FigureId;
	figure: Figure;
	/** Half of the last printed digit, in storage units: how far rounding alone can take the figure. */
	half_digit: number;
}

export type PassageKind =
	| 'duties'
	| 'main_work'
	| 'achievements'
	| 'overview'
	| 'spending'
	| 'problems'
	| 'measures'
	| 'other';

export interface Passage {
	kind: PassageKind;
	heading: string;
	text: string;
	place: Place | null;
}

/** A full date found in results or prose, as ISO `YYYY-MM-DD`, with the words around it. */
export interface MentionedDate {
	date: string;
	/** True where the wording says that something was completed on that day. */
	completion: boolean;
	excerpt: string;
	place: Place;
}

/** Kept apart from everything else; never exported, logged or shown unasked. */
export interface Contact {
	role: 'contact' | 'phone' | 'evaluator' | 'preparer';
	text: string;
	place: Place;
}

/** Where a document may say whose it is, best evidence first. */
export const CLAIM_SOURCES = [
	'budget_code',
	'cover',
	'narrative_title',
	'score_sheet',
	'unit_column',
	'file_name'
] as const;

/** What the document says of whose it is. */
export interface IdentityClaim {
	source: (typeof CLAIM_SOURCES)[number];
	/** For `budget_code` the code, else a name. */
	text: string;
	place: Place | null;
}

export interface JurisdictionClaim {
	/** Six digits, where the source states them. */
	code: string | null;
	name: string | null;
}

/** Everything one document states, before it is known which registered department it belongs to. */
export interface RecognisedFiling {
	claims: IdentityClaim[];
	jurisdiction: JurisdictionClaim | null;
	fiscal_year: number;
	fiscal_year_place: Place | null;
	/** Template family: the seed's form, the national-style table, or a CSV of figures. */
	template: 'form' | 'national' | 'csv';
	/** The figures of the total row, every {@link FigureId} present, missing ones with their reason. */
	figures: Record<FigureId, Figure>;
	/** Every printed row, the total row included. */
	units: Unit[];
	score: Score;
	goals: Goal[];
	indicators: Indicator[];
	projects: NamedProject[];
	narrative_figures: NarrativeFigure[];
	dates: MentionedDate[];
	passages: Passage[];
	contacts: Contact[];
}

/** A department as registered. */
export interface DepartmentRef {
	code: string;
	name: string;
	jurisdiction: { code: string; name: string };
}
