/** Tells spending on one purpose, or of one kind, and its parts: `教育支出90万元，其中基本支出60万元` says nothing of the whole. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';

/** Opens the parts of the amount before it. */
const AMONG = /其中|包括|包含|[(（]/g;
/** An amount with what stands before it in its clause. */
const AMOUNT = /([^，,。；;：:、()（）\d①-⒛]{0,24})\d[\d.]*[百千万亿]*元/g;
/** The word for spending in such a clause, with its name before it. */
const KIND = /^(.*?)(?:支出|经费)[^支出经费]{0,10}$/;
/** The end of a name of the whole: `全年支出`, `部门整体支出`, `示例局2022年支出`. */
const WHOLE =
	/(?:^|[年度月日底末总体计共额际等成生排算行用中在的和入、为是了]|单位|部门|[局委办厅院校所站馆会队处社]|系统|整个|(?<!专项|项目)资金|本级|[本我]中心)$/;
/** The parts of basic spending are figures of their own. */
const BASIC = '基本';

export const PARTS_OF_SPENDING: ReadonlySet<FigureId> = new Set([
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project'
]);

/** The purposes of spending in the accounts (支出功能分类): `教育支出`, `教育（类）普通教育（款）`. */
const PURPOSE =
	/[(（][类款项][)）]|(?:公共服务|外交|国防|公共安全|教育|科学技术|传媒|就业|卫生健康|医疗卫生|节能环保|城乡社区|农林水|交通运输|资源勘探[^，,。；;]{0,10}|商业服务业等?|金融|自然资源[^，,。；;]{0,8}|住房保障|物资储备|应急管理)支出/g;
/** From here on a sentence speaks of the whole again. */
const WHOLE_AGAIN = /(?:按[^，,。；;]{0,6}性质|支出(?:总[额计]|合计)|总支出)/;

/** @param sentence up to the label, without what is closed in brackets but for `（类）` */
export function isOfOneKind(sentence: string, measure: FigureId): boolean {
	if (measureOf(measure).group !== 'spending') return false;
	const purpose = [...sentence.matchAll(PURPOSE)].at(-1);
	if (purpose && !WHOLE_AGAIN.test(sentence.slice(purpose.index))) return true;
	return PARTS_OF_SPENDING.has(measure) && isAmongOneKind(sentence);
}

function isAmongOneKind(sentence: string): boolean {
	const opened = [...sentence.matchAll(AMONG)].at(-1);
	if (!opened) return false;
	const [, named] = [...sentence.slice(0, opened.index).matchAll(AMOUNT)].at(-1) ?? [];
	const kind = KIND.exec(named ?? '')?.[1];
	return kind !== undefined && !WHOLE.test(kind) && !kind.endsWith(BASIC);
}
