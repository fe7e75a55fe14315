import { SvgMarkup } from '#lib/charts/chart.ts';
import { isUnsent } from '#lib/unsent-data.ts';
import type { Transport } from '@sveltejs/kit';

export const transport: Transport = {
	/** A page that hydrates keeps the markup it was sent, so drawings are not sent a second time as data. */
	SvgMarkup: {
		encode: (value: unknown) => value instanceof SvgMarkup && 1,
		// Svelte keeps the markup that is there only where the value is not empty.
		decode: () => new SvgMarkup('<svg></svg>')
	},
	/** Data of a page that does not hydrate. */
	unsent: {
		encode: (value: unknown) => isUnsent(value) && 1,
		decode: () => null
	}
};
