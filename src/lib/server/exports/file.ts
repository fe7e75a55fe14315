/** The file behind an export link: its type follows from the ending of its name. */
import { chaptersOf, compendiumTitle, departmentsOf } from '../contents/compendium.ts';
import { readPage } from '../request/page-request.ts';
import { makeBook } from './books.ts';
import { readExportName } from './names.ts';
import { writeCompendium } from './compendium-docx.ts';
import { coverOf } from './cover.ts';
import { writeCsv } from './csv.ts';
import { makeProblemBook } from './problem-book.ts';
import { returnSlips, type ReturnSlips } from './return-slip.ts';
import { reminderDocument } from './reminders.ts';
import { writeReturnSlips } from './return-slip-docx.ts';
import { beginningOf } from './sheet.ts';
import { writeWorkbook } from './xlsx.ts';

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
};

export interface ExportFile {
	name: string;
	type: string;
	body: string | Uint8Array;
}

/** Null where there is no file of that name, e.g. `structure.csv`. */
export async function exportFile(file: string, url: URL): Promise<ExportFile | null> {
	if (file === 'compendium.docx') return compendiumFile(url);
	const asked = readExportName(file);
	if (asked === null) return null;
	const slips = asked.ending === 'csv' ? null : await returnSlips(asked.what, url);
	if (slips) return returnSlipFile(slips, asked.ending);
	if (asked.what === 'reminders' && asked.ending === 'docx') {
		const { name, content } = await reminderDocument(url);
		return named(name, 'docx', content);
	}
	const book = asked.ending === 'docx' ? null : await makeBook(asked.what, url);
	const first = book?.sheets[0];
	if (!book || !first) return null;
	return asked.ending === 'csv'
		? named(book.name, 'csv', writeCsv(first, book.cover))
		: named(book.name, 'xlsx', await writeWorkbook(book.sheets, book.cover));
}

async function returnSlipFile(slips: ReturnSlips, ending: string): Promise<ExportFile> {
	if (ending === 'docx') return named(slips.name, 'docx', await writeReturnSlips(slips));
	const { departments, cover } = slips;
	const book = makeProblemBook({ departments: [...departments], unowned: null }, cover);
	const content = await writeWorkbook([book.overview, ...book.sheets], book.cover);
	return named(slips.name, 'xlsx', content);
}

async function compendiumFile(url: URL): Promise<ExportFile> {
	const request = await readPage('compendium', url);
	const { values, year } = request;
	const title = compendiumTitle(request);
	const cover = await coverOf(title, request, [['类别', values.kind]], 'words');
	return named(
		title,
		'docx',
		await writeCompendium(await chaptersOf(request, await departmentsOf(request)), cover, year)
	);
}

/** File systems refuse some characters and long names. */
function named(name: string, ending: keyof typeof TYPES, body: string | Uint8Array): ExportFile {
	const allowed = beginningOf(name.replace(/[\\/:*?"<>|\p{C}]/gu, ' '), 80);
	return { name: `${allowed}.${ending}`, type: TYPES[ending], body };
}
