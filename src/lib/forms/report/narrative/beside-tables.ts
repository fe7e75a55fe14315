/** Figures that the text of a report with tables states, and none of its tables. */
import { measureOf, type FigureId, type ReportedId } from '#lib/catalogue/measures.ts';
import type { Figure, Figures, NarrativeFigure } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { isRow, type Line } from '../lines.ts';
import type { TextOwner } from './reading.ts';
import { figuresOfText } from './narrative-figures.ts';

interface TextBesideTables {
	/** Those that neither the tables nor their template have a place for. */
	figures: Figures;
	/** The others that no table states, and those of a text that contradicts the tables, which may speak of something else. */
	leftovers: Leftover[];
}

interface TabledFigures {
	figures: Readonly<Record<FigureId, Figure>>;
	/** Figures of the template of the tables: one of these that they lack was left out of the form. */
	template: ReadonlySet<ReportedId> | null;
}

/** @param narrative the amounts of the text, which the tables are compared with */
export function textBesideTables(
	lines: readonly Line[],
	{ figures: tables, template }: TabledFigures,
	narrative: readonly NarrativeFigure[],
	owner: TextOwner
): TextBesideTables {
	const paragraphs = lines.filter((line) => !isRow(line));
	const inText = Object.entries(figuresOfText(paragraphs, owner)).filter(
		([id]) => tables[id as FigureId].place === null
	);
	const isContradicted = narrative.some(({ measure, figure, half_digit }) => {
		const { value } = tables[measure];
		return value !== null && Math.abs(value - (figure.value ?? value)) > half_digit;
	});
	const isStored = ([id]: [string, Figure]) =>
		!isContradicted &&
		!template?.has(id as FigureId) &&
		tables[id as FigureId].missing !== 'not_recognised';
	return {
		figures: Object.fromEntries(inText.filter(isStored)),
		leftovers: inText
			.filter((each) => !isStored(each))
			.flatMap(([id, { place, printed }]) => {
				if (!place) return [];
				const why = `正文写有“${measureOf(id as FigureId).name}”，表中没有；${isContradicted ? '正文另有数与表中的不同' : '正文的数只用来核对表中的数'}，未存入。`;
				return [{ place, text: printed, why }];
			})
	};
}
