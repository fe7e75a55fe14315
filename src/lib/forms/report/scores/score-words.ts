/**
 * The words that sentences on scores and grades are made of, by what they say. Beside them stand those of sentences on
 * money, which come before a score as well. The list grows by classes of words.
 */
import { GRADE_WORDS } from '../../grade-options.ts';
import { NUMBER_WORDS } from '#lib/catalogue/number-words.ts';
import { wordAt } from '../narrative/words.ts';

type ScoreWordKind =
	/** A grade with the words that say it is one: `等级为优`. */
	| 'grade'
	/** 得分, 总分: what the points behind it are. */
	| 'label'
	/** 合计: the points before it, added up. */
	| 'sum'
	| 'points'
	/** The most that a part can score, or the whole. */
	| 'weight'
	| 'lost'
	/** Points of another scale in points of a hundred. */
	| 'converted'
	/** The department scored itself. */
	| 'self'
	/** All indicators were scored. */
	| 'scored'
	/** Its spending as a whole. */
	| 'whole'
	| 'own'
	/** The score is a final or a total one, or one of an evaluation. */
	| 'total'
	| 'evaluated'
	/** One kind of indicators. */
	| 'part'
	| 'project'
	/** Somebody else scored. */
	| 'scorer'
	/** A body of the department's, or an average of such. */
	| 'body'
	| 'thisYear'
	| 'otherYear'
	| 'rough'
	| 'among'
	| 'comma'
	| 'stop'
	| 'open'
	| 'close'
	| 'known'
	| 'unknown';

export interface ScoreWord {
	kind: ScoreWordKind;
	start: number;
	end: number;
	/** The points or the grade as printed. */
	printed: string;
}

const GRADE_KIND = '(?:等次|等级|档次|评级|级别)';
const QUOTE = '[“"‘\'”’]?';
const OPEN_QUOTE = '[“"‘\']';
/** Behind a grade: `优、良、中、差` offers several. */
const NO_CHOICE = `(?![”"’']?[、/和或](?:${GRADE_WORDS}))`;
const GRADE = [
	`(?:(?:评价|自评|绩效)?(?:${GRADE_KIND}|结论|结果)|(?:总体|整体|综合)(?:评价|评定))(?:评定|确定)?(?:(?:为|是|[:：])${QUOTE}|${OPEN_QUOTE})(${GRADE_WORDS})(?=[”"’'。，,；;、（()）\\s]|等|级|$)${NO_CHOICE}`,
	`(?:评|评定|属于?|达到|[评认]定为|为)为?${QUOTE}(${GRADE_WORDS})${QUOTE}(?:等次|等级|档次|档|级)`,
	`${GRADE_KIND}(${GRADE_WORDS})(?=[，,。；;]|$)`,
	`(?<=\\d分[）)]?[，,](?:综合|绩效|自评|总体)?)(?:评定|认定|评)为${QUOTE}(${GRADE_WORDS})(?=${QUOTE}(?:[，,。；;]|$))`,
	`(?<=自评)(?:评定|认定|评)?为${QUOTE}(${GRADE_WORDS})(?=${QUOTE}(?:[，,。；;]|$))`,
	`(?<=\\d分)[（(]${QUOTE}(${GRADE_WORDS})${QUOTE}(?:等次|等级|档次|级|档)?(?=[）)])`,
	`(?<=\\d分[，,、]\\s*)${QUOTE}(${GRADE_WORDS})(?=${QUOTE}[。；;]?$)`
].join('|');

const NUMBER = '\\d{1,3}(?:[.．]\\d+)?';
const POINTS_LABEL = '(?:得分|总分|评分|分数|打分|自评分值?)';
/** `得分：96`, `得分为96，等级为优`. */
const UNITLESS_POINTS = `(?<=${POINTS_LABEL}(?:合计|结果)?[为是:：]{0,2}\\s*)\\d{2,3}(?:\\.\\d+)?(?=\\s*(?:[，,。；;（()）]|$)|\\s+[^\\s\\d:：]{2,12}[:：])`;
const MOST = `(?:满分|分值|权重)(?:值|设定?|共计?)?[为是:：]?${NUMBER}分?|[（(](?:满分|分值|总分)?[为是:：]?${NUMBER}分[）)]|(?:百|${NUMBER})分制|共计?${NUMBER}分(?=[，,]\\D{0,6}得)|${NUMBER}分(?=[，,]?(?:自评|实)?得${NUMBER}分)`;

