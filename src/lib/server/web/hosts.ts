/**
 * Decides who can reach the server: the address it may listen on, and which `Host` a request may name. A page of
 * another site that has its own name resolve to this machine (DNS rebinding) is refused, since its name is not among
 * ours.
 */
import { BlockList, isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { type Config, ConfigError } from '../config.ts';

const EVERY_INTERFACE = new Set(['0.0.0.0', '::']);

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Without accounts nobody is asked who they are, so an address that others can reach is listened on only where that is
 * meant.
 * @throws {ConfigError} with what would be open, and the ways out.
 */
export function refuseUnmeantReaders(config: Config, hasAccounts: boolean): void {
	if (hasAccounts || config.openReading || !isReachedByOthers(config)) return;
	const [name, value, alone] = isThisMachineOnly(config.host)
		? (['ORIGIN', config.origin ?? '', '请去掉 ORIGIN'] as const)
		: (['HOST', config.host, '请改为 HOST=127.0.0.1'] as const);
	throw new ConfigError(
		`设置 ${name} 的值“${value}”会让网络上的任何人不经登录读到全部数据，所以没有启动：要让各人登录后阅读，请先用 npm run users -- add 建立账户；只在本机使用，${alone}；确实要对网络开放阅读，请同时设置 OPEN_READING=1。`
	);
}

/** By the address that is listened on, or by that under which a proxy hands readers on. */
export function isReachedByOthers({ host, origin }: Config): boolean {
	const named = origin === null ? null : new URL(origin).hostname.replace(/^\[|\]$/g, '');
	return !isThisMachineOnly(host) || (named !== null && !isThisMachineOnly(named));
}

/** Other names are resolved outside this machine, so of names only `localhost` counts. */
function isThisMachineOnly(host: string): boolean {
	const family = isIP(host);
	if (family === 0) return host.toLowerCase() === 'localhost';
	return LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

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
