import { error } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { correctionHref, correctionSentence } from '#lib/answers/corrections.ts';
import type { Place } from '#lib/documents/place.ts';
import { writePlace } from '#lib/links.ts';
import { correctedFigures } from '../ledger/filing/corrections.ts';
import { loadFiling } from '../ledger/filing/read.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { listCorrections, type CorrectionRow } from '../questions/reports/corrections.ts';
import { QUESTIONS } from '../questions/asked.ts';
import { measureSource, type MeasureSource } from '../questions/sources/measure.ts';
import { describeProblem, readParameters } from '../questions/parameters.ts';
import { sourceOf, type Source } from '../questions/sources/source.ts';
import type { PageContext } from '../web/page-load.ts';
import { ledger } from '../request/ledger.ts';

/** A filed document with the place that the address asks for. */
export async function sourcePage(url: URL, { params, sight }: PageContext) {
	const filing = /^\d{1,9}$/.test(params.filing ?? '') ? Number(params.filing) : null;
	if (filing === null) error(404, '没有这份报告：报告编号应为数字。');
	const { values, problems } = readParameters(url.searchParams, QUESTIONS.source());
	const db = ledger();
	const asked = values.measure ? await measureSource(db, filing, values.measure) : null;
	const place = values.at ?? asked?.place ?? null;
	const source = await sourceOf(db, filing, place, {
		number: values.file,
		isApart: sight === 'own'
	});
	if (!source) error(404, `没有编号为${filing}的报告，它可能已被撤回。`);
	const corrections = await correctionsAt(db, source, place);
	return {
		source,
		measure: asked,
		corrections: corrections.map(correctionSentence),
		correct: correctableAt(asked),
		notices: problems.map(describeProblem)
	};
}

/** The corrections that the filing bears at the place, or at any place where none is asked for. */
async function correctionsAt(
	db: Kysely<Database>,
	{ filing, department }: Source,
	place: Place | null
): Promise<CorrectionRow[]> {
	const own = (await listCorrections(db, department.jurisdiction_code)).filter(
		(row) => row.department.code === department.code && row.fiscal_year === filing.fiscal_year
	);
	const stored = own.length > 0 ? await loadFiling(db, filing.id) : null;
	if (!stored) return [];
	const borne = correctedFigures(stored).filter(
		({ figure, correction }) => place === null || isAt(figure.place, correction, place)
	);
	const ids = new Set(borne.map(({ correction }) => correction));
	return own.filter(({ id }) => ids.has(id));
}

/** Figures without a place in the document are told apart by their corrections. */
function isAt(own: Place | null, correction: number, asked: Place): boolean {
	if (asked.kind === 'unplaced') return asked.correction === correction;
	return own !== null && writePlace(own) === writePlace(asked);
}

/** Where the figure asked for is corrected; null for a derived one, whose parts are. */
function correctableAt(asked: MeasureSource | null): string | null {
	const [part, ...others] = asked?.parts ?? [];
	if (!part || others.length > 0 || part.measure !== asked?.measure || !part.filing_id) return null;
	return correctionHref(part.filing_id, part.measure);
}
