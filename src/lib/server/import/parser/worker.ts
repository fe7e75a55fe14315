/** The parsing process: answers one request after another until its parent lets go of it. */
import { endWithParent } from './end-with-parent.ts';
import type { ParseRequest, ShowRequest } from './messages.ts';
import { parseFile, showFile } from './parse.ts';

endWithParent(Number(process.argv[2]));
process.on('message', (request: ParseRequest | ShowRequest) => {
	const reading = 'shown' in request ? showFile(request) : parseFile(request);
	void reading.then((reply) => process.send?.(reply));
});
// Ctrl+C reaches every process of a command; this one goes with its parent, which would take it for a crash.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => {
	process.exit(0);
});
