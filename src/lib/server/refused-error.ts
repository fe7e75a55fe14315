/** Thrown where what a person asked for cannot be done; the message is one Chinese sentence for them. */
export class RefusedError extends Error {
	override name = 'RefusedError';
}

const LONGEST_QUOTED = 40;

/** Words of the asker, in quotation marks for the sentence that refuses them; cut where they are long. */
export function quoted(asked: string): string {
	const letters = [...asked];
	return letters.length <= LONGEST_QUOTED
		? `“${asked}”`
		: `“${letters.slice(0, LONGEST_QUOTED).join('')}…”`;
}
