/**
 * Svelte marks the places of blocks in the markup by comments, where a browser would take the page over. A page that does not
 * hydrate has no use for them, and they are a sixth of a large table. Texts hold none: they are escaped.
 */
const MARK = /<!--(?:\[[^<>]*|\])?-->/g;

export function removeHydrationComments(html: string): string {
	return html.replace(MARK, '');
}
