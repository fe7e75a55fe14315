/** The parsing process: answers one request after another until its parent lets go of it. */
import type { ParseRequest } from './messages.ts';
import { parseFile } from './parse.ts';

process.on('message', (request: ParseRequest) => {
	process.send?.(parseFile(request));
});
process.on('disconnect', () => {
	process.exit(0);
});
