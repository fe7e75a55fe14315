import { pathKey } from '#lib/comparison/score-items.ts';
import type { ScoreItem } from '#lib/filing/filing.ts';

/** The paths of the lines of a score sheet; of lines with the same path the second and further ones are numbered. */
export function itemNames(items: readonly Pick<ScoreItem, 'path'>[]): string[] {
	const times = new Map<string, number>();
	return items.map(({ path }) => {
		const key = pathKey(path);
		const time = (times.get(key) ?? 0) + 1;
		times.set(key, time);
		return time === 1 ? key : `${key}（第${time}处）`;
	});
}
