/** One file, from its bytes to what it states. Pure, and never throws: a refusal is an answer. */
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { formBesideList, listsIn, tableSheets, type TableBook } from '#lib/forms/table/sheets.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { Issue } from '#lib/documents/issue.ts';
import type {
	ParseReply,
	ParseRequest,
	RefusedReply,
	ShownReply,
	ShowRequest
} from './messages.ts';
import { openFile, type OpenedFile } from '#lib/documents/read.ts';
import { inLedgerWords } from '#lib/forms/local/translate.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import type { DocumentNames } from '#lib/forms/report/identity/year.ts';
import { isRecords, isTable } from './text-table.ts';
import { documentOfWorkbook } from '#lib/documents/sheet/workbook-document.ts';

type SheetsReply = Extract<ParseReply, { is: 'sheets' }>;

export async function parseFile(request: ParseRequest): Promise<ParseReply> {
	const { name, folder_names, bytes, forms } = request;
	const names = { file_name: name, folder_names };
	try {
		const file = await openFile(bytes, name);
		const isCsv = /\.(?:csv|tsv)$/i.test(name);
		if (file.text !== null && (isTable(file.text) || (isCsv && isRecords(file.text))))
			return { is: 'table' };
		if (file.text !== null && isCsv) return readForm(file.text, names, forms);
		const book = file.workbook && tableSheets(inLedgerWords(file.workbook, forms));
		const document = book ? null : file.document();
		const lists = book ?? (document && !file.workbook ? listsIn(document, forms) : null);
		if (lists) return { is: 'sheets', format: file.format, ...withForms(lists, file, request) };
		const recognition = recognise(document ?? file.document(), names, forms);
		return { is: 'read', format: file.format, recognition };
	} catch (error) {
		return refusedBy(error);
	}
}

/** The document as filed and what is read of it, or its worksheets that are tables. */
export async function showFile({ name, bytes, forms, shown }: ShowRequest): Promise<ShownReply> {
	try {
		const file = await openFile(bytes, name);
		if (shown === 'document') {
			const document = file.document();
			const recognition = recognise(document, { file_name: name, folder_names: [] }, forms);
			return { is: 'document', document, recognition };
		}
		const workbook = file.workbook ?? { sheets: [], issues: [] };
		return { is: 'tables', sheets: (tableSheets(workbook) ?? workbook).sheets };
	} catch (error) {
		return refusedBy(error);
	}
}

function refusedBy(error: unknown): RefusedReply {
	if (!(error instanceof DocumentError)) return failed(error);
	return { is: 'refused', code: error.code, message: error.message, place: error.place };
}

/** The sheets that are forms beside the lists, read as one document; each is named where that cannot be. */
function withForms(
	{ sheets, issues, forms }: TableBook,
	{ workbook, format }: OpenedFile,
	request: ParseRequest
): Pick<SheetsReply, 'sheets' | 'issues' | 'recognition'> {
	if (!workbook || forms.length === 0) return { sheets, issues };
	const document = documentOfWorkbook({ ...workbook, issues: [] }, format, new Set(forms));
	const names = { file_name: '', folder_names: request.folder_names };
	const recognition = recognise(document, names, request.forms);
	const isRead = recognition.filings.length > 0 && !recognition.issues.some(isError);
	return isRead
		? { sheets, issues, recognition }
		: { sheets, issues: [...issues, ...forms.map(formBesideList)] };
}

function isError({ severity }: Issue): boolean {
	return severity === 'error';
}

/** A list in taught words, or a form that was filled in and saved as CSV; what is neither is told as a table after all. */
function readForm(text: string, names: DocumentNames, forms: ParseRequest['forms']): ParseReply {
	const rows = [...tableRows(text)].map(({ line, cells }) => ({
		line,
		cells: [...cells],
		numbers: cells.map((_, index) => index + 1)
	}));
	const sheet = { name: '', rows, merges: [], hiddenRows: [], hiddenColumns: [] };
	const workbook = { sheets: [{ ...sheet, table: { number: 1, captions: [] } }], issues: [] };
	const lists = tableSheets(inLedgerWords(workbook, forms));
	if (lists) return { is: 'sheets', format: 'csv', sheets: lists.sheets, issues: lists.issues };
	const document = documentOfWorkbook({ sheets: [sheet], issues: [] }, 'csv');
	const recognition = recognise(document, names, forms);
	return recognition.kind === 'unknown'
		? { is: 'table' }
		: { is: 'read', format: 'csv', recognition };
}

/** A fault of ours, which must not pass for a fault of the file. */
function failed(error: unknown): RefusedReply {
	const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return {
		is: 'refused',
		code: 'reader_failed',
		message: `程序读取这个文件时出错（${detail}），未导入；请另存为 .docx 后再试，并把原文件交给维护人员。`,
		place: null
	};
}
