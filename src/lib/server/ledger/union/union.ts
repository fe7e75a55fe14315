/**
 * A filing is the union of its files. What a file states is added, or takes the place of what a file of the same or a
 * lower rank states otherwise; nothing goes because a file does not mention it. Ranks: see `precedence.ts`.
 */
import type { Figure, FiledSource, Filing, RecognisedFiling } from '#lib/filing/filing.ts';
import { noChanges, type PartChanges } from './changes.ts';
import { correctedFiles, remaining, uniteFigures, type Precedence } from './figures.ts';
import { fileOf, inFile, isIn, mapPlaces, rankOf, renumberSources } from './precedence.ts';
import { uniteGrades, uniteSheets } from './score.ts';
import { uniteLists } from './texts.ts';
import { uniteUnits } from './units.ts';

export interface Union {
	filing: Filing;
	changes: PartChanges;
	/** The file states something that was not stored: a part, a reason, or a contradiction. */
	isChanged: boolean;
}

/** Makes of what one file states a filing of its own. */
export function alone(arriving: RecognisedFiling, source: FiledSource): Filing {
	return { ...arriving, sources: [source], contradictions: [] };
}

/** The stored filing with what a further file states. */
export function unite(stored: Filing, arriving: RecognisedFiling, source: FiledSource): Union {
	const sources = [...stored.sources, source];
	const number = sources.length;
	const news = mapPlaces(alone(arriving, source), (place) => inFile(place, number));
	const rank = ({ place }: Figure) =>
		rankOf(sources[fileOf(place) - 1]?.template ?? source.template, place);
	const compare = (known: Figure, arrived: Figure) => rank(arrived) - rank(known);
	const gone = correctedFiles(stored, news, compare);
	const isGone = (file: number) => gone.includes(file);
	const precedence: Precedence = {
		compare,
		isBefore: ({ place }) =>
			isGone(fileOf(place)) || source.sha256 < (sources[fileOf(place) - 1]?.sha256 ?? '')
	};
	const changes = noChanges();

	const { contradictions, isExplained, form, sheet, ...figures } = uniteFigures(
		stored,
		news,
		precedence,
		changes
	);
	const [item] = stored.score.items;
	const isBelow = item !== undefined && rankOf(source.template, null) < rank(item.score);
	const isSuperseded = (entry: unknown) => gone.some((file) => isIn(entry, file));
	const relation = { isBelow, isSuperseded };
	const grade = uniteGrades(stored.score.grade, news.score.grade, relation, changes);
	const items = uniteSheets(stored.score, news.score, relation, changes);
	const united = { ...stored, ...figures, score: { ...items, form, sheet, grade } };

	const open = remaining(united, [...stored.contradictions, ...contradictions], isGone);
	const units = uniteUnits(stored.units, news.units, isSuperseded, changes);
	const isNews = open.length > stored.contradictions.length;
	const filing = {
		...united,
		...uniteLists(stored, news, isSuperseded, changes),
		units: units.map((unit) =>
			unit.role === 'total' ? { ...unit, figures: figures.figures } : unit
		),
		contacts: [...stored.contacts.filter((contact) => !isSuperseded(contact)), ...news.contacts],
		jurisdiction: stored.jurisdiction ?? news.jurisdiction,
		sources,
		contradictions: open
	};
	const isChanged =
		changes.added.length > 0 || changes.replaced.length > 0 || isExplained || isNews;
	return { filing: renumberSources(filing, stored, news), changes, isChanged };
}
