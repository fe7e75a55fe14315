/** Tables of what people do with the ledger, one interface each. Nothing of them is part of a filing. */
import type { AuditAction } from '../audit/actions.ts';

/** The record of what was done, one line an act: each bears the hash of the line before it. Lines are only added. */
export interface AuditLogTable {
	/** 1, 2, … without gaps. */
	sequence: number;
	/** ISO 8601 UTC. */
	recorded_at: string;
	/** See `audit/actor.ts`. */
	actor: string;
	action: AuditAction;
	/** Names the thing that was acted on, as a person does. */
	subject: string;
	/** JSON object. */
	detail: string;
	/** Empty for the first line. */
	previous_hash: string;
	/** Over all other columns: see `audit/append.ts`. */
	hash: string;
}

/** Reports that were handed in by browser. Their files wait in a folder beside the database: see `hand-in/spool.ts`. */
export interface HandInTable {
	/** Random, so that none can be guessed. */
	id: string;
	/** ISO 8601 UTC. */
	created_at: string;
	/** See `audit/actor.ts`. */
	actor: string;
	/** The account that handed in; null on a server without accounts. */
	user_id: string | null;
	/** The one department whose filings may be stored; null for all. */
	department_id: number | null;
	state: 'open' | 'confirming' | 'confirmed' | 'taken_back' | 'expired';
	/** Counts files as an import does, as JSON; null until they are stored. */
	summary: string | null;
	decided_at: string | null;
}