/** `较2021年94分提高2分`, `与上年相比`: what the score is compared with. */
const COMPARED = `(?:同比|[较比与同](?:20\\d\\d年度?|上一?年度?|去年))(?:的?${NUMBER}\\s*分)?(?:相比|持平|(?:提高|提升|增加|上升|增长|下降|降低|减少|[高低多少])了?${NUMBER}\\s*分)`;

interface ScorePattern {
	kind: ScoreWordKind;
	pattern: RegExp;
}

const pattern = (kind: ScoreWordKind, source: string): ScorePattern => ({
	kind,
	pattern: new RegExp(source, 'y')
});
const oneOf = (text: string) => text.trim().split(/\s+/).sort(byLength).join('|');
const byLength = (a: string, b: string) => b.length - a.length;

/** `按照…要求，`: why and how it was scored, by whoever's rules. */
const RULES = oneOf(
	'评分标准 标准 指标体系 指标 评分表 评价表 自评表 细则 办法 要求 通知 规定 文件 精神 方案 原则 体系'
);
const BY_RULES = `(?:对照|按照?|根据|依据|参照|遵循|围绕|结合|采用)(?:(?!\\d\\s*分)[^，,。；;：:\\n]){0,80}?(?:${RULES}|[》）)])(?:[》）)]|[（(][^（）()\\n]{0,30}[）)]|的?(?:要求|规定|精神))*`;

/** `对照产出指标逐项打分`. */
const ONE_KIND = /(?:投入|过程|产出|效[果益]|决策|管理|满意度)类?指标(?!体系)/;

const RULES_NAMED = pattern('known', BY_RULES);

/** Tried in this order. */
const FIRST: readonly ScorePattern[] = [
	pattern('grade', GRADE),
	pattern(
		'known',
		`${NUMBER}分?(?:[（(]含[^（）()]{0,8}[）)])?(?:以[上下]|之间)的?(?:得|评|即)?[为是](?:${GRADE_WORDS})(?:等次|等级|档次|级|档)?`
	),
	pattern('known', `由原?${NUMBER}分(?:更正|修正|调整|修改)(?=为)`),
	pattern('known', COMPARED),
	pattern(
		'converted',
		'(?:(?:折算|换算|折合)(?:成|为|后|的)?(?:百分制|100分制?|一百分制)|百分制(?:折算|换算|折合))(?:后|的|得分|分数|自评|总分|最终|[为是得计:：，,])*'
	),
	pattern(
		'lost',
		`(?:扣|失分|丢分|减)(?:除|减|掉|了|去|分|共|[为是:：]){0,2}\\s*(${NUMBER})\\s*分`
	),
	pattern('weight', MOST),
	pattern('points', `((?:${NUMBER}|${NUMBER_WORDS})\\s*分)(?![之钟值制])`),
	pattern('points', `(${UNITLESS_POINTS})`),
	RULES_NAMED,
	pattern('known', '(?:评价|自评)?(?:得分|评分|打分)表(?:显示|表明|反映)?'),
	pattern('known', '[二三四五六七八九十]{1,3}[项个大类]{1,2}(?:[一二三]级)?指标(?=得分)'),
	// `通过对投入、过程、产出、效果四个方面的评价，`: of all kinds of indicators.
	pattern(
		'known',
		'(?:通过|经过?)?对?[^，,。；;\\d项]{0,40}[三四五六七八]个?(?:方面|维度|部分)(?:进行)?(?:的|综合|自我|分析|绩效)*(?:评价|评估|考核|考评|打分|评分|自评)(?=[，,])'
	),
	pattern(
		'known',
		`(?:${GRADE_WORDS})?(?:、(?:${GRADE_WORDS}))*[两三四五]个?(?:档次?|等次|等级|级)|(?:${GRADE_WORDS})(?:[、/](?:${GRADE_WORDS}))+`
	),
	pattern('stop', '[；;]'),
	pattern('comma', '[，,]'),
	pattern('open', '[（(]'),
	pattern('close', '[）)]')
];

