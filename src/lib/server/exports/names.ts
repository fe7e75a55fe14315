/**
 * Names of exported files, apart from what writes them: every request reads its address, few need a writer, and those of
 * documents take a tenth of the server's memory.
 */

const EXPORT_ENDINGS = ['csv', 'xlsx', 'docx'] as const;
type ExportEnding = (typeof EXPORT_ENDINGS)[number];

/** Name and ending of a file in the address of an export; null where it is none. */
export function readExportName(file: string): { what: string; ending: ExportEnding } | null {
	const [, what] = /^(.+)\.[a-z]+$/.exec(file) ?? [];
	const ending = EXPORT_ENDINGS.find((one) => file.endsWith(`.${one}`));
	return what && ending ? { what, ending } : null;
}

/** The header by which a browser saves a file under this name; its value is written as RFC 8187 has it. */
export function attachmentNamed(name: string): string {
	const value = encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename*=UTF-8''${value}`;
}

/** The code of the one department that the file named `what` is of; null for any other file. */
export function departmentOf(what: string): string | null {
	return /^(?:department|return-slip)\/(.+)$/.exec(what)?.[1] ?? null;
}
