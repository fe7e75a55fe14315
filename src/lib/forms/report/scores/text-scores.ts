/** Scores and grades that the paragraphs and cells of a report state, each at its place. */
import type { Place } from '#lib/documents/place.ts';
import { withoutScales } from '../../grade-options.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	proseOf,
	textPlace,
	type FormRow,
	type Line,
	type Prose
} from '../lines.ts';
import type { TextOwner } from '../narrative/reading.ts';
import { denseText } from '../narrative/spread-text.ts';
import { saidScores, type SaidScore } from './said-scores.ts';

export interface PlacedScore extends SaidScore {
	place: Place;
}

/** Scores and grades that a report states in words. */
export interface StatedScores {
	paragraphs: readonly PlacedScore[];
	/** Those of cells, each read as a text of its own. */
	cells: readonly PlacedScore[];
}

export function readStatedScores(
	lines: readonly Line[],
	rows: readonly FormRow[],
	owner: TextOwner
): StatedScores {
	return {
		paragraphs: scoresOfParagraphs(lines, owner),
		cells: rows.flatMap((row) => scoresOfRow(row, owner))
	};
}

function scoresOfParagraphs(lines: readonly Line[], owner: TextOwner): PlacedScore[] {
	let isBelowProject = false;
	return lines.flatMap((line) => {
		if (isRow(line)) return [];
		if (isHeading(line)) isBelowProject = IS_OF_PART.test(line.plain);
		return scoresOf(line, owner, isBelowProject);
	});
}

/** A sentence of a workbook is a cell too. */
function scoresOfRow(row: FormRow, owner: TextOwner): PlacedScore[] {
	return filledCells(row).flatMap((cell) => {
		const text = cell.text.replace(LINE_BREAK, '');
		const place = cellPlace(row, cell, null, null);
		return scoresOf(proseOf({ kind: 'paragraph', number: 0, text }, place), owner, false);
	});
}

const LINE_BREAK = /\s*\n\s*/g;

function scoresOf(prose: Prose, owner: TextOwner, isBelowProject: boolean): PlacedScore[] {
	const dense = denseText(prose);
	const text = withoutScales((dense?.prose ?? prose).plain);
	return saidScores(text, owner, isBelowProject).map((said) => {
		const place = textPlace(prose, said.start, said.end);
		return { ...said, place: dense ? dense.placeIn(place) : place };
	});
}

const LONGEST_HEADING = 36;

function isHeading({ plain }: Prose): boolean {
	return plain.trim().length <= LONGEST_HEADING && !/[。；;，,]|\d\s*分/.test(plain);
}

/** `（二）防汛项目自评情况`: what stands below is of a project or a body. */
const IS_OF_PART = /^(?!.*(?:整体|部门)).*(?:项目|专项|工程|下属|所属|二级单位)(?!支出(?:情况)?$)/;
