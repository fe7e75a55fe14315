/**
 * The choices of the reader for all pages travel along with every link of the page that is sent: here, once, so that no
 * link can forget it. A link that chooses itself keeps its own; one marked `data-own-choice` is left as it is. Links to
 * pinned departments are marked `data-pin`, so that every list shows them.
 */

/** Parameters with their values; repeated where there are several. */
export type CarriedChoice = readonly (readonly [name: string, value: string])[];

const LINK = /<a\s[^>]*?\bhref="(\/[^"]*)"/g;
/** Files and the API answer their own questions. */
const NO_PAGE = /^\/(?:_app|api|exports)\//;

/**
 * The markup with the choice in all links to pages of this site. Links of the content say themselves whether their
 * figures are of one kind: a figure of all kinds must not lead to a page that `narrows` its rows to one.
 */
export function carryChoice(
	html: string,
	choice: CarriedChoice,
	narrows: (path: string) => boolean
): string {
	if (choice.length === 0) return html;
	const pins = choice
		.filter(([name]) => name === 'pin')
		.map(([, code]) => `/departments/${encodeURIComponent(code)}`);
	const content = html.indexOf('<main');
	const withoutKind = choice.filter(([name]) => name !== 'kind');
	return html.replace(LINK, (tag, address: string, at: number) => {
		const isOwn = html.slice(at, html.indexOf('>', at)).includes('data-own-choice');
		if (isOwn || NO_PAGE.test(address)) return tag;
		const path = /^[^?#]*/.exec(address)?.[0] ?? '';
		const pin = pins.indexOf(path) + 1;
		const carried = content >= 0 && at > content && narrows(path) ? withoutKind : choice;
		const mark = pin > 0 ? ` data-pin="${pin}"` : '';
		return `${tag.slice(0, -address.length - 1)}${withChoice(address, carried)}"${mark}`;
	});
}

function withChoice(address: string, choice: CarriedChoice): string {
	const [rest = '', fragment] = address.split('#', 2);
	const [path = '', query = ''] = rest.replaceAll('&amp;', '&').split('?', 2);
	const search = new URLSearchParams(query);
	const missing = choice.filter(([name]) => !search.has(name));
	if (missing.length === 0) return address;
	for (const [name, value] of missing) search.append(name, value);
	const text = search.toString().replaceAll('&', '&amp;');
	return `${path}?${text}${fragment === undefined ? '' : `#${fragment}`}`;
}
