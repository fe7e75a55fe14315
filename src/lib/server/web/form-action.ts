/** Forms that write: each acts on a connection of its own, and what it refuses is a sentence above the form. */
import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { AT_THE_MACHINE } from '../ledger/audit/actor.ts';
import { lineSeen } from '../ledger/audit/unseen.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { RefusedError } from '../refused-error.ts';
import { withWriter } from './accounts.ts';
import { fieldsOf, formOf, textsIn, textsOf } from './forms.ts';
import { reportFailure, statusOfFailure } from './page-failure.ts';

/** The result in a sentence; a page may add what was handed out, which is shown this once. */
export interface Done {
	done: string;
}

/** The reason for which nothing was done, and the texts as typed, by their fields, so that nobody has to type them again. */
export interface NotDone {
	problem: string;
	typed: Partial<Record<string, string[]>>;
}

export interface SentForm {
	/** The text of a field as typed; empty where it is missing or is a file. */
	field: (name: string) => string;
	/** All texts of a field that is repeated. */
	all: (name: string) => string[];
	/** Whoever sent it, for the record. */
	actor: string;
	event: RequestEvent;
}

const RESTORED = '您打开页面之后，账本从备份恢复过，没有办理；请看过现在的内容再办。';

/** An action of a page, which answers with what `act` says was done. A field `seen` is as of `lastSeen`. */
export function formAction<Result extends Done>(
	act: (db: Kysely<Database>, form: SentForm) => Promise<Result>
) {
	return async (event: RequestEvent): Promise<Result | ActionFailure<NotDone>> => {
		const data = await formOf(event.request);
		const all = (name: string) => textsIn(data, name);
		const actor = event.locals.reader.user?.username ?? AT_THE_MACHINE;
		try {
			const field = fieldsOf(data);
			return await withWriter(async (db) => {
				if ((await lineSeen(db, field('seen'))) === null) throw new RefusedError(RESTORED);
				return act(db, { field, all, actor, event });
			});
		} catch (error) {
			return failureOf(error, event, { status: 400, typed: textsOf(data) });
		}
	};
}

/**
 * Refuses a form in the sentence of the error, also where the ledger could not take it: what was typed is kept, which the page of
 * a failure would lose.
 * @throws any other error
 */
export function failureOf(
	error: unknown,
	{ route, request }: Pick<RequestEvent, 'route' | 'request'>,
	{ status, typed }: { status: 400 | 409; typed: NotDone['typed'] }
): ActionFailure<NotDone> {
	if (error instanceof RefusedError) return fail(status, { problem: error.message, typed });
	const failed = statusOfFailure(error);
	if (failed === 500) throw error;
	const problem = reportFailure(error, { route: route.id, method: request.method });
	return fail(failed, { problem, typed });
}
