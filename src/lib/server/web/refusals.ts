/**
 * Refuses what is sent to the server and is too much, or comes from another site, in a sentence: SvelteKit's own limit is
 * one for all addresses, so it is switched off, and its check of origins, which goes on, says no in English.
 */
import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

interface Refusal {
	status: number;
	sentence: string;
}

type RefusalHead = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

const KB = 1024;
const MB = 1024 * KB;

/** A form of fields. */
const MOST_FIELDS = 512 * KB;

/** All files of a hand-in at once, as a browser without script sends them; each is held against its own limit later. */
const MOST_FILES = 1200 * MB;

/** So much is read and thrown away of a request that is refused: a browser shows no answer before it has sent all. */
const MOST_DRAINED = 2 * MOST_FILES;

/** Address under which files are handed in. */
const WITH_FILES = /^\/hand-in(?:\/[0-9a-f]{32})?(?:\?|$)/;

/** Null where the request may be read; else the status and the sentence. */
export function refuseSent(head: RefusalHead, config: Config): Refusal | null {
	if (head.method === 'GET' || head.method === 'HEAD') return null;
	return refuseOrigin(head, config) ?? refuseLength(head);
}

/** Behind a proxy, the address that the browser shows is known by the setting alone. */
function refuseOrigin({ headers }: RefusalHead, { origin }: Config): Refusal | null {
	const from = headers.origin;
	const expected = origin ?? `http://${headers.host ?? ''}`;
	if (from === undefined || from === expected) return null;
	const sentence = `这个表单不是从本系统的页面（${expected}）发出的，没有接收。如果您就是在本系统的页面上操作，说明浏览器里的网址与设置不同：请管理员在启动时把 ORIGIN 设为浏览器里看到的网址。`;
	return { status: 403, sentence };
}

/** Tells whether files may be sent to the address of the request. */
export function takesFiles({ url = '' }: Pick<RefusalHead, 'url'>): boolean {
	return WITH_FILES.test(url);
}

function refuseLength(head: RefusalHead): Refusal | null {
	const { headers } = head;
	const most = takesFiles(head) ? MOST_FILES : MOST_FIELDS;
	const length = headers['content-length'];
	if (length === undefined && headers['transfer-encoding'] !== undefined) {
		return { status: 411, sentence: '请求没有写明长度，没有接收。' };
	}
	return Number(length ?? 0) > most ? { status: 413, sentence: tooMuch(most) } : null;
}

function tooMuch(most: number): string {
	return most === MOST_FILES
		? `一次报送的内容超过${MOST_FILES / MB} MB，没有接收；请分几次报送。`
		: `提交的内容超过${MOST_FIELDS / KB} kB，没有接收；文件请在“报送材料”页报送。`;
}

/** A sender that is silent for so long gets the answer without having sent all. */
const LONGEST_SILENCE_MS = 5_000;

/**
 * Reads the rest of a refused request, so that its sender gets to the answer. One that says beforehand that it is more than
 * is ever read, or that sends nothing of it, is answered at once.
 */
export async function drain(request: IncomingMessage): Promise<void> {
	if (Number(request.headers['content-length'] ?? 0) > MOST_DRAINED) return;
	let drained = 0;
	await new Promise<void>((resolve) => {
		const silence = setTimeout(resolve, LONGEST_SILENCE_MS);
		const end = () => {
			clearTimeout(silence);
			resolve();
		};
		request.on('data', (piece: Buffer) => {
			drained += piece.length;
			silence.refresh();
			if (drained > MOST_DRAINED) end();
		});
		request.once('end', end).once('close', end);
	});
}
