import { describe, expect, test, vi } from 'vitest';
import { ConfigError, readConfig, readNamedDatabase } from '#lib/server/config.ts';

describe('readConfig', () => {
	test('has a default for every setting; an empty one counts as not set', () => {
		const defaults = {
			databasePath: 'data/mingzhang.db',
			host: '127.0.0.1',
			port: 3000,
			origin: null,
			openReading: false,
			formsFolder: null
		};
		expect(readConfig({})).toEqual(defaults);
		expect(readConfig({ DATABASE_URL: '', HOST: ' ', PORT: '', ORIGIN: '' })).toEqual(defaults);
	});

	test.each([
		[{ DATABASE_URL: 'file:x.db' }, { databasePath: 'x.db' }],
		[{ DATABASE_URL: 'file:./a b/账.db' }, { databasePath: './a b/账.db' }],
		[{ DATABASE_URL: 'file:/var/x.db' }, { databasePath: '/var/x.db' }],
		[{ DATABASE_URL: 'file:///var/a%20b.db' }, { databasePath: '/var/a b.db' }],
		[{ HOST: '::1' }, { host: '::1' }],
		[{ HOST: 'ledger.example' }, { host: 'ledger.example' }],
		[{ OPEN_READING: '1' }, { openReading: true }],
		[{ OPEN_READING: '0' }, { openReading: false }],
		[{ FORMS_DIR: '/srv/forms' }, { formsFolder: '/srv/forms' }],
		[{ PORT: '0' }, { port: 0 }],
		[{ PORT: '65535' }, { port: 65_535 }],
		[{ ORIGIN: 'https://Ledger.example/' }, { origin: 'https://ledger.example' }],
		[{ ORIGIN: 'http://10.1.2.3:8080' }, { origin: 'http://10.1.2.3:8080' }]
	])('reads %o', (env, expected) => {
		expect(readConfig(env)).toMatchObject(expected);
	});

	test.each([
		[{ PORT: 'x' }, '设置 PORT 的值“x”不能使用：请写 0 到 65535 之间的整数，例如 3000。'],
		[{ PORT: '-1' }, '设置 PORT 的值“-1”不能使用：请写 0 到 65535 之间的整数，例如 3000。'],
		[{ PORT: '65536' }, '设置 PORT 的值“65536”不能使用：请写 0 到 65535 之间的整数，例如 3000。'],
		[
			{ OPEN_READING: 'yes' },
			'设置 OPEN_READING 的值“yes”不能使用：请写 1（允许任何人阅读）或 0。'
		],
		[{ HOST: 'a b' }, '设置 HOST 的值“a b”不能使用：请写一个 IP 地址或主机名，例如 127.0.0.1。'],
		[
			{ ORIGIN: 'https://ledger.example/app' },
			'设置 ORIGIN 的值“https://ledger.example/app”不能使用：请写浏览器里看到的网址开头（协议、主机、端口），例如 https://ledger.example。'
		],
		[
			{ ORIGIN: 'ftp://ledger.example' },
			'设置 ORIGIN 的值“ftp://ledger.example”不能使用：请写浏览器里看到的网址开头（协议、主机、端口），例如 https://ledger.example。'
		],
		[
			{ DATABASE_URL: 'mingzhang.db' },
			'设置 DATABASE_URL 的值“mingzhang.db”不能使用：请写成 file:路径，例如 file:data/mingzhang.db，或 postgres://用户@主机:端口/数据库。'
		],
		[
			{ DATABASE_URL: 'file:data/' },
			'设置 DATABASE_URL 的值“file:data/”不能使用：请写成 file:路径，例如 file:data/mingzhang.db，或 postgres://用户@主机:端口/数据库。'
		],
		[
			{ DATABASE_URL: 'postgres://reader:secret@host' },
			'设置 DATABASE_URL 的值“postgres://***@host”不能使用：请写成 file:路径，例如 file:data/mingzhang.db，或 postgres://用户@主机:端口/数据库。'
		]
	])('refuses %o', (env, sentence) => {
		expect(() => readConfig(env)).toThrow(new ConfigError(sentence));
	});

	test('gives the password of a database to its driver, and shows it nowhere', () => {
		vi.stubEnv('PGPASSWORD', '');
		const { databasePath } = readConfig({ DATABASE_URL: 'postgres://reader:s%40cret@host/db' });
		expect(databasePath).toBe('postgres://reader@host/db');
		expect(process.env.PGPASSWORD).toBe('s@cret');
		vi.unstubAllEnvs();
	});

	test('names every setting that cannot be used', () => {
		expect(() => readConfig({ PORT: 'x', HOST: 'a b' })).toThrow(/设置 HOST .*\n设置 PORT /);
	});
});

describe('readNamedDatabase', () => {
	test.each([
		['data/x.db', 'data/x.db'],
		['./file:x.db', './file:x.db'],
		['C:\\ledger\\x.db', 'C:\\ledger\\x.db'],
		['file:x.db', 'x.db'],
		['file:/var/x.db', '/var/x.db'],
		['file:///var/a%20b.db', '/var/a b.db'],
		['postgres://u@host:5432/ledger', 'postgres://u@host:5432/ledger']
	])('reads %s', (named, path) => {
		expect(readNamedDatabase(named)).toBe(path);
	});

	test.each([
		['file:', 'file:'],
		['file:data/', 'file:data/'],
		['sqlite:x.db', 'sqlite:x.db'],
		['postgres://u:secret@host', 'postgres://***@host']
	])('refuses %s, which would make a folder of that name', (named, shown) => {
		expect(() => readNamedDatabase(named)).toThrow(
			new ConfigError(
				`选项“--db”的值“${shown}”不能使用：请写文件的路径，例如 data/mingzhang.db；写成地址的，请写成 file:路径，例如 file:data/mingzhang.db，或 postgres://用户@主机:端口/数据库。`
			)
		);
	});
});
