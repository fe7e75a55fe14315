/**
 * A figure that may be absent. Absence always carries its reason; it is never a zero.
 */

/** Why a value is absent. The Chinese wording of each reason is in {@link MISSING_TEXT}. */
export type MissingReason =
	| 'blank'
	| 'not_in_template'
	| 'unreadable'
	| 'not_filed'
	| 'input_missing'
	| 'zero_denominator'
	| 'previous_zero'
	| 'previous_missing';

export const MISSING_TEXT: Record<MissingReason, string> = {
	blank: '未填',
	not_in_template: '本年模板不含此项',
	unreadable: '无法识读',
	not_filed: '未报送',
	input_missing: '缺少计算所需数据',
	zero_denominator: '分母为0',
	previous_zero: '上年为0',
	previous_missing: '无上年数据'
};

/** A present value, in the storage unit of its measure (分, people, hundredths of a point, or a plain ratio). */
export interface Present {
	value: number;
	missing: null;
}

/** An absent value with its reason. */
export interface Absent {
	value: null;
	missing: MissingReason;
}

export type Value = Present | Absent;

export function present(value: number): Present {
	return { value, missing: null };
}

export function absent(missing: MissingReason): Absent {
	return { value: null, missing };
}
