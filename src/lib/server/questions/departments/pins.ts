/** The departments that the reader of a page has pinned. */
import type { Kysely } from 'kysely';
import { MOST_PINNED, type Pin } from '#lib/catalogue/pins.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { directoryOf, entryNamed } from './directory.ts';
import { cut } from '../parameters.ts';

export interface Pinned {
	pins: Pin[];
	/** Sentences about what was asked for and is not pinned. */
	notices: string[];
}

/** `asked` are codes or what a reader types of a name, one each or several with commas between. */
export async function pinnedOf(
	db: Kysely<Database>,
	area: string,
	asked: readonly string[]
): Promise<Pinned> {
	if (asked.length === 0) return { pins: [], notices: [] };
	const entries = await directoryOf(db, area);
	const found = asked
		.flatMap((text) => (entries.some(({ code }) => code === text) ? [text] : text.split(/[,，、]/)))
		.map((text) => text.trim())
		.filter((text) => text !== '')
		.map((text) => ({ text, entry: entryNamed(entries, text) }));
	const pins = new Map(
		found.flatMap(({ entry }) =>
			entry ? [[entry.code, { code: entry.code, name: entry.name, short: entry.short }]] : []
		)
	);
	const unknown = found.filter(({ entry }) => entry === null).map(({ text }) => cut(text));
	return {
		pins: [...pins.values()].slice(0, MOST_PINNED),
		notices: [
			...unknown.map((text) => `“${text}”不是本地区某一个部门的名称、拼音或编码，未固定。`),
			...(pins.size > MOST_PINNED ? [`最多固定${MOST_PINNED}家，只固定前${MOST_PINNED}家。`] : [])
		]
	};
}
