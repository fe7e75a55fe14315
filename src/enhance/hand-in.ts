/**
 * Sends the files of the form for handing in one by one, so that each has its progress and a broken line costs one file.
 * Takes files and folders that are dropped. Without script the form sends them all at once.
 */

import { parse } from 'devalue';

interface ChosenFile {
	path: string;
	file: File;
}

const TRIES = 3;

/** `form` has the list of files, the sentence of progress, and the limits as data. */
export function takeFiles(form: HTMLFormElement): void {
	const list = document.createElement('ul');
	const told = document.createElement('p');
	told.setAttribute('role', 'status');
	form.append(told, list);
	form.classList.add('drop');
	form.addEventListener('dragover', (event) => {
		event.preventDefault();
	});
	form.addEventListener('drop', (event) => {
		event.preventDefault();
		void dropped(event.dataTransfer).then((files) => sendAll(form, files, told, list));
	});
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const inputs = [...form.querySelectorAll<HTMLInputElement>('input[type=file]')];
		const files = inputs.flatMap(({ files }) =>
			[...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
		);
		void sendAll(form, files, told, list);
	});
}

async function dropped(data: DataTransfer | null): Promise<ChosenFile[]> {
	const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
	return (await Promise.all(entries.map((entry) => filesIn(entry)))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<ChosenFile[]> {
	const path = entry.fullPath.replace(/^\//, '');
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) => {
			(entry as FileSystemFileEntry).file(resolve, reject);
		});
		return [{ path, file }];
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	const found: FileSystemEntry[] = [];
	// A browser hands a folder out in portions, the last of which is empty.
	for (;;) {
		const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
			reader.readEntries(resolve, reject);
		});
		if (portion.length === 0) break;
		found.push(...portion);
	}
	return (await Promise.all(found.map((each) => filesIn(each)))).flat();
}

async function sendAll(
	form: HTMLFormElement,
	files: ChosenFile[],
	told: HTMLElement,
	list: HTMLElement
): Promise<void> {
	const controls = [
		...form.querySelectorAll<HTMLButtonElement | HTMLInputElement>('button, input')
	];
	const most = Number(form.dataset.mostBytes);
	list.replaceChildren();
	if (files.length === 0) {
		told.textContent = '没有选择文件，请先选择文件或文件夹。';
		return;
	}
	for (const control of controls) control.disabled = true;
	const lines = files.map(({ path }) => {
		const line = document.createElement('li');
		line.textContent = path;
		list.append(line);
		return (state: string) => {
			line.textContent = `${path}：${state}`;
		};
	});
	let address = form.action;
	let sent = 0;
	for (const [index, { path, file }] of files.entries()) {
		const tell = lines[index] ?? (() => undefined);
		told.textContent = `正在发送第 ${index + 1} 个，共 ${files.length} 个文件。`;
		if (file.size > most) {
			tell(
				`未发送，超过上限 ${Math.round(most / 1024 / 1024)} MB；请删去图片等无关内容，另存后再报送`
			);
			continue;
		}
		const handIn = await send(address, path, file, tell);
		if (handIn === null) continue;
		sent += 1;
		address = `${handIn}?/add`;
	}
	if (sent === files.length && sent > 0) {
		await read(address);
		return;
	}
	for (const control of controls) control.disabled = false;
	told.textContent = `发送了 ${sent} 个，未发送 ${files.length - sent} 个，见下。`;
	if (sent > 0) goOn(told, address);
}

/** Not all were sent: whether to go on without them is for the sender to say. */
function goOn(told: HTMLElement, address: string): void {
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = '只读取已发送的';
	button.addEventListener('click', () => void read(address));
	told.append(' ', button);
}

/** Posts as a form does, so that the page that answers is shown. */
async function read(address: string): Promise<void> {
	const form = document.createElement('form');
	form.method = 'post';
	form.action = address.replace('?/add', '?/again');
	document.body.append(form);
	form.submit();
}

/** The address of the hand-in; null where the file could not be sent. */
async function send(
	address: string,
	path: string,
	file: File,
	tell: (state: string) => void
): Promise<string | null> {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		tell(attempt === 1 ? '正在发送' : `再发一次（第 ${attempt} 次）`);
		const answer = await post(`${address}&more`, path, file, tell).catch(() => null);
		if (answer === null) continue;
		tell('problem' in answer ? answer.problem : '已发送');
		return 'problem' in answer ? null : answer.handIn;
	}
	tell('没有发送成功，请检查网络后重试');
	return null;
}

/** The address of the hand-in that took the file, or why it was not taken. */
type Answer = { handIn: string } | { problem: string };

/** By XMLHttpRequest, which tells how much of a file has been sent. */
function post(
	address: string,
	path: string,
	file: File,
	tell: (state: string) => void
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const form = new FormData();
		form.append('files', file, path);
		request.upload.addEventListener('progress', ({ loaded, total }) => {
			if (total > 0) tell(`正在发送 ${Math.round((loaded / total) * 100)}%`);
		});
		request.addEventListener('load', () => {
			resolve(answerOf(request));
		});
		request.addEventListener('error', () => {
			reject(new Error('the line broke'));
		});
		request.open('POST', address);
		request.setRequestHeader('accept', 'application/json');
		request.send(form);
	});
}

/** An action's answer as SvelteKit writes it for scripts. A page comes instead where the sender's session has ended. */
function answerOf({ status, responseText }: XMLHttpRequest): Answer {
	if (status === 401) return { problem: '登录已失效，没有收下；请重新登录后再报送' };
	try {
		const result = JSON.parse(responseText) as ActionResult;
		if (result.type === 'redirect') return { handIn: result.location };
		if (result.type === 'failure') return parse(result.data) as { problem: string };
		return { problem: result.error.message };
	} catch {
		return { problem: '没有收下，请刷新页面后重试' };
	}
}

type ActionResult =
	| { type: 'redirect'; location: string }
	/** `data` is what the form is told, as devalue writes it. */
	| { type: 'failure'; data: string }
	| { type: 'error'; error: { message: string } };
