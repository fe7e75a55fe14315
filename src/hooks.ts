import { OwnMarkup } from '#lib/charts/own-markup.ts';
import { isServerOnly } from '#lib/server-only-data.ts';
import type { Transport } from '@sveltejs/kit';

export const transport: Transport = {
	/** Drawings of a page that hydrates, which may be drawn again with other data. */
	OwnMarkup: {
		// In an array, since an empty text would say that it is not encoded.
		encode: (value: unknown) => value instanceof OwnMarkup && [value.text],
		decode: ([text]: [string]) => new OwnMarkup(text)
	},
	/** Data of a page that does not hydrate. */
	serverOnly: {
		encode: (value: unknown) => isServerOnly(value) && 1,
		decode: () => null
	}
};
