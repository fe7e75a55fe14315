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
import { isAnnexTitle, isReportTitle, titleText } from '../identity/titles.ts';
import { saidScores, type SaidScore, type ScoreSubject } from './said-scores.ts';

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
	let about: ScoreSubject = 'unnamed';
	let isInAnnexOfBody = false;
	return lines.flatMap((line) => {
		if (isRow(line)) return [];
		if (isAnnexTitle(line)) isInAnnexOfBody = isOfOther(line, owner);
		else if (isReportTitle(line)) isInAnnexOfBody = false;
		const lead = subjectOf(leadOf(line));
		if (isHeading(line)) about = subjectOf(line.plain);
		else if (BEGINS_SECTION.test(line.plain)) about = lead;
		if (isInAnnexOfBody) return scoresOf(line, owner, 'part');
		return scoresOf(line, owner, lead === 'unnamed' ? about : lead);
	});
}

/** A sentence of a workbook is a cell too. */
function scoresOfRow(row: FormRow, owner: TextOwner): PlacedScore[] {
	return filledCells(row).flatMap((cell) => {
		const text = cell.text.replace(LINE_BREAK, '');
		const place = cellPlace(row, cell, null, null);
		return scoresOf(proseOf({ kind: 'paragraph', number: 0, text }, place), owner, 'unnamed');
	});
}

const LINE_BREAK = /\s*\n\s*/g;

function scoresOf(prose: Prose, owner: TextOwner, about: ScoreSubject): PlacedScore[] {
	const dense = denseText(prose);
	const text = withoutScales((dense?.prose ?? prose).plain);
	return saidScores(text, owner, about).map((said) => {
		const place = textPlace(prose, said.start, said.end);
		return { ...said, place: dense ? dense.placeIn(place) : place };
	});
}

const LONGEST_HEADING = 36;

function isHeading({ plain }: Prose): boolean {
	return plain.trim().length <= LONGEST_HEADING && !/[。；;，,]|\d\s*分/.test(plain);
}

function subjectOf(heading: string): ScoreSubject {
	if (IS_OF_PART.test(heading)) return 'part';
	return IS_OF_SCORE.test(heading) ? 'score' : 'unnamed';
}

const BEGINS_SECTION = /^\s*[一二三四五六七八九十]{1,3}、/;

/** `（一）优抚补助项目。年初预算数…，自评得分98分`: what a paragraph begins with is a heading too. */
function leadOf({ plain }: Prose): string {
	return LEAD.exec(plain)?.[1] ?? '';
}

const LEAD =
	/^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?([^。：:，,；;\d]{2,36})[。：:]/;

/** `附件2：县第一中学2023年整体支出绩效自评情况`: an annex that names another body than the department. */
function isOfOther(line: Prose, { names }: TextOwner): boolean {
	const name = ANNEX_OF.exec(titleText(line))?.[1] ?? '';
	return name !== '' && !names.some((own) => name.endsWith(own));
}

const ANNEX_OF =
	/^附(?:件|表|录)[一二三四五六七八九十\d]{0,3}(?:[-－—–]\d{1,2})?[:：、.．]?((?!关于|部门|单位|整体|项目支出|预算)[^\d：:]{2,24}?)(?=20\d\d年|(?:部门|单位)?整体支出)/;

/** `四、自评得分` */
const IS_OF_SCORE =
	/自评(?:得分|结论|结果|等级)|^(?:[一二三四五六七八九十]{1,3}、)?(?:综合|总体|评价)?(?:得分|评分)(?:情况|结果)?[。：:]?$/;

/** `（二）防汛项目自评情况`: what stands below is of a project or a body. */
const IS_OF_PART = /^(?!.*(?:整体|部门)).*(?:项目|专项|工程|下属|所属|二级单位)(?!支出(?:情况)?$)/;
