import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeError } from '#lib/server/log.ts';

test.each([
	[join(process.cwd(), 'build/handler.js'), 'build/handler.js'],
	[`file://${join(process.cwd(), 'src/a.ts')}:3:4`, 'src/a.ts:3:4'],
	["open '/home/somebody/reports/x.docx'", "open '…/x.docx'"],
	['C:\\Users\\somebody\\x.db is locked', '…/x.db is locked'],
	['at f (file:///srv/app/build/x.js:1:2)', 'at f (…/x.js:1:2)'],
	['UNIQUE constraint failed: filing.id', 'UNIQUE constraint failed: filing.id']
])('the log of %s names no folder of this machine', (message, logged) => {
	expect(describeError(new Error(message)).message).toBe(logged);
	expect(describeError(new Error(message)).stack).not.toContain(process.cwd());
});

test('what was thrown without being an error is logged as one', () => {
	expect(describeError('out of ink')).toMatchObject({ type: 'Error', message: 'out of ink' });
});