const PARTS = oneOf(
	'投入 过程 产出 效果 效益 决策 管理 履职 履职效能 履职效果 职责履行 满意度 服务对象满意度 预算执行 预算执行率 预算管理 预算编制 ' +
		'预算配置 资产管理 财务管理 目标设定 目标管理 数量 质量 时效 成本 社会效益 经济效益 生态效益 可持续影响 运行成本 管理效率 社会效应 ' +
		'可持续发展能力 基础管理 部门决策 部门管理 部门效果 履职产出 该项 此项 指标 绩效指标 个性指标 共性指标 基础工作 整体效能'
);

/** The longest of these is taken. */
const LONGEST: readonly ScorePattern[] = [
	pattern(
		'label',
		'总?得分|(?:总?评分|总分数?|分数|打分|计分|评得|自评分值?|实得分?|得)(?:合计|结果)?(?=[为是:：“"由]|\\s*[\\d〇零一二三四五六七八九十]|$|(?:如下|情况)|[，,])'
	),
	pattern('label', '(?:结果|结论)(?=[为是:：]{1,2}\\s*\\d)'),
	pattern('sum', '共计|合计|总计|共得|累计得?分?'),
	pattern('self', '自评|自我评价|自查|自查自评|自我评分|自评价'),
	pattern(
		'whole',
		'(?:部门|单位)?整体支出(?:预算)?|(?:部门|单位)整体(?!效能)|整体绩效|部门支出|部门预算(?:支出)?(?=绩效)|整体(?=自评)'
	),
	pattern('own', '[我本该](?:机关|单位|部门)|本级部门'),
	pattern('total', '综合|总体|整体|最终|最后|实际|各项(?:指标)?|所有指标|全部指标'),
	pattern('evaluated', '评价|评定|考评|评估'),
	pattern('part', `(?:${PARTS})(?:类|方面)?(?:一级|二级|三级)?(?:指标)?(?:方面|部分|情况)?`),
	pattern('project', '项目|专项|工程'),
	pattern(
		'scorer',
		'(?:省|市|县|区)?财政(?:局|厅|部门|部)|主管部门|上级(?:部门)?|(?:社会)?第三方(?:评价)?(?:机构|单位)?|中介机构|(?:专家|评审|评价专家)(?:组|评审)?|会计师事务所|复核|复评|抽查|核定|审定|重点评价'
	),
	pattern(
		'body',
		'下属|所属|二级单位|二级机构|直属|下辖|局属|委属|厅属|平均|各(?:单位|科室|股室|处室)'
	),
	pattern('thisYear', '本年度?|今年|当年度?'),
	pattern('otherYear', '上年度?|去年|上一年度?|往年|前年|下年度?|明年|下一年度?'),
	pattern('rough', '约为?|近|接近|将近|不足|超过?|逾|突破|大约|不低于|不少于|至少'),
	pattern('among', '其中'),
	pattern('scored', '逐[项条](?:打分|评分|自评|评价|考评|计分|评定)'),
	pattern(
		'known',
		oneOf(
			'绩效 情况 工作 报告 支出 预算 财政 资金 部门 单位 小组 评价组 评价小组 工作小组 结果 结论 如下 此次 本次 本 对 对于 就 经 经过 通过 进行 开展 ' +
				'组织 认真 客观 全面 实际 逐项 综上 综上所述 总的来看 总体来看 总体来说 总的来说 因此 故 总共 共 自查 分析 汇总 统计 计算 测算 ' +
				'评分 现场 资料 检查 核查 收集 梳理 的 为 是 了 并 且 和 与 及 、 ： : 后 其 得出 确定 评定 认定 目标 完成 较好 良好 基本 ' +
				'根据 按照 对照 依据 全年 年度 体系 标准 采用 已 均 达到 达 为 扣分 原因 主要 分值 权重 一级 二级 三级 类 属 等级 等次 级别 ' +
				'绩效目标 完成情况 规范 运行 使用 合规 有效 有力 到位 合理 总分 满分 “ ” " ’ ‘ 《 》 成立 制定 印发 召开 领导小组 工作组 自评组 ' +
				'评议 控制 严格 较为 比较 明显 显著 按时 及时 全部 年初 设定 任务 圆满 顺利 工作任务 年度目标 各项工作 总体情况 整体情况 效果 水平 高 好 ' +
				'按 相比 对应 相应 制度 健全 完善 执行 职责 职能 本着 公平 公正 公开 科学 原则 自评表 指标评分 打分 量化 定量 定性 相结合 方法 方式 采取'
		)
	)
];

