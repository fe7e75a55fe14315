/** Exported files opened again, as a spreadsheet would. */
import Papa from 'papaparse';
import { readXlsx } from 'hucre/xlsx';
import { openZip } from '#lib/documents/archive/zip.ts';

export type Cell = string | number | boolean | Date | null | undefined;

/** Worksheets by name, each as rows of typed cells. */
export async function openXlsx(bytes: Uint8Array): Promise<Map<string, Cell[][]>> {
	const { sheets } = await readXlsx(bytes);
	return new Map(sheets.map(({ name, rows }) => [name, rows as Cell[][]]));
}

/** The XML of every worksheet and the shared strings, as written. */
export function worksheetXml(bytes: Uint8Array): string[] {
	const archive = openZip(bytes);
	return archive.names
		.filter((name) => /^xl\/(worksheets\/[^/]+|sharedStrings)\.xml$/.test(name))
		.map((name) => new TextDecoder().decode(archive.read(name)));
}

/** Records of a CSV file as text; the byte order mark must be there. */
export function openCsv(text: string): string[][] {
	if (!text.startsWith('\ufeff')) throw new Error('Excel needs the byte order mark');
	const { data, errors } = Papa.parse<string[]>(text.slice(1), { delimiter: ',', newline: '\r\n' });
	if (errors.length > 0) throw new Error(JSON.stringify(errors));
	return data;
}
