import { describe, expect, test } from 'vitest';
import { recogniseBlocks, type Block } from './tables.ts';

const FIGURES = [
	['机构名称', '收入合计', '上年结转'],
	['局机关', '10', '1']
];

function read(blocks: Block[], fileName = 'a.docx', folders: string[] = []) {
	const { filings, issues } = recogniseBlocks([...blocks, FIGURES], fileName, folders);
	return { filing: filings[0], issues: issues.map((issue) => issue.message) };
}

describe('fiscal year', () => {
	test.each<[string, Block[], string, string[], number]>([
		['blanks inside', ['岳北市20 22 年度部门整体支出', '绩效评价自评报告'], 'a.docx', [], 2022],
		['full-width digits', ['岳北市２０２２年度部门整体支出绩效评价自评报告'], 'a.docx', [], 2022],
		['Chinese numerals', ['岳北市二〇二二年度部门整体支出绩效评价自评报告'], 'a.docx', [], 2022],
		[
			'underlined blanks',
			['岳北市 20_22_ 年度部门整体支出', '绩效评价自评报告'],
			'a.docx',
			[],
			2022
		],
		['without 度', ['2022年部门整体支出绩效自评报告'], 'a.docx', [], 2022],
		['without 年', ['某中心2022部门整体支出绩效自评报告'], 'a.docx', [], 2022],
		[
			'in the title of the text',
			['部门整体支出绩效自评报告', '某局2022年度', '部门整体支出绩效评价报告'],
			'a.docx',
			[],
			2022
		],
		[
			'a filing date is none',
			['2022年度部门整体支出绩效自评报告', '报告日期：2023年3月5日', '2023年3月'],
			'a.docx',
			[],
			2022
		],
		[
			'in a table’s caption',
			['部门整体支出绩效自评报告', [['2022年度收入情况（万元）'], ['人员编制', '3']]],
			'a.docx',
			[],
			2022
		],
		['in the file name', ['部门整体支出绩效自评报告'], '某局2022年度自评报告.docx', [], 2022],
		[
			'in a head',
			[
				'部门整体支出绩效基础数据表',
				[
					['经费', '2021年决算数', '2022年预算数', '2022年决算数'],
					['三公经费', '1', '2', '3']
				]
			],
			'a.docx',
			[],
			2022
		],
		[
			'in a sentence',
			['部门整体支出绩效自评报告', '2022年度，我局基本支出10万元，运转正常。'],
			'a.docx',
			[],
			2022
		],
		['in the folder at last', ['部门整体支出绩效自评报告'], 'a.docx', ['报送', '2022年度'], 2022]
	])('%s', (_, blocks, fileName, folders, year) => {
		const { filing, issues } = read(blocks, fileName, folders);
		expect(filing?.fiscal_year).toBe(year);
		expect(issues).toEqual([]);
	});

	test.each<[string, Block[], string, string[], number | undefined, string]>([
		[
			'nowhere',
			['部门整体支出绩效自评报告', '报告日期：2023年3月5日'],
			'report-20230305.docx',
			[],
			undefined,
			'没有找到预算年度：封面、报告标题、表格标题和文件名里都没有“2021年度”这样的写法；请在封面或标题中写明年度后重新报送。'
		],
		[
			'the cover against two others',
			['岳北市2021年度部门整体支出', '绩效自评报告', '某局2022年度', '部门整体支出绩效评价报告'],
			'某局2022年度.docx',
			[],
			2022,
			'年度不一致：标题“某局2022年度”为2022年度，标题“岳北市2021年度部门整体支出”为2021年度；已按2022年度处理，请核实后统一。'
		],
		[
			'the cover against one other',
			['岳北市2021年度部门整体支出', '绩效自评报告'],
			'某局2022年度.docx',
			[],
			2021,
			'年度不一致：标题“岳北市2021年度部门整体支出”为2021年度，文件名“某局2022年度.docx”为2022年度；已按2021年度处理，请核实后统一。'
		],
		[
			'last year’s report in this year’s folder',
			['岳北市2021年度部门整体支出', '绩效自评报告'],
			'a.docx',
			['2022年度'],
			2021,
			'文件夹“2022年度”是2022年度，报告写的是2021年度；以报告的2021年度为准，请核实文件是否放错。'
		]
	])('%s', (_, blocks, fileName, folders, year, sentence) => {
		const { filing, issues } = read(blocks, fileName, folders);
		expect(filing?.fiscal_year).toBe(year);
		expect(issues).toEqual([sentence]);
	});

	test('without a year nothing is stored', () => {
		const { filings, issues } = recogniseBlocks([FIGURES]);
		expect(filings).toEqual([]);
		expect(issues).toMatchObject([{ code: 'fiscal_year_missing', severity: 'error' }]);
	});
});

