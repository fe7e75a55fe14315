import type { Transport } from '@sveltejs/kit';

/**
 * Pages are sent without hydration, but SvelteKit writes all data of a page as script all the same, only to leave it
 * out: two fifths of the time of an answer. What is "transported" costs nothing: a page's data becomes one word.
 */
export const transport: Transport = {
	unsent: {
		encode: (value: unknown) => typeof value === 'object' && value !== null,
		decode: () => null
	}
};
