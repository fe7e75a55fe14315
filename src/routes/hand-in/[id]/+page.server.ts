import { error, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { configuration } from '#lib/server/config.ts';
import {
	confirmHandIn,
	DECIDED,
	takeBackHandIn,
	type HandIn
} from '#lib/server/hand-in/hand-ins.ts';
import { jobOf, start } from '#lib/server/hand-in/jobs.ts';
import {
	dropFigure,
	giveFigure,
	givenFigures,
	shownMark
} from '#lib/server/hand-in/corrections.ts';
import { isCurrent, readPreview, storesAny, type Preview } from '#lib/server/hand-in/preview.ts';
import { folderOf } from '#lib/server/hand-in/spool.ts';
import { handInPage } from '#lib/server/pages/hand-in.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { withWriter } from '#lib/server/web/accounts.ts';
import { failureOf, type NotDone } from '#lib/server/web/form-action.ts';
import { fieldsOf, formOf, textsOf } from '#lib/server/web/forms.ts';
import { isReceiving, ownHandIn, receiveFiles, senderOf } from '#lib/server/web/hand-in.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const handIn = await requireOwn(event);
	// The server was stopped after it was confirmed: what is stored already is not stored again.
	if (handIn.state === 'confirming' && jobOf(handIn.id) === null) work(handIn, 'store');
	const path = event.url.searchParams.get('file');
	const data = {
		...(await handInPage(ledger(), configuration().databasePath, handIn, path)),
		corrects: event.locals.reader.corrects,
		is_own: handIn.user_id === senderOf(event.locals.reader).user_id
	};
	// The page follows the work also without script.
	if (data.busy) event.setHeaders({ refresh: '2' });
	return data;
};

export const actions: Actions = {
	add: formAction(async (handIn, { request, locals }) => {
		requireRest(handIn);
		requireSender(handIn, locals);
		const folder = folderOf(configuration().databasePath, handIn.id);
		if ((await receiveFiles(request, folder)) === 0)
			throw new RefusedError('没有选择文件，请先选择文件或文件夹。');
		const isLast = !new URL(request.url).searchParams.has('more');
		if (isLast) work(handIn, 'read');
	}),
	/** Again, after it was interrupted. */
	again: formAction(async (handIn) => {
		requireRest(handIn, 'confirming');
		requireWhole(handIn);
		work(handIn, handIn.state === 'open' ? 'read' : 'store');
	}),
	confirm: formAction(async (handIn, { request, locals }) => {
		const mark = fieldsOf(await formOf(request))('mark');
		const [folder, preview] = requirePreview(handIn);
		if (mark !== shownMark(preview, givenFigures(folder, preview)))
			throw new RefusedError(
				'您查看之后，这次报送的文件或填写的数有了变动，没有入库；请看过下面的内容再确认。'
			);
		if (!storesAny(preview))
			throw new RefusedError('这次报送没有可以入库的内容；请撤回，改好文件后重新报送。');
		if (!(await isCurrent(ledger(), preview))) {
			work(handIn, 'read');
			throw new RefusedError(
				'您查看之后，库中这些部门的数据有了变动，没有入库；正在重新比较，请再看一遍。'
			);
		}
		const files = preview.files.map(({ path, sha256 }) => ({ path, sha256 }));
		const { actor } = senderOf(locals.reader);
		await withWriter((db) => confirmHandIn(db, handIn, files, actor));
		work({ ...handIn, state: 'confirming' }, 'store');
	}),
	correct: formAction(async (handIn, { request, locals }, keep) => {
		const data = await formOf(request);
		keep(data);
		const [folder, preview] = requirePreview(handIn);
		await giveFigure(folder, preview, fieldsOf(data), senderOf(locals.reader).actor);
	}),
	leave_unread: formAction(async (handIn, { request }) => {
		const [folder, preview] = requirePreview(handIn);
		await dropFigure(folder, preview, fieldsOf(await formOf(request))('cell'));
	}),
	back: formAction(async (handIn, { locals }) => {
		requireRest(handIn);
		requireWhole(handIn);
		requireSender(handIn, locals);
		await withWriter((db) => takeBackHandIn(db, handIn, configuration().databasePath));
	})
};

function work(handIn: HandIn, kind: 'read' | 'store'): void {
	start({ kind, handIn, databasePath: configuration().databasePath });
}

async function requireOwn({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const handIn = await ownHandIn(ledger(), locals.reader, params.id ?? '');
	if (handIn === null) error(404, '没有这次报送，或它不是本账户报送的。');
	return handIn;
}

/** @throws RefusedError while it is being read or stored, or once it is decided */
function requireRest({ id, state }: HandIn, other: HandIn['state'] = 'open'): void {
	const job = jobOf(id);
	if (job && job.state !== 'failed') throw new RefusedError('正在处理这次报送，请稍候再操作。');
	if (state !== 'open' && state !== other) throw new RefusedError(DECIDED);
}

/** @throws RefusedError while files of it arrive, as from another window of the sender */
function requireWhole({ id }: HandIn): void {
	if (isReceiving(folderOf(configuration().databasePath, id)))
		throw new RefusedError('这次报送的文件还在发送，请等发送完再操作。');
}

/** The folder with its preview. @throws RefusedError where it is not read yet, or is decided */
function requirePreview(handIn: HandIn): [folder: string, preview: Preview] {
	requireRest(handIn);
	requireWhole(handIn);
	const folder = folderOf(configuration().databasePath, handIn.id);
	const preview = readPreview(folder);
	if (preview === null) throw new RefusedError('这次报送还没有读完，请等读完、看过内容后再操作。');
	return [folder, preview];
}

/** Whoever decides on reports may confirm another's, and neither add to it nor take it back. @throws RefusedError */
function requireSender({ user_id }: HandIn, { reader }: App.Locals): void {
	if (user_id !== senderOf(reader).user_id)
		throw new RefusedError('只有报送人可以再加文件或撤回。');
}

/** `keep` keeps what was typed, for a form that is refused. */
type HandInAct = (
	handIn: HandIn,
	event: RequestEvent,
	keep: (data: FormData) => void
) => Promise<void>;

function formAction(act: HandInAct) {
	return async (event: RequestEvent): Promise<ActionFailure<NotDone>> => {
		const handIn = await requireOwn(event);
		let typed: NotDone['typed'] = {};
		try {
			await act(handIn, event, (data) => {
				typed = textsOf(data);
			});
		} catch (error) {
			return failureOf(error, event, { status: 409, typed });
		}
		redirect(303, `/hand-in/${handIn.id}`);
	};
}
