import { describe, expect, test } from 'vitest';
import { filingOf } from './tables.ts';

/** A number of the shape of a mobile's; put together, so that none stands in the repository. */
const NOBODYS_NUMBER = `139${'0'.repeat(8)}`;

const STAFF = [['人员编制', '22', '实有人数', '22']];

/** A filing of which only the text matters. */
function told(...paragraphs: string[]) {
	return filingOf(...paragraphs, '附件：', STAFF);
}

/** Repeated figures as `measure amount` in 万元 or people. */
function repeated(...paragraphs: string[]): string[] {
	return told(...paragraphs).narrative_figures.map(
		({ measure, figure }) =>
			`${measure} ${(figure.value ?? 0) / (measure.startsWith('staff') ? 1 : 1_000_000)}`
	);
}

describe('repeated figures', () => {
	test.each<[string, string, string[]]>([
		[
			'wording of the form',
			'基本支出349.01万，其中：人员经费支出301.01万元；日常公用经费支出48万。',
			['spending_basic 349.01', 'spending_personnel 301.01', 'spending_operating 48']
		],
		[
			'in brackets',
			'全年基本支出349.01万元（人员支出301.01万元，公用支出48.00万元），项目支出856.89万元。',
			[
				'spending_basic 349.01',
				'spending_personnel 301.01',
				'spending_operating 48',
				'spending_project 856.89'
			]
		],
		[
			'三公 in all its wordings',
			'“三公”经费决算数41.57万元：公务接待费2.8万元，公务用车购置及运行维护费38.77万元（公务用车购置费27.25万元，公务用车运行维护费11.52万元），因公出国（境）费用0万元。',
			[
				'three_public_total 41.57',
				'three_public_reception 2.8',
				'three_public_vehicle_running 11.52',
				'three_public_vehicle_purchase 27.25',
				'three_public_abroad 0'
			]
		],
		[
			'三公 in short words',
			'三公经费支出总计为41.57万元，公务接待2.8万，车辆运行经费11.52万、车辆购置费27.25万元，因公出国出境费用0万元。',
			[
				'three_public_total 41.57',
				'three_public_reception 2.8',
				'three_public_vehicle_running 11.52',
				'three_public_vehicle_purchase 27.25',
				'three_public_abroad 0'
			]
		],
		[
			'amounts in 元 and full-width digits',
			'基本支出为３，４９０，１００．００元。',
			['spending_basic 349.01']
		],
		[
			'staff',
			'我局核定编制22名，年末实有在职人员21人，离退休人员6人。',
			['staff_quota 22', 'staff_actual 21']
		],
		[
			'staff in short words',
			'核定编制22人，在职在编21人，聘用人员3人。',
			['staff_quota 22', 'staff_actual 21']
		],
		[
			'staff of offices one after another',
			'办公室编制5人，执法大队编制12人，实有人数11人。核定编制22名，其中行政编制15名，实有在职人员20人。',
			['staff_quota 22', 'staff_actual 20']
		],
		[
			'staff of a part is not the department’s',
			'局机关编制12人，行政编制10名，离退休实有人数6人。',
			[]
		],
		[
			'staff of each unit before that of all',
			'1.局机关：编制12名，实有11人；2.服务中心：编制10名，实有10人。合计编制22名，实有21人。',
			['staff_quota 22', 'staff_actual 21']
		],
		[
			'the purpose of a part',
			'本年用于水利建设的项目支出120万元，本年的基本支出349.01万元。',
			['spending_basic 349.01']
		],
		[
			'what goes on from last year',
			'上年项目支出300万元，三公经费支出50万元。本年项目支出856.89万元，上年结转12万元，三公经费41.57万元。',
			['spending_project 856.89', 'three_public_total 41.57']
		],
		[
			'a list of budgets',
			'年初预算安排基本支出350万元、项目支出900万元，公用经费50万元；全年实际支出中，基本支出349.01万元、项目支出856.89万元。',
			['spending_basic 349.01', 'spending_project 856.89']
		],
		[
			'further words before and round the labels',
			'2022年度决算基本支出349.01万元，“三公经费”41.57万元。',
			['spending_basic 349.01', 'three_public_total 41.57']
		],
		[
			'another year',
			'2021年基本支出300万元，2022年基本支出349.01万元。',
			['spending_basic 349.01']
		],
		[
			'last year and budgets',
			'上年基本支出300万元；年初预算项目支出800万元，三公经费预算50万元。',
			[]
		],
		['a change is no amount', '三公经费比上年减少3万元，公务接待费减少1万元。', []],
		[
			'all of it after its parts',
			'局机关支出合计7万元，下属单位支出合计3万元，全部支出合计10万元。',
			['spending_total 10']
		],
		['the department with its units', '局机关及下属单位支出合计10万元。', ['spending_total 10']],
		['a part of a longer name', '打击走私专项支出76万元，办公设备购置项目支出5万元。', []],
		['without an amount', '本年三公经费支出没超预算。', []]
	])('%s', (_, text, expected) => {
		expect(repeated('一、经费使用情况', text)).toEqual(expected);
	});

	test('the section on spending is read before the overview', () => {
		expect(
			repeated('一、部门概况', '预计基本支出1万元。', '二、支出情况', '基本支出2万元。')
		).toEqual(['spending_basic 2']);
	});
});

