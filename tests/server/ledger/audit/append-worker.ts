/** Adds lines to the audit log of the database named until it is killed, and tells the number of each once it is stored. */
import { recordAct } from '#lib/server/ledger/audit/append.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';

const db = openWriter(process.argv[2] ?? '');
for (;;) {
	await db.transaction().execute(async (step) => {
		await recordAct(step, { actor: 'a', action: 'user_added', subject: 'x', detail: {} });
	});
	const { sequence } = await db
		.selectFrom('audit_log')
		.select((e) => e.fn.max('sequence').as('sequence'))
		.executeTakeFirstOrThrow();
	process.stdout.write(`${sequence}\n`);
	await new Promise((resolve) => setImmediate(resolve));
}
