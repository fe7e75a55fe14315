/** Tables of those who sign in, one interface each. Nothing of them is part of a filing. */
import type { Generated } from 'kysely';
import type { Role } from '#lib/catalogue/roles.ts';

/** Somebody who may sign in. Nobody is deleted, so that what was done keeps its name. */
export interface AppUserTable {
	id: string;
	/** As typed to sign in: NFKC, lower case. */
	username: string;
	/** The person's name, as screens show it. */
	name: string;
	/** The library wants one; made up from the id, and nothing is ever sent. */
	email: string;
	email_verified: Generated<number>;
	image: Generated<string | null>;
	role: Role;
	/** Jurisdiction of a 归口科室, as `division` is its name there; null for the other roles. */
	jurisdiction_code: string | null;
	division: string | null;
	/** Department of a 部门; null for the other roles, and where the department is gone: then nothing can be read. */
	department_id: number | null;
	is_disabled: Generated<number>;
	/** 1 while the password is the one that an administrator handed out. */
	must_change_password: Generated<number>;
	created_at: string;
	updated_at: string;
}

/** Sessions of the users who are signed in. The rows are better-auth's. */
export interface AppSessionTable {
	id: string;
	token: string;
	user_id: string;
	/** ISO 8601 UTC. */
	expires_at: string;
	ip_address: string | null;
	user_agent: string | null;
	created_at: string;
	updated_at: string;
}

/** A password as better-auth hashes it (scrypt with a salt of its own). */
export interface AppCredentialTable {
	id: string;
	account_id: string;
	provider_id: string;
	user_id: string;
	password: string;
	created_at: string;
	updated_at: string;
}

/** Failed sign-ins in a row by the name typed, known or not; gone after a success. */
export interface SignInAttemptsTable {
	username: string;
	failures: number;
	/** ISO 8601 UTC. */
	last_at: string;
}

/** Single row: what session cookies are signed with. Made with the first account. */
export interface SessionSecretTable {
	id: number;
	secret: string;
}

/** A key that a script reads with in place of a session. */
export interface ApiKeyTable {
	id: Generated<number>;
	name: string;
	user_id: string;
	key_sha256: string;
	created_by: string;
	/** ISO 8601 UTC. */
	created_at: string;
	/** Null while it may be used. */
	revoked_at: string | null;
}
