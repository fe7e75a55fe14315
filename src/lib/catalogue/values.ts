/**
 * A figure that may be absent. Absence always carries its reason; it is never a zero.
 */

/** A value is absent for one of these reasons; the screen says it in these words. */
export const MISSING_TEXT = {
	blank: '未填',
	not_in_template: '本年模板不含此项',
	not_recognised: '表中有，未能识别',
	unreadable: '无法识读',
	not_filed: '未报送',
	budget_missing: '未报送预算',
	suspect: '疑似填报错误，未计入',
	reorganised: '机构调整，不可比',
	input_missing: '缺少计算所需数据',
	nobody_in_both: '没有两年都有数据的部门',
	not_applicable: '不适用',
	zero_denominator: '分母为0',
	negative_denominator: '分母为负',
	previous_zero: '上年为0',
	previous_negative: '上年为负',
	previous_missing: '无上年数据'
} as const;

export type MissingReason = keyof typeof MISSING_TEXT;

/** Says why a figure is absent that another year is needed for; `base` names that year, e.g. `上年` or `2019年`. */
export function absenceSince(missing: MissingReason, base: string): string {
	return MISSING_TEXT[missing].replace('上年', base);
}

export const MISSING_REASONS = Object.keys(MISSING_TEXT) as MissingReason[];

interface MayBeCorrected {
	/** The figure itself was corrected by hand, or an input that it is computed from; left out where neither was. */
	corrected?: 'itself' | 'input';
}

/** A present value, in the storage unit of its measure (分, people, hundredths of a point, or a plain ratio). */
export interface Present extends MayBeCorrected {
	value: number;
	missing: null;
}

/** An absent value with its reason. */
export interface Absent extends MayBeCorrected {
	value: null;
	missing: MissingReason;
}

export type Value = Present | Absent;

export function present(value: number): Present {
	return { value, missing: null };
}

/** The value, marked where one of the values that it was computed from is corrected by hand. */
export function markedBy(inputs: readonly Value[], value: Value): Value {
	return inputs.some(({ corrected }) => corrected) ? { ...value, corrected: 'input' } : value;
}

export function absent(missing: MissingReason): Absent {
	return { value: null, missing };
}
