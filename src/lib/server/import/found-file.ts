/** Defines what is known of a file before it is read. */
import type { Issue } from '#lib/documents/issue.ts';

export interface FoundFile {
	/** As named, or below the folder as named. */
	path: string;
	/** Base name. */
	name: string;
	/** Names of the folders above it, outermost first, from the folder that was named. */
	folder_names: string[];
	/** Reads a file that is in a package; null for one that is in a folder. */
	read: (() => Uint8Array) | null;
	/** Says why it is not to be read; null where it is. An `error` is a failure, a `warning` a file passed over. */
	issue: Issue | null;
}
