/** The upgrade of a ledger of release 0.1.0 in words. */
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type { FormerFigure } from './former-figures.ts';
import type { FormerUpgrade } from './former-ledger.ts';

/** Lines for a person. */
export function* tellUpgrade({
	copy,
	files,
	refused,
	equal,
	differing,
	lost_notes,
	lost_choices
}: FormerUpgrade): Generator<string> {
	yield `已把 0.1.0 版的账本升级：按现在的读法重读了其中存的${files}个原始文件。原账本的副本是 ${copy}。`;
	for (const { path, issues } of refused)
		yield `未读入  ${path}：${issues.map(({ message }) => message).join('')}原件在副本里。`;
	for (const { department, fiscal_year, rule, note } of lost_notes)
		yield `未带入  ${department} ${fiscal_year}年度 规则 ${rule} 的办理记录${note && `“${note}”`}：现在没有这份报告。`;
	for (const { department, fiscal_year } of lost_choices)
		yield `未带入  ${department} ${fiscal_year}年度 曾恢复的旧版本：现在按最后报送的显示，请核对。`;
	const rest = differing.length > 0 ? '（现在读得更全，规则也有改动），请逐项核对' : '';
	yield `年度数据与升级前相同${equal}项，不同${differing.length}项${rest}。`;
	for (const figure of differing) yield `      ${tellFigure(figure)}`;
}

function tellFigure({ department, fiscal_year, measure, before, now }: FormerFigure): string {
	const { name, quantity } = measureOf(measure);
	const say = (value: number | null) =>
		value === null ? '无' : formatValue({ quantity }, present(value), 'exact');
	return `${department} ${fiscal_year}年度 ${name}：${say(before)} → ${say(now)}`;
}