test('the narrative stands behind its own title, wherever that is', () => {
	const text = ['一、部门概况', '设三个科。负责全市水资源管理和防汛抗旱的日常工作，以及水库安全。'];
	const title = '2022年度岳北市水务局部门整体支出绩效评价报告';
	const cover = ['岳北市财政局（制）', '请按说明填写，不得改动格式，一式三份。'];
	for (const parts of [
		[...cover, STAFF, title, ...text],
		[title, ...text, '附件1', ...cover, STAFF],
		['部门整体支出绩效自评表', STAFF, ...text]
	]) {
		expect(filingOf(...parts).passages.map(({ heading }) => heading)).toEqual(['一、部门概况']);
	}
});

describe('passages', () => {
	test('headings of the first two orders, points of problems kept together', () => {
		const { passages } = told(
			'一、部门基本情况',
			'（一）机构设置情况',
			'设三个科。',
			'（二）主要职能',
			'负责水务。',
			'二、存在的主要问题',
			'（一）预算编制有待加强',
			'编得不细。',
			'（二）绩效意识有待提高',
			'三、下一步改进措施',
			'1、加强培训。',
			`填报人（签名）：某某       联系电话：${NOBODYS_NUMBER}`
		);
		expect(passages.map(({ kind, heading, text }) => [kind, heading, text])).toEqual([
			['overview', '（一）机构设置情况', '设三个科。'],
			['duties', '（二）主要职能', '负责水务。'],
			[
				'problems',
				'二、存在的主要问题',
				'（一）预算编制有待加强\n编得不细。\n（二）绩效意识有待提高'
			],
			['measures', '三、下一步改进措施', '1、加强培训。']
		]);
	});

	test('the form’s own texts, not its names and numbers', () => {
		const { passages } = filingOf([
			['联系人', '张三丰', '联络电话', '0730-1234567'],
			['人员编制', '22', '实有人数', '22'],
			['职能职责概述', '（1）负责水务。\n\n（2）负责  防汛。'],
			['存在的问题', '人手不足。'],
			['评价组组长（签字）：', '年 月 日']
		]);
		expect(passages.map(({ kind, heading, text }) => [kind, heading, text])).toEqual([
			['duties', '职能职责概述', '（1）负责水务。\n（2）负责 防汛。'],
			['problems', '存在的问题', '人手不足。']
		]);
	});
});

describe('contacts are kept apart', () => {
	const filing = filingOf(
		[
			['联系人', '张三丰', '联络电话', '0730-1234567'],
			['人员编制', '22', '实有人数', '22'],
			['四、评价人员'],
			['姓  名', '职务/职称', '单  位', '签  字'],
			['李四光', '科长', '市水务局', ''],
			['〔已隐去〕', '科员', '市水务局', ''],
			['', '', '', '']
		],
		`填报人（签名）：赵六       联系电话：${NOBODYS_NUMBER}`
	);
	test('who they are', () => {
		expect(filing.contacts.map(({ role, text }) => [role, text])).toEqual([
			['contact', '张三丰'],
			['phone', '0730-1234567'],
			['evaluator', '李四光 · 科长'],
			['preparer', '赵六'],
			['phone', NOBODYS_NUMBER]
		]);
	});
	test('nothing else names them', () => {
		const elsewhere = JSON.stringify({ ...filing, contacts: [] });
		expect(elsewhere).not.toMatch(/张三丰|李四光|赵六|1234567/);
		expect(elsewhere).not.toContain(NOBODYS_NUMBER);
	});
});

test('an amount printed to the 分 is exact', () => {
	const [figure] = told('基本支出3490100.05元。').narrative_figures;
	expect(figure).toMatchObject({ half_digit: 0, figure: { value: 349010005 } });
});

test('invisible characters are not kept in texts', () => {
	const filing = told('一、存在的主要问题', '存\u200b在不\ufeff足。');
	expect(filing.passages).toMatchObject([{ kind: 'problems', text: '存在不足。' }]);
});
