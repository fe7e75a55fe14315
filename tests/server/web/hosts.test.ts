import { expect, test } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { acceptedHosts, hostOf, refuseUnmeantReaders } from '#lib/server/web/hosts.ts';

test.each([
	['localhost', 'localhost'],
	['LOCALHOST:3000', 'localhost'],
	['127.0.0.1:80', '127.0.0.1'],
	['[::1]:3000', '[::1]'],
	['ledger.example', 'ledger.example'],
	['', null],
	[undefined, null],
	['a b', null],
	['evil.example@127.0.0.1', null],
	['127.0.0.1:3000/path', null],
	['::1', null]
])('the host of %s is %s', (header, host) => {
	expect(hostOf(header)).toBe(host);
});

test.each([
	[{}, '127.0.0.1', true],
	[{}, 'localhost', true],
	[{}, '[::1]', true],
	[{}, 'ledger.example', false],
	[{}, '127.0.0.1.evil.example', false],
	[{ HOST: 'Ledger.Example' }, 'ledger.example', true],
	[{ HOST: '::1' }, '[::1]', true],
	[{ ORIGIN: 'https://ledger.example:8443' }, 'ledger.example', true],
	[{ ORIGIN: 'https://ledger.example' }, 'other.example', false],
	[{ HOST: '0.0.0.0' }, 'ledger.example', false]
])('with %o, %s is accepted: %s', (env, host, accepted) => {
	expect(acceptedHosts(readConfig(env)).has(host)).toBe(accepted);
});

test.each([
	[{}, true],
	[{ HOST: 'LocalHost' }, true],
	[{ HOST: '127.8.9.10' }, true],
	[{ HOST: '::1' }, true],
	[{ HOST: '0:0:0:0:0:0:0:1' }, true],
	[{ HOST: '0.0.0.0' }, false],
	[{ HOST: '::' }, false],
	[{ HOST: '10.1.2.3' }, false],
	[{ HOST: '::ffff:10.1.2.3' }, false],
	[{ HOST: 'ledger.example' }, false],
	[{ HOST: '0.0.0.0', OPEN_READING: '0' }, false],
	[{ HOST: '0.0.0.0', OPEN_READING: '1' }, true],
	[{ ORIGIN: 'http://localhost:3000' }, true],
	[{ ORIGIN: 'http://[::1]:3000' }, true],
	[{ ORIGIN: 'https://ledger.example' }, false],
	[{ ORIGIN: 'https://ledger.example', OPEN_READING: '1' }, true]
])('with %o the server may start without accounts: %s', (env, may) => {
	const start = (hasAccounts: boolean) => () => {
		refuseUnmeantReaders(readConfig(env), hasAccounts);
	};
	if (may) expect(start(false)).not.toThrow();
	else expect(start(false)).toThrow('OPEN_READING=1');
	expect(start(true)).not.toThrow();
});
