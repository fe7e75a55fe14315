/** Names of departments as texts print them: what follows a name, what is none, and which words are places. */
import { placeInName } from '#lib/catalogue/departments.ts';
import { amountWords } from '../figures/basis.ts';
import { figureOfLabel } from '../figures/columns.ts';
import { WITHHELD } from '../labels.ts';
import { joinText } from '../lines.ts';
import { DEPARTMENT_NAME } from '../figures/unit-sums.ts';

const PLACE =
	/^(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))?[\u4e00-\u9fff]{1,7}(?:市|县|区|州|盟|旗|省)$/;

export function isPlace(name: string): boolean {
	return PLACE.test(name);
}

/** These may follow a name in the same line: `单位名称：某局    填报日期：2022年3月1日`, `某局关于报送…`. */
const NEXT_FIELD =
	/填报|填表|报告日期|日期|联系|电话|金额|单位[:：]|关于|预算(?:单位)?(?:编码|代码)|评价(?:方式|机构)|主管部门|20\d\d[年.]|年度[:：]|编号[:：]|表号|公开\d+表|审核人|负责人/;
const NO_NAME =
	/^[一二三四五六七八九十]{1,3}[、.．]|^(?:本|预算)?(?:部门|单位|部门[(（]单位[)）]|学校|院校|高校|医院|乡镇|街道|乡镇[(（]街道[)）])$|^(?:万|千|百万|亿)?元|^人(?:民币.*|[、，,/].*)?$|日期|^\d+$|^[（(]?(?:盖章|公章|签章)|整体支出|绩效(?:评价|自评)|自评[表报]|^[（(]?(?:填写|请填)/;

/** `XX局`, `××单位`: a template waits for the name. */
const PLACEHOLDER = /[xX×*＊]{2}|[○〇]{2}(?=[局委办会院部厅])/;

export function isPlaceholder(name: string): boolean {
	return PLACEHOLDER.test(name);
}

/** `219001-某局`, `[219001]某局`: how the budget system prints whose it is. `101中学` is a name. */
const CODE_AND_NAME =
	/^[[【(（]?(\d{6,12}|\d{3,5}(?=[\]】)）_－—-]))[\]】)）]?[-－—_.、:：]*(?=\p{Script=Han})/u;

/** The budget code in front of a name; null where there is none. */
export function codeBeforeName(text: string): string | null {
	return CODE_AND_NAME.exec(joinText(text))?.[1] ?? null;
}

/** A name without blanks; null for what is none: a unit of money, something withheld, an empty line. */
export function nameOf(text: string): string | null {
	const [field = ''] = joinText(text).replace(CODE_AND_NAME, '').split(NEXT_FIELD);
	const name = field
		.replace(/^[_＿:：—-]+|[_＿:：。，,—-]+$/g, '')
		.replace(
			/[(（](?:盖章|公章|签章|(?:部门)?汇总|本级|(?:含|包括|包含)[^()（）]{2,16})[)）]$/,
			''
		);
	if (name.length < 2 || WITHHELD.test(name) || isPlaceholder(name)) return null;
	if (NO_NAME.test(name) || isHeadWord(name)) return null;
	return name;
}

export const BODY =
	/[局委办会院校站馆所队厅署处社部园场区乡镇台库学室科股组联]$|[一二三四五六七八九十]中$|(?:中心|政府|机关|公司|集团|街道|人大|政协|基地)$/;

export function isHeadWord(label: string): boolean {
	return (
		figureOfLabel(label) !== null ||
		amountWords(label) !== null ||
		/^(?:姓名|职务|签字|名称)/.test(label)
	);
}

/** A name that tells a department by itself: with its place in it, or a long one. */
export function isWholeName(name: string): boolean {
	return placeInName(name) !== null || (name.length >= 5 && DEPARTMENT_NAME.test(name));
}
