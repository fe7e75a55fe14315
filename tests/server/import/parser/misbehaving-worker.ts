/** A parsing process that does what the name of the file says. */
import { endWithParent } from '#lib/server/import/parser/end-with-parent.ts';
import type { ParseRequest } from '#lib/server/import/parser/messages.ts';

const kept: unknown[] = [];

endWithParent(Number(process.argv[2]));
process.on('message', ({ name }: ParseRequest) => {
	switch (name) {
		case 'loop':
			for (;;) kept.length = 0;
		case 'grow':
			for (;;) kept.push(Array.from({ length: 1000 }, () => ({ name })));
		case 'exit':
			process.exit(7);
			break;
		case 'slow':
			setTimeout(() => process.send?.({ is: 'table' }), 2_500);
			break;
		case 'idle':
			break;
		case 'nonsense':
			process.send?.({ is: 'read', format: 'docx', recognition: { kind: 'self_evaluation' } });
			break;
		default:
			process.send?.({ is: 'table' });
	}
});
