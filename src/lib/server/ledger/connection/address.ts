/** The address of a ledger: the path of an SQLite file, or `postgres://…` of a PostgreSQL database. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function isPostgresAddress(address: string): boolean {
	return /^postgres(?:ql)?:\/\//i.test(address);
}

/** The path that files of the ledger stand beside: backups, copies, what was handed in. */
export function localPath(address: string): string {
	if (!isPostgresAddress(address)) return address;
	return join('data', `${new URL(address).pathname.slice(1)}.db`);
}

/** A command as one types it to act on this ledger, e.g. `npm run db:migrate -- --db data/own.db`. */
export function commandOn(address: string, command: string): string {
	// A PostgreSQL database is configured, so that no process list shows its address.
	if (isPostgresAddress(address)) return command;
	const path = /[^\w./:\\-]/.test(address) ? `"${address}"` : address;
	return `${command}${command.includes(' -- ') ? '' : ' --'} --db ${path}`;
}

/** Tells whether there may be a ledger; a PostgreSQL database is made before the program is. */
export function ledgerExists(address: string): boolean {
	return isPostgresAddress(address) || existsSync(address);
}

/**
 * Moves the password of an address to the environment variable `PGPASSWORD`, where the driver finds it and no message and no
 * process list shows it. Returns the address without it.
 */
export function movePassword(address: string): string {
	if (!isPostgresAddress(address) || !URL.canParse(address)) return address;
	const url = new URL(address);
	if (url.password !== '') process.env.PGPASSWORD = decodeURIComponent(url.password);
	url.password = '';
	return url.href;
}
