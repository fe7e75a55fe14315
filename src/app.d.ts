declare global {
	namespace App {
		interface Error {
			/** One Chinese sentence for the reader; with the number that also stands in the log where one was logged. */
			message: string;
		}
	}
}

export {};
