/** This module writes the README of the demo data, which lists everything that was planted in it. */
import { measureOf } from '#lib/catalogue/measures.ts';
import { FINDING_STATE_NAMES, ruleOf } from '#lib/catalogue/rules.ts';
import { AREA, DEPARTMENTS, FIRST_YEAR, LAST_YEAR } from './city/departments.ts';
import type { DemoFiling } from './filing/filings.ts';
import { MISSING } from './filing/filings.ts';
import { ODDITIES } from './oddities/all-oddities.ts';
import type { ExpectedFinding, Oddity } from './oddities/oddity.ts';

export function readme(filings: readonly DemoFiling[]): string {
	const reports = filings.filter((filing) => filing.as_report);
	const existing = DEPARTMENTS.filter((department) => !department.until);
	const filing = existing.filter(({ code }) =>
		filings.some((each) => each.department.code === code)
	);
	return [
		`# 演示数据：${AREA.name}（${AREA.code}）`,
		'',
		'由 `npm run demo` 生成，种子固定，每次逐字节相同；请勿手改。城市、部门和数字均为虚构。',
		'',
		`- 现有${existing.length}个部门（其中${existing.length - filing.length}个从未报送），${FIRST_YEAR}—${LAST_YEAR}年度，共${filings.length}份报送：`,
		`  \`figures.csv\`、\`scores.csv\`含${filings.length - reports.length}份，\`reports/\`含Word报告${reports.length}份。`,
		'- 多数部门以万元报送，少数以元报送；各项勾稽关系和跨年结转均成立，下表所列除外。',
		'- `scores.csv`只在可以复算的指标旁附评分标准。',
		'- 名册和应交清单在上一级目录：`departments.csv`、`expected_filings.csv`、`jurisdictions.csv`。',
		'',
		'## 机构变动',
		'',
		...successions(),
		'',
		'## 未报送',
		'',
		...Object.entries(MISSING).map(
			([code, years]) => `- ${code} ${nameOf(code)}：${years.join('、')}年度`
		),
		'',
		'## Word报告',
		'',
		...reports.map(
			(filing) =>
				`- \`reports/${reportName(filing)}\`：${filing.department.name}，${filing.year}年度`
		),
		'',
		'## 埋设的异常',
		'',
		'规则以“规则名（标识，年度，结论）”列出，指标以“指标名（标识）”列出。其余报送不应有“不符”或“提示”。',
		'',
		'| 编码 | 部门 | 年度 | 内容 | 应由哪些规则或指标发现 |',
		'| --- | --- | --- | --- | --- |',
		...[...ODDITIES].sort(byDepartment).map(oddityRow),
		''
	].join('\n');
}

/** Returns the file name of a report within `reports/`. */
export function reportName({ department, year }: DemoFiling): string {
	return `${department.code}-${year}.docx`;
}

function successions(): string[] {
	return DEPARTMENTS.filter((department) => department.successor).map((department) => {
		const { code, name, successor = '', until = LAST_YEAR } = department;
		return `- ${until + 1}年起，${code} ${name}由${successor} ${nameOf(successor)}承接`;
	});
}

function oddityRow({ code, year, what, findings, measures }: Oddity): string {
	const shown = [
		...findings.map(findingText),
		...(measures ?? []).map((id) => `${measureOf(id).name}（${id}）`)
	];
	return `| ${code} | ${nameOf(code)} | ${year} | ${what} | ${shown.join('；')} |`;
}

function findingText({ year, rule, state }: ExpectedFinding): string {
	const verdict = state === 'pass' ? '通过，注明尾差' : FINDING_STATE_NAMES[state];
	return `${ruleOf(rule).name}（${rule}，${year}，${verdict}）`;
}

function byDepartment(a: Oddity, b: Oddity): number {
	return a.code.localeCompare(b.code, 'en') || a.year - b.year;
}

function nameOf(code: string): string {
	return DEPARTMENTS.find((department) => department.code === code)?.name ?? code;
}
