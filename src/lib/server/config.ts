/**
 * The configuration, read from the environment once at the start. Plain `process.env`, so that commands and pages
 * read it in the same way; a wrong value is a {@link ConfigError} whose message is one sentence for the reader.
 */
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { isPostgresAddress, movePassword } from './ledger/connection/address.ts';

export interface Config {
	/** Path of the SQLite file, absolute or relative to the working directory; or `postgres://…` without a password. */
	databasePath: string;
	/** Address to listen on. */
	host: string;
	/** TCP port to listen on; 0 takes any free one. */
	port: number;
	/** Scheme, host and port under which readers reach the pages, e.g. `https://ledger.example`; null: as asked. */
	origin: string | null;
	/** Everybody who reaches the address may read everything; without it only this machine may. */
	openReading: boolean;
	/** Folder of the definitions of forms that officers taught; null for the project's own. */
	formsFolder: string | null;
}

/** A setting that cannot be used; its message is a Chinese sentence that names the setting, what was read and advice. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

const DatabaseUrl = v.pipe(
	v.string(),
	v.check(
		(url) => isPostgresUrl(url) || filePath(url) !== null,
		'请写成 file:路径，例如 file:data/mingzhang.db，或 postgres://用户@主机:端口/数据库'
	),
	v.transform((url) => (isPostgresUrl(url) ? movePassword(url) : (filePath(url) ?? '')))
);

const Host = v.pipe(
	v.string(),
	v.check(
		(host) => isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host),
		'请写一个 IP 地址或主机名，例如 127.0.0.1'
	)
);

const Port = v.pipe(
	v.string(),
	v.regex(/^\d{1,5}$/, '请写 0 到 65535 之间的整数，例如 3000'),
	v.transform(Number),
	v.maxValue(65_535, '请写 0 到 65535 之间的整数，例如 3000')
);

const Origin = v.pipe(
	v.string(),
	v.check(
		(text) => webOrigin(text) !== null,
		'请写浏览器里看到的网址开头（协议、主机、端口），例如 https://ledger.example'
	),
	v.transform((text) => webOrigin(text))
);

const OpenReading = v.pipe(
	v.picklist(['0', '1'], '请写 1（允许任何人阅读）或 0'),
	v.transform((text) => text === '1')
);

const Settings = v.object({
	DATABASE_URL: v.optional(DatabaseUrl, 'file:data/mingzhang.db'),
	HOST: v.optional(Host, '127.0.0.1'),
	PORT: v.optional(Port, '3000'),
	ORIGIN: v.optional(v.nullable(Origin), null),
	OPEN_READING: v.optional(OpenReading, '0'),
	FORMS_DIR: v.optional(v.nullable(v.string()), null)
});

let checkedOnce: Config | undefined;

/** The configuration of this process, checked at the first call. Throws {@link ConfigError}. */
export function configuration(): Config {
	checkedOnce ??= readConfig(process.env);
	return checkedOnce;
}

/**
 * Checks the settings; an empty one counts as not set.
 * @throws {ConfigError} naming every setting that cannot be used.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const given = Object.fromEntries(
		Object.keys(Settings.entries)
			.map((name): [string, string | undefined] => [name, env[name]?.trim()])
			.filter(([, value]) => value)
	);
	const checked = v.safeParse(Settings, given);
	if (!checked.success) throw new ConfigError(checked.issues.map(sentence).join('\n'));
	const { DATABASE_URL, HOST, PORT, ORIGIN, OPEN_READING, FORMS_DIR } = checked.output;
	return {
		databasePath: DATABASE_URL,
		host: HOST,
		port: PORT,
		origin: ORIGIN,
		openReading: OPEN_READING,
		formsFolder: FORMS_DIR
	};
}

/**
 * Reads the database that `--db` names: a path, or an address as in `DATABASE_URL`. A path whose first part ends with a colon
 * is written `./data:2026.db`, so that no address makes a folder of its own name.
 * @throws {ConfigError} for an address that cannot be used.
 */
export function readNamedDatabase(named: string): string {
	if (!/^[a-z][a-z\d+.-]+:/i.test(named)) return named;
	const checked = v.safeParse(DatabaseUrl, named);
	if (!checked.success) throw new ConfigError(checked.issues.map(optionSentence).join('\n'));
	return checked.output;
}

function optionSentence(issue: v.InferIssue<typeof DatabaseUrl>): string {
	return `选项“--db”的值“${withoutPassword(String(issue.input))}”不能使用：请写文件的路径，例如 data/mingzhang.db；写成地址的，${issue.message}。`;
}

function sentence(issue: v.InferIssue<typeof Settings>): string {
	return `设置 ${v.getDotPath(issue) ?? ''} 的值“${withoutPassword(String(issue.input))}”不能使用：${issue.message}。`;
}

function withoutPassword(address: string): string {
	return address.replace(/\/\/[^/@]*@/, '//***@');
}

/** An address that names a host and a database. */
function isPostgresUrl(url: string): boolean {
	return isPostgresAddress(url) && URL.canParse(url) && new URL(url).pathname.length > 1;
}

/** The path in `file:data/x.db`, `file:./x.db` or `file:///x.db`; null where it is no such address. */
function filePath(url: string): string | null {
	if (/^file:\/\/\/./i.test(url)) return URL.canParse(url) ? fileURLToPath(url) : null;
	const path = /^file:(.+)$/i.exec(url)?.[1];
	return path === undefined || path.startsWith('//') || /[/?#]$/.test(path) ? null : path;
}

function webOrigin(text: string): string | null {
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	const isOrigin = url.href === `${url.origin}/`;
	return isOrigin && /^https?:$/.test(url.protocol) ? url.origin : null;
}
