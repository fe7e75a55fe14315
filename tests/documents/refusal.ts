import { DocumentError } from '#lib/documents/document-error.ts';

/** The same for a reader that takes its time. */
export async function refusalOfAsync(
	read: () => Promise<unknown>
): Promise<{ code: string; message: string }> {
	try {
		await read();
	} catch (error) {
		return refusalOf(() => {
			throw error;
		});
	}
	throw new Error('The reader accepted what it should refuse.');
}

/** Code and sentence with which `read` refuses; fails where it does not refuse, or crashes. */
export function refusalOf(read: () => unknown): { code: string; message: string } {
	try {
		read();
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		return { code: error.code, message: error.message };
	}
	throw new Error('The reader accepted what it should refuse.');
}
