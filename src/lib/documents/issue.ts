import type { Place } from './place.ts';

/** A problem met while reading or storing a file. `code` is stable; `message` is a Chinese sentence. */
export interface Issue {
	code: string;
	severity: 'error' | 'warning';
	message: string;
	place: Place | null;
}
