/**
 * A form that an officer teaches: which words tell it, and what each of its labels is called in this ledger. Its tables
 * are then read as every other form's are. Written in JSON, with the words of the screens.
 */
import * as v from 'valibot';
import { BASIS_NAMES, FIGURES, SCORES, type FigureId } from '#lib/catalogue/measures.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { MONEY_UNITS } from '#lib/catalogue/units.ts';

/** Written into a draft where a person has to decide. */
export const UNDECIDED = '待定';
/** For a label whose numbers are not stored. */
export const NOT_READ = '不读';

/** Meanings of a label beside the figures, each with the word by which every table is read. */
const OTHER_MEANINGS: Readonly<Record<string, string>> = {
	[BASIS_NAMES.actual]: '决算数',
	[BASIS_NAMES.budget_initial]: '年初预算数',
	[BASIS_NAMES.budget_adjusted]: '全年预算数',
	上年数: '上年决算数',
	单位名称: '单位名称',
	预算编码: '预算编码',
	评价等次: '评价等次',
	一级指标: '一级指标',
	二级指标: '二级指标',
	三级指标: '三级指标',
	评分标准: '评分标准',
	分值: '分值',
	自评得分: '自评得分',
	扣分原因: '扣分原因'
};

const FIGURE_WORDS = new Map<string, string>(
	[...FIGURES, ...SCORES].flatMap(({ id, name, labels: [first = name] }) => {
		const said = id.startsWith('score') ? first : name;
		// `其他` alone would need its table to say of what.
		const word = id === 'assets_other' ? '其他固定资产' : said;
		return [
			[id, word],
			[name, word]
		];
	})
);

/** The word for a meaning; null for one that there is not. */
export function wordFor(meaning: string): string | null {
	return FIGURE_WORDS.get(meaning) ?? OTHER_MEANINGS[meaning] ?? null;
}

const Text = v.pipe(
	v.string('应是文字'),
	v.trim(),
	v.nonEmpty('不能为空'),
	v.maxLength(80, '不能超过80个字')
);
const Label = v.pipe(Text, v.transform(normaliseLabel), v.nonEmpty('只有标点，不是项目名称'));

const decided = v.check<string, string>((text) => text !== UNDECIDED, `仍是“${UNDECIDED}”，请写明`);

const Means = v.pipe(
	Text,
	decided,
	v.check(
		(text) => text === NOT_READ || wordFor(text) !== null,
		(issue) =>
			`“${issue.input}”不是可用的含义；请写指标的名称或编号（见“口径”页，如“支出合计”）、${Object.keys(OTHER_MEANINGS).join('、')}，或“${NOT_READ}”`
	)
);

const NOTE = v.optional(v.string('应是文字'));

const LabelShape = v.strictObject({
	/** As the form prints it. */
	label: Label,
	/** Name or id of a figure, a word of {@link OTHER_MEANINGS}, or {@link NOT_READ}. */
	means: Means,
	/** For a label that is not read: why, as a Chinese sentence without the closing mark. */
	why: v.optional(Text),
	/** For persons; not read. */
	note: NOTE
});

const LocalFormShape = v.pipe(
	v.strictObject({
		/** As officers call it. */
		name: Text,
		/** All words of one of the lists must stand in a table for it to be this form. */
		tells: v.pipe(
			v.array(v.pipe(v.array(Label, '应是一组文字'), v.nonEmpty('至少要有一个词')), '应是几组文字'),
			v.nonEmpty('至少要有一组词，用来认出这种表')
		),
		/** Unit of amounts where the file does not say. */
		unit: v.pipe(
			v.string(`应是 ${MONEY_UNITS.join('、')} 之一`),
			decided,
			v.picklist(MONEY_UNITS, `应是 ${MONEY_UNITS.join('、')} 之一`)
		),
		labels: v.pipe(
			v.array(LabelShape, '应是一组项目'),
			v.nonEmpty('至少要有一个项目'),
			v.rawCheck(({ dataset, addIssue }) => {
				if (!dataset.typed) return;
				const seen = new Set<string>();
				dataset.value.forEach(({ label }, index) => {
					if (seen.has(label)) {
						addIssue({
							message: `“${label}”写了两次，只能有一种含义`,
							path: [
								{ type: 'array', origin: 'value', input: dataset.value, key: index, value: label }
							]
						});
					}
					seen.add(label);
				});
			})
		),
		note: NOTE
	}),
	v.check(
		({ labels }) => labels.some(({ means }) => FIGURE_WORDS.has(means)),
		'没有一个项目的含义是指标，这样的表读不出任何数'
	)
);

export type LocalForm = v.InferOutput<typeof LocalFormShape>;

/** A wrong definition; its message is one Chinese sentence that names the field. */
export class FormError extends Error {
	override name = 'FormError';
}

/** @throws FormError naming the first field that is wrong. */
export function parseLocalForm(json: unknown): LocalForm {
	const checked = v.safeParse(LocalFormShape, json, { abortPipeEarly: true });
	if (checked.success) return checked.output;
	const [issue] = checked.issues;
	throw new FormError(sentenceOf(issue));
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
	const path = v.getDotPath(issue) ?? '';
	const where = path === '' ? '' : `${path.replace(/\.(\d+)/g, '[$1]')} `;
	if (issue.type === 'strict_object' && issue.expected === 'never')
		return `${where}不是可用的字段，请检查拼写`;
	if (issue.type === 'strict_object' && issue.received === 'undefined')
		return `缺少 ${where.trim()}`;
	if (issue.type === 'strict_object') return `${where}应是一个对象`;
	return `${where}${issue.message}`;
}

/** The figures that the form's template contains. */
export function figuresHeld({ labels }: LocalForm): FigureId[] {
	return FIGURES.filter(({ id, name }) =>
		labels.some(({ means }) => means === id || means === name)
	).map(({ id }) => id);
}
