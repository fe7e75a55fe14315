import { describe, expect, test } from 'vitest';
import { groupPeers } from '#lib/comparison/groups.ts';
import { LEAST_PEERS, peersOf, PEER_RULES } from '#lib/comparison/peers.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { observation } from './samples.ts';

/** `counts[kind]` departments of each kind, of spending 1, 2, 3, … */
function city(counts: Record<string, number>, unknown = 0): Observation[] {
	const kinds = Object.entries(counts).flatMap(([kind, count]) => Array<string>(count).fill(kind));
	return [...kinds, ...Array<null>(unknown).fill(null)].map((kind, index) =>
		observation({ id: index + 1, kind, now: { spending_total: index + 1 } })
	);
}

describe('peers', () => {
	test.each([
		['kind', { 甲: 9, 乙: 5 }, 'kind', 8, null],
		['kind', { 甲: 8, 乙: 5 }, 'all', 12, '同类部门只有7家，不足8家，改与全部部门（12家）比较。'],
		['kind_size', { 甲: 40 }, 'kind_size', 13, null],
		[
			'kind_size',
			{ 甲: 12, 乙: 6 },
			'kind',
			11,
			'同类且规模相近的部门只有5家，不足8家，改与同类部门（11家）比较。'
		],
		['all', { 甲: 3 }, 'all', 2, null]
	] as const)('by %s in %j', (asked, counts, used, members, widened) => {
		const all = city(counts);
		const first = all[0];
		if (!first) throw new Error('Nobody');
		const peers = peersOf(first, all, asked);
		expect(peers.widened).toBe(widened);
		expect(peers.used).toBe(used);
		expect(peers.members).toHaveLength(members);
		expect(peers.members).not.toContain(first);
	});

	test('a department of no known kind is compared with all', () => {
		const all = city({ 甲: 20 }, 1);
		const last = all.at(-1);
		expect(last && peersOf(last, all, 'kind')).toMatchObject({
			used: 'all',
			widened: '同类部门只有0家，不足8家，改与全部部门（20家）比较。'
		});
	});

	test.each(PEER_RULES)(
		'by %s, groups hold the same departments and the department itself',
		(rule) => {
			const all = city({ 甲: 40, 乙: 12, 丙: 4 }, 3);
			const groups = groupPeers(all, rule);
			for (const one of all) {
				const group = groups.get(one.department.id);
				const peers = peersOf(one, all, rule);
				expect(group?.rule).toBe(peers.used);
				expect(new Set(group?.members)).toEqual(new Set([one, ...peers.members]));
				expect(peers.used === 'all' || peers.members.length >= LEAST_PEERS).toBe(true);
			}
		}
	);
});
