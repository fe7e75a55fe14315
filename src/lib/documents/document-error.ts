import type { Issue } from './issue.ts';

/**
 * Refusal of a whole file: nothing of it is stored. `message` is one Chinese sentence that says where, what was
 * read, what was expected and what to do; `code` is stable.
 */
export class DocumentError extends Error {
	override readonly name = 'DocumentError';
	readonly code: string;
	readonly place: Issue['place'];
	constructor(code: string, message: string, place: Issue['place'] = null) {
		super(message);
		this.code = code;
		this.place = place;
	}
}
