/** The guard against a ledger whose file is moved or replaced while it is in use. */
import { statSync } from 'node:fs';
import { isPostgresAddress } from './address.ts';
import { MOVED, StoreError } from './errors.ts';

/**
 * Notes which file is at the path now.
 * @returns a check that throws a {@link StoreError} where another file has taken its place, or none: what is open goes on in a
 * file that has no name any more, while what is opened next would be written to that other.
 */
export function guardAgainstMove(path: string): () => void {
	const file = fileAt(path);
	return () => {
		if (fileAt(path) !== file) throw new StoreError(MOVED, MOVED_SENTENCE);
	};
}

/** The system's own name of the file at a path; null where there is none. */
function fileAt(path: string): string | null {
	if (isPostgresAddress(path)) return null;
	const file = statSync(path, { throwIfNoEntry: false });
	return file ? `${file.dev}-${file.ino}` : null;
}

const MOVED_SENTENCE =
	'账本文件在服务运行中被移走或换成了另一个文件，页面打不开，也不会写入；请放回原来的文件，或重新启动服务。';
