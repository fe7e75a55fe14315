declare global {
	namespace App {
		interface Error {
			/** One Chinese sentence for the reader. */
			message: string;
			/** Short code that also stands in the log, so that a reader can name the event; absent where none was logged. */
			reference?: string;
		}
	}
}

export {};
