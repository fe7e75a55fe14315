/** Whoever asks for a page: what an account, or having none, lets it read and do. */
import { NONE, type Rights, type Role } from '#lib/catalogue/roles.ts';

/** Whoever asks, signed in or not. */
export interface Reader extends Omit<Rights, 'reads'> {
	/**
	 * The departments that an answer may tell of: `single` all of it, on a server without accounts; `all` departments; the `own` ones
	 * alone; `none`. Answers differ by this and by `decides`, and by nothing else of the reader, so both are part of what they are
	 * stored by.
	 */
	sight: 'single' | 'all' | 'own' | 'none';
	/** Null where nobody is signed in. */
	user: { id: string; username: string; name: string; role: Role } | null;
	/** The limit that `own` refers to; null where all departments are read. */
	own: Own | null;
	mustChangePassword: boolean;
}

interface Own {
	role: Role;
	jurisdiction_code: string | null;
	division: string | null;
	department_id: number | null;
}

/** Whoever reads what is open to all: reads, and does nothing else. */
export const SINGLE: Reader = {
	sight: 'single',
	user: null,
	...NONE,
	own: null,
	mustChangePassword: false
};

/** The person at the machine, where nobody else reaches the server and there are no accounts. */
export const AT_HOME: Reader = {
	...SINGLE,
	handsIn: true,
	assesses: true,
	corrects: true,
	audits: true,
	decides: true,
	inquires: true,
	answers: true
};

export const ANONYMOUS: Reader = { ...SINGLE, sight: 'none' };

/** A department that an answer tells of. */
export interface ShownDepartment {
	id: number;
	jurisdiction_code: string;
	division: string | null;
}

/** Tells whether a department is one of those that an account is limited to. */
export function isOwn(own: Own, { id, jurisdiction_code, division }: ShownDepartment): boolean {
	if (own.role === 'department') return own.department_id === id;
	return (
		own.role === 'division' &&
		own.division !== null &&
		own.division === division &&
		own.jurisdiction_code === jurisdiction_code
	);
}
