import { error } from '@sveltejs/kit';
import { QUESTIONS } from '../questions/asked.ts';
import { measureSource } from '../questions/measure-source.ts';
import { describeProblem, readParameters } from '../questions/parameters.ts';
import { sourceOf } from '../questions/source.ts';
import { ledger } from '../web/reader.ts';

/** A filed document with the place that the address asks for. */
export async function sourcePage(url: URL, params: { filing?: string }) {
	const filing = /^\d{1,9}$/.test(params.filing ?? '') ? Number(params.filing) : null;
	if (filing === null) error(404, '没有这份报告：报告编号应为数字。');
	const { values, problems } = readParameters(url.searchParams, QUESTIONS.source());
	const db = ledger();
	const asked = values.measure ? await measureSource(db, filing, values.measure) : null;
	const place = values.at ?? asked?.place ?? null;
	const source = await sourceOf(db, filing, place, values.file);
	if (!source) error(404, `没有编号为${filing}的报告，它可能已被撤回。`);
	return { source, measure: asked, notices: problems.map(describeProblem) };
}
