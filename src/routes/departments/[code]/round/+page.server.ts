import type { RequestEvent } from '@sveltejs/kit';
import type { FilingDecision } from '#lib/catalogue/filing-states.ts';
import type { InquiryEntry } from '#lib/catalogue/follow-up.ts';
import { roundPage } from '#lib/server/pages/round.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { decideFiling } from '#lib/server/round/decisions.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import type { ReportKey } from '#lib/server/round/report.ts';
import { formAction } from '#lib/server/web/form-action.ts';
import { numberOf } from '#lib/server/web/forms.ts';
import { readPage } from '#lib/server/request/page-request.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, params, locals }) =>
	roundPage(url, params.code, locals.reader);

/** The report is that of the address, by which `access.ts` decides who may send a form. */
export const actions: Actions = {
	return: decision(
		'returned',
		'已退回。部门有账户的，在它的待办里能看到理由；没有账户的，请把退回单发给它。'
	),
	confirm: decision('confirmed', '已确认。'),
	reopen_filing: decision('reopened', '已撤销，可以重新决定。'),
	ask: entry('ask', '已发出询问。'),
	answer: entry('answer', '已提交说明。'),
	accept: entry('accept', '已认可。'),
	reopen: entry('reopen', '已重新列为待处理。')
};

function decision(what: FilingDecision, done: string) {
	return formAction(async (db, { field, actor, event }) => {
		const given = { reason: field('reason'), due_on: field('due_on') };
		const filing_id = numberOf(field('filing_id'));
		const seen = numberOf(field('decisions'));
		const report = await reportIn(event);
		await decideFiling(db, { ...report, ...given, decision: what, filing_id, seen }, actor);
		return { done };
	});
}

function entry(what: InquiryEntry, done: string) {
	return formAction(async (db, { field, actor, event }) => {
		const topic_kind = field('topic_kind') === 'measure' ? 'measure' : 'rule';
		const topic = { topic_kind, topic: field('topic') } as const;
		const report = await reportIn(event);
		const given = { entry: what, text: field('text') };
		const shown = { filing_id: numberOf(field('filing_id')), seen: numberOf(field('entries')) };
		await writeEntry(db, { ...report, ...topic, ...given, ...shown }, actor);
		return { done };
	});
}

/** @throws RefusedError where the address names no jurisdiction and year of its own */
async function reportIn({ url, params }: RequestEvent): Promise<ReportKey> {
	const { area, year } = await readPage('department', url);
	const asked = [url.searchParams.get('area'), url.searchParams.get('year')];
	if (asked[0] !== area.code || asked[1] !== String(year))
		throw new RefusedError('网址里的地区或年度不对，没有办理；请从“报送”页重新打开。');
	return { area: area.code, department: params.code ?? '', fiscal_year: year };
}
