/**
 * Figures that a hand-in states and the program could not read, given by a person before it is confirmed. They wait beside
 * the files and become corrections (人工更正) when the hand-in is stored.
 */
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { correctFigure } from '../correction/correct.ts';
import { readReason, readStated } from '../correction/stated.ts';
import { toFigureOf } from '../correction/unread.ts';
import { startSession } from '../ledger/connection/session.ts';
import { figureAt } from '../ledger/filing/corrections.ts';
import { loadFiling } from '../ledger/filing/read.ts';
import { sha256 } from '../ledger/integrity/sha256.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { RefusedError } from '../refused-error.ts';
import { findReport } from '../round/report.ts';
import type { Preview } from './preview.ts';
import { writeWhole } from './spool.ts';
import type { UnreadCell } from './unread-cells.ts';

export interface GivenFigure {
	printed: string;
	unit_of_amount: string;
	reason: string;
	actor: string;
}

const pathOf = (folder: string, key: string) => join(folder, `correction-${key}.json`);

function cellsOf({ filings }: Preview): UnreadCell[] {
	return filings.flatMap(({ unread }) => unread);
}

/** By the keys of their cells; of cells that the preview does not have any more, none. */
export function givenFigures(folder: string, preview: Preview): Map<string, GivenFigure> {
	const keys = cellsOf(preview).map(({ key }) => key);
	const given = keys.filter((key) => existsSync(pathOf(folder, key)));
	const read = (key: string) =>
		JSON.parse(readFileSync(pathOf(folder, key), 'utf8')) as GivenFigure;
	return new Map(given.map((key) => [key, read(key)]));
}

/** Names what a page showed of a hand-in, so that nothing else is confirmed than what was looked at. */
export function shownMark(preview: Preview, given: ReadonlyMap<string, GivenFigure>): string {
	return sha256(JSON.stringify([preview, [...given]]));
}

/** Takes the place of what was given for the cell before. @throws RefusedError */
export async function giveFigure(
	folder: string,
	preview: Preview,
	field: (name: string) => string,
	actor: string
): Promise<void> {
	const cell = requireCell(preview, field('cell'));
	const given = {
		printed: field('printed').trim(),
		unit_of_amount: field('unit'),
		reason: readReason(field('reason')),
		actor
	};
	readStated({ ...toFigureOf(cell.measure, cell.unit), ...given }, UNREAD);
	await writeWhole(pathOf(folder, cell.key), given);
}

const UNREAD = { value: null, missing: 'unreadable' } as const;

/** @throws RefusedError */
export async function dropFigure(folder: string, preview: Preview, key: string): Promise<void> {
	await rm(pathOf(folder, requireCell(preview, key).key), { force: true });
}

function requireCell(preview: Preview, key: string): UnreadCell {
	const cell = cellsOf(preview).find((each) => each.key === key);
	if (!cell) throw new RefusedError('这次报送里没有这个没有读出的数，请重新打开本页。');
	return cell;
}

export interface CorrectedCells {
	corrected: number;
	/** Sentences why a figure was not corrected. */
	not_corrected: string[];
}

/** Corrects the stored reports, those again that were left out when the server stopped. */
export async function correctCells(
	db: Kysely<Database>,
	folder: string,
	preview: Preview
): Promise<CorrectedCells> {
	const given = givenFigures(folder, preview);
	const told: CorrectedCells = { corrected: 0, not_corrected: [] };
	for (const cell of cellsOf(preview)) {
		const figure = given.get(cell.key);
		if (!figure) continue;
		try {
			await correctCell(db, cell, figure);
			told.corrected += 1;
		} catch (error) {
			if (!(error instanceof RefusedError)) throw error;
			told.not_corrected.push(`${cell.name}没有更正：${error.message}`);
		}
	}
	return told;
}

async function correctCell(
	db: Kysely<Database>,
	{ measure, unit, was, ...report }: UnreadCell,
	{ actor, ...given }: GivenFigure
): Promise<void> {
	const { filing_id } = await findReport(db, report);
	const of = toFigureOf(measure, unit);
	const filing = await loadFiling(db, filing_id);
	const now = filing && figureAt(filing, of);
	if (now?.place?.correction !== undefined && now.printed === given.printed) return;
	await correctFigure(startSession(db, { actor }), { ...of, ...given, filing: filing_id, was });
}
