/** Thrown where what a person asked for cannot be done; the message is one Chinese sentence for them. */
export class RefusedError extends Error {
	override name = 'RefusedError';
}
