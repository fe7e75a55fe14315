/** The result of a recheck in words, for the page and the command. */
import { timeInChina } from '#lib/catalogue/years.ts';
import { tellFiling } from '../import/difference-words.ts';
import type { FilingDifference } from '../ledger/filing/difference.ts';
import { addressOf } from '../request/printed.ts';
import type { Recheck } from './recheck.ts';

export function recheckSentence(recheck: Recheck): string {
	const { state, same, finer, changes, filings, page, now, filled_in } = recheck;
	const below = finer === 0 ? '' : `，其中 ${finer} 个只在印出的位数以下有别`;
	const rest =
		filled_in.length === 0 ? '' : `；所列${filled_in.length}份其后补充或重读过的报告不能还原，除外`;
	switch (state) {
		case 'holds':
			return page.data_version === now
				? `数据没有更新过，${same === 0 ? '所列各项' : `${same} 个数`}都成立。`
				: `仍然成立：${same === 0 ? '所列各项' : `${same} 个数`}按现在的数据重算，与当时一致${below}${rest}。`;
		case 'changed':
			return `已有变化：${changes.length} 处与当时不同${same === 0 ? '' : `，其余 ${same} 个数一致${below}`}；其间有 ${filings.length} 份报告变动${rest}。`;
		case 'no_book':
			return filings.length === 0
				? `仍然成立：这一页所依据的报告没有变动${rest}。`
				: `其间有 ${filings.length} 份报告变动，逐项列在下面；这一页没有可逐格比对的数据表，请按所列变动核对。`;
		case 'foreign':
			return '这个复核码与本数据库的记录对不上：它可能来自另一个数据库，或数据库后来从较早的备份恢复过。';
		case 'early':
			return '这个复核码的数据版本早于本数据库开始记录版本的时候，不能重算。';
	}
}

export function recheckLines({
	page,
	code,
	now,
	same_rules,
	filled_in
}: Recheck): [string, string][] {
	return [
		['复核码', code],
		['页面', addressOf(page)],
		[
			'数据版本',
			`第 ${page.data_version} 版，数据截至 ${timeInChina(page.changed_at)}（现为第 ${now} 版）`
		],
		[
			'规则版本',
			same_rules
				? `${page.rule_version}，与现在相同`
				: `${page.rule_version}；现在的规则已更新，“当时”一栏也按现在的规则重算`
		],
		...(filled_in.length === 0
			? []
			: [
					[
						'其后补充或重读过',
						`${filled_in.join('、')}：当时的数没有另存，“当时”一栏不能还原`
					] satisfies [string, string]
				])
	];
}

/** The filing in a line, and each of its figures that changed. */
export function filingLines(filing: FilingDifference): string[] {
	return [...tellFiling(filing)].map((line) => line.trim());
}
