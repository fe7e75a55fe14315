/** 复核: what a code on paper stands for, and whether it still holds. */
import { departmentHref } from '#lib/links.ts';
import { addressOf, printedPage } from '../request/printed.ts';
import { recheck } from '../recheck/recheck.ts';
import { changeTexts } from '../recheck/cell-texts.ts';
import type { PageContext } from '../web/page-load.ts';
import { filingLines, recheckLines, recheckSentence } from '../recheck/words.ts';

/** More rows than a reader goes through; the command lists all. */
const MOST_SHOWN = 300;

export async function recheckPage(url: URL, { sight }: Pick<PageContext, 'sight'>) {
	const typed = url.searchParams.get('code') ?? '';
	const page = printedPage(url.searchParams);
	if (page === null) return { typed, problem: typed === '' ? null : UNREADABLE, result: null };
	const found = await recheck(page, sight);
	const { changes, filings, state } = found;
	const hasPage = state === 'holds' || state === 'changed' || state === 'no_book';
	const address = addressOf(page);
	return {
		typed,
		problem: null,
		result: {
			state,
			sentence: recheckSentence(found),
			lines: recheckLines(found),
			links: hasPage ? linksTo(address, found.page.data_version, found.now) : [],
			changed: changes.length,
			changes: changes.slice(0, MOST_SHOWN).map((change) => {
				const { sheet, row, column } = change;
				const [before, after] = changeTexts(change);
				return { sheet, row, column, before, after };
			}),
			filings: filings.slice(0, MOST_SHOWN).map((filing) => ({
				name: filing.department.name,
				href: departmentHref(filing.department.code, {
					area: page.area,
					year: filing.fiscal_year
				}),
				lines: filingLines(filing)
			})),
			changed_filings: filings.length
		}
	};
}

const UNREADABLE =
	'这不是完整的复核码：请照纸面重新输入，横线和大小写不论；字母 O 与数字 0、字母 I、L 与数字 1 视为相同。';

function linksTo(address: string, then: number, now: number) {
	const former = `${address}${address.includes('?') ? '&' : '?'}as_of=${then}`;
	const links = [{ text: '打开现在的这一页', href: address }];
	return then === now
		? links
		: [{ text: `打开数据版本 ${then} 时的这一页`, href: former }, ...links];
}
