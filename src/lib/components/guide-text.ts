/** Reads the Chinese guides of `docs`, which use a small part of Markdown. A test shows that they use no more of it. */

/** Words in a line: plain, strong, as typed on a keyboard, or leading somewhere. */
export interface GuideSpan {
	kind: 'text' | 'strong' | 'code' | 'link';
	text: string;
	/** Address of a link; absent for other text. */
	href?: string;
}

export type GuideBlock =
	| { kind: 'title' | 'heading' | 'paragraph'; spans: GuideSpan[] }
	| { kind: 'picture'; text: string; file: string }
	| { kind: 'steps' | 'points'; items: GuideSpan[][] };

/** Blocks are parted by empty lines; each entry of a list is one line. */
export function readGuide(markdown: string): GuideBlock[] {
	return markdown
		.split(/\n\s*\n/)
		.map((block) => block.trim())
		.filter((block) => block !== '')
		.map(readBlock);
}

function readBlock(block: string): GuideBlock {
	const picture = /^!\[([^\]]*)\]\(pictures\/([\w-]+\.webp)\)$/.exec(block);
	if (picture) return { kind: 'picture', text: picture[1] ?? '', file: picture[2] ?? '' };
	const heading = /^(#{1,2}) (.+)$/.exec(block);
	if (heading) {
		const kind = heading[1] === '#' ? 'title' : 'heading';
		return { kind, spans: readSpans(heading[2] ?? '') };
	}
	const lines = block.split('\n');
	const mark = /^\d+\. /.test(block) ? /^\d+\. / : /^- /;
	if (!lines.every((line) => mark.test(line)))
		return { kind: 'paragraph', spans: readSpans(lines.join('')) };
	const items = lines.map((line) => readSpans(line.replace(mark, '')));
	return { kind: block.startsWith('- ') ? 'points' : 'steps', items };
}

const SPAN = /\*\*(?<strong>.+?)\*\*|`(?<code>[^`]+)`|\[(?<text>[^\]]+)\]\((?<file>[^)]+)\)/g;

function readSpans(line: string): GuideSpan[] {
	const spans: GuideSpan[] = [];
	let done = 0;
	for (const found of line.matchAll(SPAN)) {
		if (found.index > done) spans.push({ kind: 'text', text: line.slice(done, found.index) });
		spans.push(spanOf(found.groups ?? {}));
		done = found.index + found[0].length;
	}
	if (done < line.length) spans.push({ kind: 'text', text: line.slice(done) });
	return spans;
}

/** The address of a page leads there; a file of `docs` that is no guide is named, since it is not served. */
function spanOf({ strong, code, text, file }: Record<string, string | undefined>): GuideSpan {
	if (strong !== undefined) return { kind: 'strong', text: strong };
	if (code !== undefined)
		return /^\/[a-z/-]*$/.test(code)
			? { kind: 'link', text: code, href: code }
			: { kind: 'code', text: code };
	const guide = /^guide-([a-z]+)\.zh-CN\.md$/.exec(file ?? '')?.[1];
	return guide === undefined
		? { kind: 'text', text: `${text ?? ''}（docs/${file ?? ''}）` }
		: { kind: 'link', text: text ?? '', href: `/guides/${guide}` };
}
