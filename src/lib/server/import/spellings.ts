/** Collects what the tables of one file call departments, and which of these names are of one. */
import type { ClaimedFiling } from '#lib/filing/filing.ts';
import { identify, identityKeys } from '../ledger/identity/identify.ts';
import type { Registry } from '../ledger/identity/registry.ts';

/** The name is nobody else's, or that of a department with another code. */
type Misnaming = 'other name' | 'name of another';

/** Holds one line per department, not one per filing. */
export class Spellings {
	readonly #registry: Registry;
	readonly #owners = new Map<string, number>();
	readonly #keys = new Map<string, number>();
	/** Departments that a name alone stands for: a code that comes later with that name is theirs. */
	readonly #named = new Map<string, number>();
	readonly #counts: number[] = [];
	/** Ways of writing whose code is one department's and whose name is not. */
	readonly #misnamed = new Map<string, Misnaming>();
	isAnyShared = false;

	constructor(registry: Registry) {
		this.#registry = registry;
	}

	/**
	 * The department of a filing, as a number.
	 * @throws DocumentError where a filing is nobody's.
	 */
	add(filing: ClaimedFiling): number {
		const spelling = spellingOf(filing);
		const known = this.#owners.get(spelling);
		if (known !== undefined) return known;
		const found = identify(this.#registry, filing.claims, filing.jurisdiction, true);
		const keys = identityKeys(this.#registry, found);
		const [own = '', name = own] = keys;
		const owner = this.#keys.get(own) ?? this.#named.get(name) ?? this.#counts.length;
		const named = this.#keys.get(name);
		if (this.#keys.has(own) && named !== owner)
			this.#misnamed.set(spelling, named === undefined ? 'other name' : 'name of another');
		for (const key of keys) if (!this.#keys.has(key)) this.#keys.set(key, owner);
		if (keys.length === 1) this.#named.set(own, owner);
		this.#owners.set(spelling, owner);
		const count = (this.#counts[owner] ?? 0) + 1;
		this.#counts[owner] = count;
		this.isAnyShared ||= count > 1;
		return owner;
	}

	/** Tells whether the filing bears another name than the department of its code; null where it does not. */
	misnaming(filing: ClaimedFiling): Misnaming | null {
		return this.#misnamed.get(spellingOf(filing)) ?? null;
	}

	/** The department, where it is written in more than one way. */
	sharedOwner(filing: ClaimedFiling): number | null {
		const owner = this.#owners.get(spellingOf(filing)) ?? -1;
		return (this.#counts[owner] ?? 0) > 1 ? owner : null;
	}
}

function spellingOf({ claims, jurisdiction }: ClaimedFiling): string {
	const area = `${jurisdiction?.code ?? ''}\u0000${jurisdiction?.name ?? ''}`;
	return claims.reduce((text, claim) => `${text}\u0000${claim.source}\u0000${claim.text}`, area);
}
