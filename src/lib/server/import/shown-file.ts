/**
 * Files as pages show them. One that nobody confirmed, or a large one, is read in a parsing process under the caps of an
 * import: a document that takes seconds to read, or more memory than there is, keeps no other page waiting.
 */
import { join } from 'node:path';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { TableSheet } from '#lib/forms/table/sheet-rows.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ConfigError } from '../config.ts';
import { localForms } from './local-forms.ts';
import type { ShownReply, ShowRequest } from './parser/messages.ts';
import { showFile } from './parser/parse.ts';
import { PARSER_LIMITS, ParserPool } from './parser/process.ts';

/** By its source, since the server's own modules are bundled. */
const WORKER = join(PROJECT_ROOT, 'src/lib/server/import/parser/worker.ts');

/** A process takes half a second to start and holds 110 MB; readers follow one figure after another. */
const IDLE_MS = 60_000;

let pool: ParserPool | null = null;
let asked = 0;
let closing: NodeJS.Timeout | undefined;

/** One that is stored was read before under the same caps; up to this size that takes less time than to start a process. */
const SMALL_BYTES = 200_000;

interface ShownFile extends Pick<ShowRequest, 'name' | 'bytes'> {
	isStored: boolean;
}

/** The document as filed, and what the reader makes of it today. @throws DocumentError */
export async function shownDocument(file: ShownFile) {
	const reply = await show({ ...file, shown: 'document', forms: taughtForms() });
	if (reply.is === 'document') return reply;
	throw refusalOf(reply);
}

/** The worksheets that are tables, as filed; none of a text. @throws DocumentError */
export async function shownSheets(file: ShownFile): Promise<TableSheet[]> {
	const reply = await show({ ...file, shown: 'tables', forms: [] });
	if (reply.is === 'tables') return reply.sheets;
	throw refusalOf(reply);
}

async function show({ isStored, ...request }: ShowRequest & ShownFile): Promise<ShownReply> {
	if (isStored && request.bytes.length <= SMALL_BYTES) return showFile(request);
	clearTimeout(closing);
	// Somebody waits for it.
	pool ??= new ParserPool({ ...PARSER_LIMITS, gives_way: false }, WORKER);
	asked += 1;
	try {
		return await pool.show(request);
	} finally {
		asked -= 1;
		if (asked === 0) closing = setTimeout(close, IDLE_MS).unref();
	}
}

function refusalOf(reply: ShownReply): Error {
	return reply.is === 'refused'
		? new DocumentError(reply.code, reply.message, reply.place)
		: new Error(`The parsing process answered with ${reply.is}`);
}

function close(): void {
	pool?.close();
	pool = null;
}

/** A definition that is wrong is said at the import; the document can be shown without it. */
function taughtForms(): ShowRequest['forms'] {
	try {
		return localForms();
	} catch (error) {
		if (error instanceof ConfigError) return [];
		throw error;
	}
}
