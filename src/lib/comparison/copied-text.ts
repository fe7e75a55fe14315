/** Finds texts of different departments that are the same or nearly so. */
import { COPIED_TEXT } from '../catalogue/copied-text.ts';

export interface OwnedText {
	/** Tells whose it is. */
	owner: number;
	text: string;
}

export interface CopiedPair<T> {
	a: T;
	b: T;
	/** Share of the shorter text that is in the other too, from 0 to 1. */
	share: number;
}

/** The pairs, the most alike first. All texts are the same part of a report. */
export function findCopied<T extends OwnedText>(texts: readonly T[]): CopiedPair<T>[] {
	const runs = withoutCommon(texts.map(({ owner, text }) => ({ owner, runs: runsOf(text) })));
	const holders = new Map<string, number[]>();
	runs.forEach((own, index) => {
		if (own.size < COPIED_TEXT.least_runs) return;
		for (const run of own) {
			const known = holders.get(run);
			if (known) known.push(index);
			else holders.set(run, [index]);
		}
	});
	const shared = countShared(holders, texts.length);
	return [...shared]
		.flatMap(([key, count]): CopiedPair<T>[] => {
			const [first, second] = [Math.floor(key / texts.length), key % texts.length];
			const [a, b] = [texts[first], texts[second]];
			const shorter = Math.min(runs[first]?.size ?? 0, runs[second]?.size ?? 0);
			const isCopied = a && b && a.owner !== b.owner && count >= shorter * COPIED_TEXT.least_share;
			return isCopied ? [{ a, b, share: count / shorter }] : [];
		})
		.sort((one, other) => other.share - one.share);
}

/** All runs of so many letters; figures, blanks and punctuation are left out, since they are changed first. */
function runsOf(text: string): Set<string> {
	const letters = text.normalize('NFKC').replace(/\P{L}+/gu, '');
	const runs = new Set<string>();
	for (let at = 0; at + COPIED_TEXT.run <= letters.length; at++) {
		runs.add(letters.slice(at, at + COPIED_TEXT.run));
	}
	return runs;
}

/** Takes out what many departments write: it is the wording of the form that they fill. */
function withoutCommon(texts: readonly { owner: number; runs: Set<string> }[]): Set<string>[] {
	const owners = new Map<string, Set<number>>();
	for (const { owner, runs } of texts) {
		for (const run of runs) {
			const known = owners.get(run);
			if (known) known.add(owner);
			else owners.set(run, new Set([owner]));
		}
	}
	const all = new Set(texts.map(({ owner }) => owner)).size;
	const { share, departments } = COPIED_TEXT.common;
	const least = Math.max(departments, Math.floor(all * share) + 1);
	return texts.map(
		({ runs }) => new Set([...runs].filter((run) => (owners.get(run)?.size ?? 0) < least))
	);
}

/** Counts the runs that two texts share, by the first's index times `size` plus the second's. */
function countShared(
	holders: ReadonlyMap<string, readonly number[]>,
	size: number
): Map<number, number> {
	const shared = new Map<number, number>();
	for (const indices of holders.values()) {
		indices.forEach((first, at) => {
			for (const second of indices.slice(at + 1)) {
				const key = first * size + second;
				shared.set(key, (shared.get(key) ?? 0) + 1);
			}
		});
	}
	return shared;
}
