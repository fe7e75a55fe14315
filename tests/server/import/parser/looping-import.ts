/** Gives a file to a reader that loops, and says which process reads it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParserPool } from '#lib/server/import/parser/process.ts';

const limits = { memory_mb: 32, time_ms: 600_000, wait_ms: 600_000, processes: 1, gives_way: true };
const pool = new ParserPool(limits, join(import.meta.dirname, 'misbehaving-worker.ts'));
void pool.parse({ name: 'loop', folder_names: [], bytes: new Uint8Array() });
const children = `/proc/${process.pid}/task/${process.pid}/children`;
console.log(readFileSync(children, 'utf8').trim());
