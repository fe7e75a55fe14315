/** Checks what repeats itself from year to year where it should not. */
import type { PassageKind, ScoreItem } from '#lib/filing/filing.ts';
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import type { ReviewedYear, Subject } from './subject.ts';
import { giveUp, judge } from './verdict.ts';
import { absenceText, LACK_TEXT, pointsText, quoteFigure } from './wording.ts';

/** Parts that should speak of the year; duties stay the same lawfully. */
const YEARLY_PARTS: readonly { kind: PassageKind; name: string }[] = [
	{ kind: 'problems', name: '存在的问题' },
	{ kind: 'measures', name: '改进措施' }
];

export function checkRepeatedText({ filing, previous, lack, settings }: Subject): Judgement {
	const rule = 'repeated_text';
	if (!previous) return giveUp(rule, LACK_TEXT[lack]);
	const parts = YEARLY_PARTS.map((part) => ({
		...part,
		now: plainText(filing, part.kind),
		before: plainText(previous, part.kind)
	}));
	const comparable = parts.filter(
		({ now, before }) => Math.min(now.length, before.length) >= settings.repeated_text_length
	);
	if (comparable.length === 0) return giveUp(rule, '两年报告中没有可以比对的问题或措施部分');
	const repeated = comparable.filter(({ now, before }) => now === before);
	if (repeated.length === 0) {
		return judge(rule, 'pass', `${comparable.map(({ name }) => name).join('、')}与上年不同。`);
	}
	const names = repeated.map(({ name }) => `“${name}”`).join('、');
	const places = repeated.flatMap(({ kind }) => [
		...quotePassages(filing, kind),
		...quotePassages(previous, kind)
	]);
	return judge(rule, 'warn', `${names}部分与${previous.fiscal_year}年逐字相同。`, places);
}

/** The text of all passages of a kind; years are left out, because they are the first thing that is updated. */
function plainText({ passages }: Pick<ReviewedYear, 'passages'>, kind: PassageKind): string {
	if (passages.length === 0) return '';
	const text = passages.filter((passage) => passage.kind === kind).map((passage) => passage.text);
	return removeBlanks(text.join('')).replace(/\d{4}年度?/g, '');
}

function quotePassages({ passages, fiscal_year }: ReviewedYear, kind: PassageKind): QuotedPlace[] {
	return passages
		.filter((passage) => passage.kind === kind)
		.map(({ heading, text, place }) => ({ label: heading, printed: text, fiscal_year, place }));
}

export function checkSameScore({ filing, earlier, settings }: Subject): Judgement {
	const rule = 'score_always_same';
	const { form, sheet } = filing.score;
	const total = totalScore(filing);
	const places = [quoteFigure('自评得分', total ?? form, filing.fiscal_year)];
	if (!total)
		return giveUp(rule, absenceText('自评得分', form.missing === null ? sheet : form), places);
	const run = runOfYears(filing, earlier);
	const itemized = run.every((year) => year.score.items.length > 0);
	const needed = itemized ? settings.same_score_years : settings.same_total_years;
	if (run.length < needed)
		return giveUp(rule, `连续报送${run.length}年，满${needed}年才能判断`, places);
	const window = run.slice(0, needed);
	const same = window.every((year) => isSameScore(year, filing, itemized));
	const years = `${window.at(-1)?.fiscal_year ?? ''}至${filing.fiscal_year}年`;
	const quoted = window.map((year) => {
		return quoteFigure('自评得分', totalScore(year) ?? year.score.form, year.fiscal_year);
	});
	const message = same
		? `${years}自评得分均为${pointsText(total.value ?? 0)}${itemized ? '，各项得分也完全相同' : ''}。`
		: `${years}自评得分不完全相同。`;
	return judge(rule, same ? 'warn' : 'pass', message, quoted);
}

function totalScore({ score }: Pick<ReviewedYear, 'score'>) {
	return [score.form, score.sheet].find((figure) => figure.value !== null) ?? null;
}

/** The filing and the years before it without a gap, newest first. */
function runOfYears(filing: ReviewedYear, earlier: readonly ReviewedYear[]): ReviewedYear[] {
	const run = [filing];
	for (const year of earlier) {
		if (year.fiscal_year === filing.fiscal_year - run.length) run.push(year);
	}
	return run;
}

function isSameScore(year: ReviewedYear, filing: ReviewedYear, itemized: boolean): boolean {
	if (totalScore(year)?.value !== totalScore(filing)?.value) return false;
	return !itemized || scoresText(year.score.items) === scoresText(filing.score.items);
}

function scoresText(items: readonly ScoreItem[]): string {
	return items.map((item) => `${item.path.join('/')}=${item.score.value ?? ''}`).join('\n');
}
