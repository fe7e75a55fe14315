/**
 * Which `Host` a request may name. A page of another site that has its own name resolve to this machine
 * (DNS rebinding) is refused, since its name is not among ours.
 */
import { hostname, networkInterfaces } from 'node:os';
import type { Config } from '../config.ts';

const EVERY_INTERFACE = new Set(['0.0.0.0', '::']);

/** Host names, lower case and without port, under which this server may be asked. */
export function acceptedHosts(config: Config): ReadonlySet<string> {
	const own = EVERY_INTERFACE.has(config.host) ? addressesOfThisMachine() : [];
	const named = config.origin === null ? [] : [new URL(config.origin).hostname];
	const listening = config.host.includes(':') ? `[${config.host}]` : config.host;
	const all = ['127.0.0.1', 'localhost', '[::1]', listening, ...named, ...own];
	return new Set(all.map((host) => host.toLowerCase()));
}

/** The host name in a `Host` header, lower case and without port; null where the header is missing or malformed. */
export function hostOf(header: string | undefined): string | null {
	const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header ?? '');
	return match?.[1]?.toLowerCase() ?? null;
}

/** Addresses that colleagues may type once the server listens on every interface. */
function addressesOfThisMachine(): string[] {
	const addresses = Object.values(networkInterfaces())
		.flatMap((list) => list ?? [])
		.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
	return [hostname(), ...addresses];
}
