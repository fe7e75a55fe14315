import { error } from '@sveltejs/kit';
import { isMeasureId } from '#lib/catalogue/measures.ts';
import { readPlace } from '#lib/links.ts';
import { ledger } from '#lib/server/web/reader.ts';
import {
	describeProblem,
	readParameters,
	type Parameter
} from '#lib/server/questions/parameters.ts';
import { sourceOf } from '#lib/server/questions/source.ts';
import { measureSource } from '#lib/server/questions/measure-source.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { PageServerLoad } from './$types';

const at: Parameter<Place | null> = {
	fallback: null,
	read: (text) => {
		const value = readPlace(text);
		return value
			? { value }
			: { allowed: '形如 cell-1-11-4、text-12-3-9、field-10-5、sheet-C5-数据 的位置' };
	}
};
const measure: Parameter<MeasureId | null> = {
	fallback: null,
	read: (text) => (isMeasureId(text) ? { value: text } : { allowed: '口径页所列的项目编号' })
};

export const load: PageServerLoad = async ({ url, params }) => {
	const filing = /^\d{1,9}$/.test(params.filing) ? Number(params.filing) : null;
	if (filing === null) error(404, '没有这份报告：报告编号应为数字。');
	const { values, problems } = readParameters(url.searchParams, {
		at,
		measure
	});
	const db = ledger();
	const asked = values.measure ? await measureSource(db, filing, values.measure) : null;
	const place = values.at ?? asked?.place ?? null;
	const source = await sourceOf(db, filing, place);
	if (!source) error(404, `没有编号为${filing}的报告，它可能已被撤回。`);
	return { source, measure: asked, notices: problems.map(describeProblem) };
};
