import { filedInWords } from '../filings/summary.ts';
import { mostOf, namesOf } from '../changes/sentence.ts';
import { baseName, differenceInWords, unitBeside } from '#lib/catalogue/change-words.ts';
import { formatShare, formatValue } from '#lib/catalogue/format.ts';
import { present } from '#lib/catalogue/values.ts';
import { shareBasis } from '../structure/basis.ts';
import { restInWords, SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { sameBasisWords } from '../totals.ts';
import { headlineUnit } from './headlines.ts';
import type { HeadlineMeasure, Overview } from '#lib/server/questions/figures/overview.ts';

/** Says how much, what changed, who made it and who has filed; the head figures beside it tell the rest. */
export function overviewLead(overview: Overview): string {
	return `${overview.year}年${[
		amountClause(overview, 'spending_total', '支出合计'),
		causeClause(overview),
		filedWords(overview)
	]
		.filter((clause) => clause !== null)
		.join('；')}。`;
}

/** The year in one sentence, where no figures stand beside it: how many filed, how much, on what, and how that changed. */
export function overviewSentence(overview: Overview): string {
	return `${overview.year}年${[
		filedWords(overview),
		amountClause(overview, 'spending_total', '支出合计'),
		causeClause(overview),
		sharesClause(overview),
		amountClause(overview, 'three_public_total', '三公经费'),
		carryClause(overview)
	]
		.filter((clause) => clause !== null)
		.join('；')}。`;
}

function filedWords({ filings }: Overview): string {
	if (filings.expected === null) return `实报${filings.filed}家（没有应报清单）`;
	const missing = filings.missing > 0 ? `，${filings.missing}家未报` : '';
	return `${filedInWords(filings)}${missing}`;
}

function amountClause(overview: Overview, measure: HeadlineMeasure, name: string): string | null {
	const headline = overview.headlines.find((one) => one.measure === measure);
	const total = headline?.total.value;
	if (!headline || !total || total.value === null) return null;
	const unit = headlineUnit(overview);
	const amount = formatValue(measure, total, 'headline', unit);
	const base = baseName(overview.year, overview.base);
	const against = sameBasisWords(measure, headline.change, base, unit);
	return against === null ? `${name}${amount}` : `${name}${amount}，${against}`;
}

/** Names who made most of the change of spending, among the departments of both years. */
function causeClause(overview: Overview): string | null {
	const { changes } = overview;
	if (!changes) return null;
	const compared = changes.items.filter(({ comparable }) => comparable);
	const net = changes.like.after - changes.like.before;
	const most = mostOf(compared, net);
	if (!most || compared.length === 1) return null;
	const { names, each } = namesOf(most, 'department', (part) => part.department?.name ?? part.key);
	const [{ contribution }] = most;
	const verb = net > 0 ? '增加' : '减少';
	// Where rises and falls cancel, one department changes by more than all together.
	const share = contribution / net;
	const part =
		share > 1 ? '' : `，${each}占净${verb}额的${formatShare(present(share), 'headline')}`;
	const unit = unitBeside(headlineUnit(overview), contribution);
	const amount = differenceInWords('spending_total', contribution, unit);
	return `${verb}最多的是${names}（${each}${amount}${part}）`;
}

function sharesClause({ observations }: Overview): string | null {
	const { rows, words } = shareBasis(observations);
	const shares = SPENDING_PARTS.map(({ share, word }) => {
		const { value } = aggregate(rows, share);
		return value.value === null ? null : `${word}占${formatValue(share, value, 'headline')}`;
	}).filter((text) => text !== null);
	const rest = restInWords(
		SPENDING_PARTS.flatMap(({ share }) => aggregate(rows, share).value.value ?? [])
	);
	const basis = words === '' ? '' : `（${words}）`;
	return shares.length === 0 ? null : `支出中${shares.join('、')}${rest}${basis}`;
}

function carryClause({ headlines }: Overview): string | null {
	const rate = headlines.find((one) => one.measure === 'carry_over_rate')?.total.value;
	if (!rate || rate.value === null) return null;
	return `结转结余率${formatValue('carry_over_rate', rate, 'headline')}`;
}
