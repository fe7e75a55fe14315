/** Long output, written piece by piece to whoever reads it. */
import type { Writable } from 'node:stream';

/** Writes a piece and waits until it is taken. What cannot be written is dropped; the stream itself tells of it. */
export async function writePiece(out: Writable, piece: string): Promise<void> {
	await new Promise<void>((resolve) => {
		out.write(piece, () => {
			resolve();
		});
	});
}
