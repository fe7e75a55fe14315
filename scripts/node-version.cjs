/*
 * Preloaded (`node -r`) by every npm script, before any TypeScript is read: refuses a Node that cannot run it, and
 * keeps compiled code.
 * CommonJS and old syntax on purpose, since the Node that must be refused is the one that reads this file.
 * The floor is 22.18: TypeScript without a flag; better-sqlite3, kysely and vitest ask for 22.
 */
'use strict';

var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (!(major >= 24 || (major === 22 && minor >= 18))) {
	console.error(
		'明账需要 Node.js 22.18 以上的 22 版，或 24 以上的版本；现在运行的是 ' +
			process.versions.node +
			'。请先执行 npm ci（Linux 与 Windows 上会一并装好合适的 Node），' +
			'并用 npm start、npm test 这样的命令运行；其他系统请从 nodejs.org 安装 Node.js 24。'
	);
	process.exit(2);
}

// Compiled code is kept beside the packages: the next start takes two thirds of the time. Where the folder cannot be
// written, or Node does without, nothing is said and nothing is lost.
var compiled = require('node:path').join(__dirname, '../node_modules/.cache/compiled');
if (process.env.NODE_COMPILE_CACHE === undefined) {
	require('node:module').enableCompileCache(compiled);
	// For the processes that this one starts: they parse documents.
	process.env.NODE_COMPILE_CACHE = compiled;
}
