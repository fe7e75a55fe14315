import { fail, redirect } from '@sveltejs/kit';
import { configuration } from '#lib/server/config.ts';
import {
	beginHandIn,
	findHandIn,
	sweepHandIns,
	takeBackHandIn,
	type Sender
} from '#lib/server/hand-in/hand-ins.ts';
import { start } from '#lib/server/hand-in/jobs.ts';
import { folderOf } from '#lib/server/hand-in/spool.ts';
import { handInsPage } from '#lib/server/pages/hand-in.ts';
import { withWriter } from '#lib/server/web/accounts.ts';
import { failureOf } from '#lib/server/web/form-action.ts';
import { receiveFiles, senderOf } from '#lib/server/web/hand-in.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => handInsPage(ledger(), locals.reader);

export const actions: Actions = {
	/** With `?more`, further files follow, and reading waits for them. */
	send: async (event) => {
		const { request, locals, url } = event;
		const { databasePath } = configuration();
		const sender = senderOf(locals.reader);
		let id: string;
		try {
			id = await withWriter(async (db) => {
				await sweepHandIns(db, databasePath);
				return beginHandIn(db, sender);
			});
			const files = await receiveOrTakeBack(request, id, sender);
			if (files === 0) return fail(400, { problem: '没有选择文件，请先选择文件或文件夹。' });
			const handIn = await findHandIn(ledger(), id, sender.user_id);
			if (handIn && !url.searchParams.has('more')) start({ kind: 'read', databasePath, handIn });
		} catch (error) {
			return failureOf(error, event, { status: 400, typed: {} });
		}
		redirect(303, `/hand-in/${id}`);
	}
};

/** Nothing is kept where no file came, or the sending was cut off: its sender has not seen the page of the hand-in. */
async function receiveOrTakeBack(request: Request, id: string, sender: Sender): Promise<number> {
	const { databasePath } = configuration();
	let files = 0;
	try {
		files = await receiveFiles(request, folderOf(databasePath, id));
	} finally {
		const handIn = files === 0 ? await findHandIn(ledger(), id, sender.user_id) : null;
		if (handIn) await withWriter((db) => takeBackHandIn(db, handIn, databasePath));
	}
	return files;
}
