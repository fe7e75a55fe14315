/** The parsing process: answers one request after another until its parent lets go of it. */
import type { ParseRequest } from './messages.ts';
import { parseFile } from './parse.ts';

process.on('message', (request: ParseRequest) => {
	void parseFile(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => {
	process.exit(0);
});
