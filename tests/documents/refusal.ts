import { IntakeError } from '#lib/documents/model.ts';

/** Code and sentence with which `read` refuses; fails where it does not refuse, or crashes. */
export function refusalOf(read: () => unknown): { code: string; message: string } {
	try {
		read();
	} catch (error) {
		if (!(error instanceof IntakeError)) throw error;
		return { code: error.code, message: error.message };
	}
	throw new Error('The reader accepted what it should refuse.');
}