const MONEY_KINDS: Partial<Record<string, ScoreWordKind>> = {
	unknown: 'unknown',
	own: 'own',
	others: 'body',
	thisYear: 'thisYear',
	lastYear: 'otherYear',
	rough: 'rough',
	each: 'body',
	comma: 'comma',
	stop: 'stop',
	open: 'open',
	close: 'close'
};

/** @param names by which the department calls itself */
export function scoreWordsOf(
	text: string,
	names: readonly string[],
	fiscalYear: number
): ScoreWord[] {
	const found: ScoreWord[] = [];
	for (let at = 0; at < text.length;) {
		const word = scoreWordAt(text, at, names, fiscalYear);
		found.push(word);
		at = word.end;
	}
	return found;
}

function scoreWordAt(
	text: string,
	at: number,
	names: readonly string[],
	fiscalYear: number
): ScoreWord {
	for (const each of FIRST) {
		const first = matchAt(each, text, at);
		if (first)
			return each === RULES_NAMED
				? { ...first, kind: kindOfRemark(text.slice(at, first.end)) }
				: first;
	}
	const found = LONGEST.flatMap((each) => matchAt(each, text, at) ?? []);
	return [...found, moneyWordAt(text, at, names, fiscalYear)].reduce((longest, next) =>
		next.end > longest.end ? next : longest
	);
}

function matchAt({ kind, pattern: sticky }: ScorePattern, text: string, at: number) {
	sticky.lastIndex = at;
	const match = sticky.exec(text);
	if (!match || match[0] === '') return null;
	const printed = match.slice(1).find(Boolean) ?? '';
	return { kind, start: at, end: at + match[0].length, printed };
}

/** A remark on money may swallow points: then its first sign alone is taken. */
const HOLDS_POINTS = /\d\s*分|得分|评分|总分/;

function moneyWordAt(
	text: string,
	at: number,
	names: readonly string[],
	fiscalYear: number
): ScoreWord {
	const word = wordAt(text, at, names);
	const said = text.slice(word.start, word.end);
	if (word.kind === 'remark' && HOLDS_POINTS.test(said))
		return { kind: 'unknown', start: at, end: at + 1, printed: '' };
	return {
		kind: kindOf(word.kind, said, word.years, fiscalYear),
		start: at,
		end: word.end,
		printed: ''
	};
}

/** A remark is known whatever it tells, but for whose score it speaks of. Rules for projects guide every department. */
function kindOfRemark(said: string): ScoreWordKind {
	const about = said.replace(/项目支出绩效/g, '');
	if (/复核|复评|第三方|抽查/.test(about)) return 'scorer';
	if (ONE_KIND.test(about)) return 'body';
	return /项目|专项|工程/.test(about) && !/整体|部门/.test(about) ? 'project' : 'known';
}

function kindOf(
	kind: string,
	said: string,
	years: readonly (number | null)[],
	fiscalYear: number
): ScoreWordKind {
	if (kind === 'year') return years[0] === fiscalYear ? 'thisYear' : 'otherYear';
	if (kind === 'remark') return kindOfRemark(said);
	return MONEY_KINDS[kind] ?? 'known';
}
