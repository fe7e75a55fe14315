/** The tokens of an RTF file: groups, control words with their numbers, bytes of text. */
import { DocumentError } from '../document-error.ts';

const MAX_GROUPS = 400;
const MAX_TOKENS = 20_000_000;

export interface RtfHandler {
	openGroup(): void;
	closeGroup(): void;
	/** A control word such as `par`, or a symbol such as `~`; `value` is the number behind it. */
	word(name: string, value: number | null, at: number): void;
	/** One byte of text in the code page that is in force. */
	byte(code: number, at: number): void;
}

/** @throws DocumentError where groups do not close, or are nested too deep */
export function readTokens(bytes: Uint8Array, handler: RtfHandler): void {
	const text = Buffer.from(bytes).toString('latin1');
	const pattern =
		/\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|[{}]|[^\\{}]/gs;
	let depth = 0;
	let tokens = 0;
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
		const [token, name, value, code, symbol] = match;
		const at = match.index;
		if (++tokens > MAX_TOKENS) throw damaged(at, '内容过多');
		if (name !== undefined) {
			const number = value === undefined ? null : Number(value);
			handler.word(name, number, at);
			if (name === 'bin' && number !== null && number > 0) pattern.lastIndex += number;
		} else if (code !== undefined) handler.byte(Number.parseInt(code, 16), at);
		else if (symbol !== undefined) handler.word(symbol, null, at);
		else if (token === '{') {
			if (++depth > MAX_GROUPS) throw damaged(at, `括号嵌套超过 ${MAX_GROUPS} 层`);
			handler.openGroup();
		} else if (token === '}') {
			if (--depth < 0) throw damaged(at, '多出一个右括号');
			handler.closeGroup();
			if (depth === 0) return refuseRest(text, pattern.lastIndex);
		} else if (token >= ' ' || token === '\t') handler.byte(token.charCodeAt(0), at);
	}
	throw damaged(text.length, `文件在此中断，还有 ${depth} 个括号没有闭合`);
}

/** Programs end the file with its outermost group; marks of a text behind it mean that a bracket too many closed it. */
function refuseRest(text: string, from: number): void {
	if (/\\(?:par|cell|row)\b/.test(text.slice(from)))
		throw damaged(from, '右括号使正文提前结束，后面还有文字');
}

function damaged(at: number, what: string): DocumentError {
	return new DocumentError(
		'rtf_damaged',
		`RTF 文件第 ${at} 字节：${what}，文件可能已损坏；请用 Word 或 WPS 打开，另存为 .docx 后再报送。`
	);
}
