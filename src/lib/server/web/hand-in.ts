/** Forms of handing in: whose they are, and the files in them. */
import type { Kysely } from 'kysely';
import { rm } from 'node:fs/promises';
import { AT_THE_MACHINE } from '../ledger/audit/actor.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { ANY_SENDER, findHandIn, type HandIn, type Sender } from '../hand-in/hand-ins.ts';
import { RefusedError } from '../refused-error.ts';
import { boundaryOf, FormError, sentFiles } from '../hand-in/multipart.ts';
import { previewPath } from '../hand-in/preview.ts';
import { spoolFile } from '../hand-in/spool.ts';
import type { Reader } from '../accounts/reader.ts';

/** Belongs to no department that is registered. */
const NO_DEPARTMENT = -1;

/** A department's account may store for its own alone; whose department is gone, for none. */
export function senderOf({ user, own }: Reader): Sender {
	return {
		actor: user?.username ?? AT_THE_MACHINE,
		user_id: user?.id ?? null,
		department_id: own === null ? null : (own.department_id ?? NO_DEPARTMENT)
	};
}

/** Null where it is another's, as where there is none; whoever decides on reports sees those of all. */
export function ownHandIn(
	db: Kysely<Database>,
	{ user, decides }: Reader,
	id: string
): Promise<HandIn | null> {
	return findHandIn(db, id, decides ? ANY_SENDER : (user?.id ?? null));
}

/** Forms of files that are arriving, by the folder that they go to. */
const arriving = new Map<string, number>();

/** Files of the folder's hand-in are arriving, maybe slowly: it is neither read nor decided on before they are here. */
export function isReceiving(folder: string): boolean {
	return arriving.has(folder);
}

/** Keeps the files of a form as they arrive; returns how many there were. @throws RefusedError */
export async function receiveFiles(request: Request, folder: string): Promise<number> {
	arriving.set(folder, (arriving.get(folder) ?? 0) + 1);
	try {
		return await keepFiles(request, folder);
	} finally {
		const others = (arriving.get(folder) ?? 1) - 1;
		if (others === 0) arriving.delete(folder);
		else arriving.set(folder, others);
	}
}

async function keepFiles(request: Request, folder: string): Promise<number> {
	const boundary = boundaryOf(request.headers.get('content-type'));
	if (boundary === null || request.body === null) throw new RefusedError(NO_FORM);
	// What was shown of the files before is no longer all.
	await rm(previewPath(folder), { force: true });
	const sent = new Set<string>();
	try {
		for await (const file of sentFiles(request.body, boundary)) {
			await spoolFile(folder, file, sent);
		}
	} catch (error) {
		throw refusalOf(error);
	}
	return sent.size;
}

const NO_FORM = '没有收到文件，请重新选择文件后再报送。';

function refusalOf(error: unknown): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	if (error instanceof FormError || code === 'ECONNRESET')
		return new RefusedError('文件没有收全，请检查网络后重新报送。');
	return error;
}