describe('whose report it is', () => {
	const TITLE = '2022年度部门整体支出绩效自评报告';
	test.each<[string, Block[], string, string[]]>([
		[
			'cover fields',
			['部门（单位）名称：  岳北市水务局  ', '预 算 编 码：　306001', TITLE],
			'a.docx',
			['budget_code 306001', 'cover 岳北市水务局']
		],
		[
			'cover fields in a table',
			[
				TITLE,
				[
					['部门（单位）名称', '岳北市水务局'],
					['预算编码', '306001']
				]
			],
			'a.docx',
			['budget_code 306001', 'cover 岳北市水务局']
		],
		[
			'the title of a result',
			['2022年度岳北市水务局整体绩效自评结果', [['自评得分', '95']]],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		['blank cover fields', ['部门（单位）名称：________', '预算编码：', TITLE], 'a.docx', []],
		['withheld', ['部门（单位）名称：〔已隐去〕', TITLE], 'a.docx', []],
		[
			'two fields in one line',
			['单位名称（盖章）：岳北市水务局      填报日期：2023年3月1日', TITLE],
			'a.docx',
			['cover 岳北市水务局']
		],
		[
			'the number of the table behind the name',
			['编制单位：岳北市水务局      公开13表', TITLE],
			'a.docx',
			['cover 岳北市水务局']
		],
		[
			'a numbered heading below the title is none',
			['岳北市水务局2022年度部门整体支出绩效自评报告', '一、局机关'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		['a unit of money is no name', ['单位：万元', TITLE], 'a.docx', []],
		['nor are units', ['单位：人、万元', '单位：人民币元', TITLE], 'a.docx', []],
		[
			'name before the year',
			['岳北市水务局2022年度', '部门整体支出绩效评价报告'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		[
			'name behind the year',
			['2022年度岳北市水务局部门整体支出绩效评价报告'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		[
			'a seal behind the name',
			['部门（单位）名称：岳北市水务局（盖章）', TITLE],
			'a.docx',
			['cover 岳北市水务局']
		],
		[
			'a line of its own above the title',
			['附件3', '岳北市水务局', '2022年度部门整体支出绩效评价报告'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		[
			'a school and a digit in the name',
			['岳北市第3小学二中', '2022年度部门整体支出绩效评价报告'],
			'a.docx',
			['narrative_title 岳北市第3小学二中']
		],
		[
			'below the title, where the finance bureau is the printer',
			[TITLE, '岳北市水务局', '附件', TITLE, '岳北市财政局'],
			'a.docx',
			['cover 岳北市水务局']
		],
		[
			'above a title of two lines',
			['岳北市水务局', '二〇二二年度部门整体支出', '绩效自评报告'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		[
			'above a title without year or name',
			['2022年度', '岳北市水务局', '部门整体支出绩效自评报告'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		[
			'below its place, before the year',
			['岳北市', '农业技术推广中心2022年度', '部门整体支出绩效自评报告'],
			'a.docx',
			['narrative_title 岳北市农业技术推广中心']
		],
		[
			'below its place, above the title',
			['岳北市', '农业技术推广中心', '2022年度部门整体支出绩效自评报告'],
			'a.docx',
			['narrative_title 岳北市农业技术推广中心']
		],
		[
			'below its city and its district, which it names again',
			['岳北市城东区', '城东区审计局2022年度', '部门整体支出绩效自评报告'],
			'a.docx',
			['narrative_title 岳北市城东区审计局']
		],
		[
			'before the next field of the line',
			['部门（单位）名称：岳北市水务局    预算编码：101', TITLE],
			'a.docx',
			['budget_code 101', 'cover 岳北市水务局']
		],
		[
			'brackets below the title',
			['岳北市2022年度部门（单位）整体支出', '绩效评价自评报告', '（岳北市水务局）'],
			'a.docx',
			['cover 岳北市水务局']
		],
		[
			'what stands above a title is not always a name',
			['岳北市', TITLE, '附件3', TITLE, '一、工作情况', TITLE, '（试行）'],
			'a.docx',
			[]
		],
		['关于 is no name', ['关于2022年度部门整体支出绩效自评情况的报告'], 'a.docx', []],
		[
			'name before 关于',
			['岳北市水务局关于2022年度部门整体支出绩效自评情况的报告'],
			'a.docx',
			['narrative_title 岳北市水务局']
		],
		['a place is no department', ['岳北市2022年度部门整体支出', '绩效评价自评报告'], 'a.docx', []],
		[
			'file name',
			[TITLE],
			'附件1-岳北市水务局2022年度部门整体支出绩效自评报告（盖章扫描件）.docx',
			['file_name 岳北市水务局']
		],
		['a file name without a name', [TITLE], '2022年度部门整体支出绩效自评报告.docx', []]
	])('%s', (_, blocks, fileName, claims) => {
		const { filing } = read(blocks, fileName);
		expect(filing?.claims.map(({ source, text }) => `${source} ${text}`)).toEqual(claims);
	});

	test.each<[string, (name: string) => Block[], string]>([
		['in a field', (name) => [`部门（单位）名称：${name}`, TITLE], 'cover'],
		['in a title', (name) => [`${name}2022年度`, '部门整体支出绩效评价报告'], 'narrative_title']
	])('a name of 300 characters %s', (_, blocks, source) => {
		const name = `${'某'.repeat(299)}局`;
		expect(read(blocks(name)).filing?.claims).toMatchObject([{ source, text: name }]);
	});

	test.each([
		['岳北市财政局（制）', '岳北市'],
		['岳北市20 22 年度部门整体支出', '岳北市'],
		['湖南省东江县财政局制', '湖南省东江县'],
		['某局2022年度', null]
	])('%s is of %s', (line, name) => {
		const { filing } = read([line, '2022年度部门整体支出绩效自评报告']);
		expect(filing?.jurisdiction?.name ?? null).toBe(name);
	});
});

describe('kinds', () => {
	test.each<[string, Block[], string, string[]]>([
		[
			'a project’s form',
			['岳北市2022年度财政支出项目', '绩效评价自评报告', FIGURES],
			'project_form',
			[
				'这是“财政支出项目绩效评价自评报告”，不是部门整体支出绩效自评报告，已跳过；如需导入整体支出情况，请报送部门整体支出绩效自评报告。'
			]
		],
		[
			'final accounts',
			['2022年度', '岳北市水务局部门决算', '第一部分 部门概况', FIGURES],
			'final_accounts',
			[
				'这是部门决算文件，不是部门整体支出绩效自评报告，已跳过；如需导入整体支出情况，请报送部门整体支出绩效自评报告。'
			]
		],
		[
			'anything else',
			['会议纪要', '今天开会。'],
			'unknown',
			[
				'无法认出这是哪种报表：查找了“部门整体支出绩效”标题、“收入合计”“支出合计”等表头、“一级指标”“自评得分”评分表头、部门名册的“部门编码”“部门名称”表头，都没有找到；请确认文件是部门整体支出绩效自评报告、数据表或部门名册。'
			]
		],
		[
			'the text without its tables',
			['2022年度岳北市水务局部门整体支出绩效评价报告', '一、部门概况', '年初预算基本支出5万元。'],
			'self_evaluation',
			[
				'正文中没有可以存入的数：第3段的“5万元”，正文写的是预算数，没有认出是部门本年度哪一项的年初预算数或全年预算数，未存入。请报送含全年数的部门整体支出绩效自评报告。'
			]
		],
		[
			'the text without any number',
			['2022年度岳北市水务局部门整体支出绩效评价报告', '一、部门概况', '局机关内设五个科室。'],
			'self_evaluation',
			[
				'标题是部门整体支出绩效自评报告，但没有找到人员、收支、三公经费、资产和评分中的任何一张表，正文里也没有写明本年支出的数；请报送含表格的完整报告。'
			]
		],
		[
			'the form that speaks of projects and accounts',
			['2022年度部门整体支出绩效自评报告', '部门决算公开情况', '项目支出绩效自评报告', FIGURES],
			'self_evaluation',
			[]
		],
		['the form without a title', ['2022年度收入情况表', FIGURES], 'self_evaluation', []]
	])('%s', (_, blocks, kind, sentences) => {
		const recognition = recogniseBlocks(blocks);
		expect(recognition.kind).toBe(kind);
		expect(recognition.issues.map((issue) => issue.message)).toEqual(sentences);
	});

	test('the reader’s own issues are passed on', () => {
		const issue = {
			code: 'hidden',
			severity: 'warning' as const,
			message: '有隐藏文字。',
			place: null
		};
		expect(recogniseBlocks(['会议纪要']).issues).toHaveLength(1);
		expect(recogniseBlocks(['会议纪要'], 'a', [], [issue]).issues).toContainEqual(issue);
	});
});
