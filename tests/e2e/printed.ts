/** Pages that a browser has printed, read again. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Sheets of a PDF file, from its page objects. */
export function countSheets(pdf: Buffer): number {
	return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** The texts of each sheet of a PDF file. */
export async function textsBySheet(pdf: Buffer) {
	const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
	const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1);
	const contents = await Promise.all(
		numbers.map(async (number) => (await document.getPage(number)).getTextContent())
	);
	return contents.map(({ items }) => items.filter((item) => 'str' in item));
}

/** Fonts name some characters by their radicals. */
export function textOf(items: readonly { str: string }[]): string {
	return items.map(({ str }) => str.normalize('NFKC')).join('');
}

/** The texts of the sheets of a PDF file that lie. */
export async function lyingSheets(pdf: Buffer): Promise<string[]> {
	const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
	const views = await Promise.all(
		Array.from(
			{ length: document.numPages },
			async (_, at) => (await document.getPage(at + 1)).view
		)
	);
	const sheets = await textsBySheet(pdf);
	return sheets.filter((_, at) => (views[at]?.[2] ?? 0) > (views[at]?.[3] ?? 0)).map(textOf);
}
