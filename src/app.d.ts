import type { Appearance } from '#lib/catalogue/appearance.ts';
import type { PagePieces } from '#lib/charts/page-pieces.ts';
import type { CarriedChoice } from '#lib/links.ts';
import type { Reader } from '#lib/server/accounts/reader.ts';
import type { AnswerSubject, CachingRequest } from '#lib/server/web/cached-pages.ts';

declare global {
	namespace App {
		/** `adapter-node` passes this on; the development server passes nothing. */
		interface Platform {
			req: CachingRequest;
		}
		interface Locals {
			/** The reader who asks. */
			reader: Reader;
			/** The rule of the address, and the departments that it tells of; set, like those that follow, by the `handle` hook. */
			subject: AnswerSubject;
			/** Light or dark, as the reader's browser keeps it. */
			appearance: Appearance;
			/** The page runs SvelteKit's script in the browser (`csr`). */
			hydrates: boolean;
			/** The reader's choice for all pages; set by the layout's loader. */
			choice?: CarriedChoice;
			/** Large markup of the page, which its text does not hold. */
			pieces: PagePieces;
			/** The page as written, beside the response that holds it: to read it back costs half a millisecond for 150 kB. */
			page?: Buffer<ArrayBuffer>;
		}
		interface Error {
			/** One Chinese sentence for the reader; with the number of its line in the log where one was logged. */
			message: string;
		}
	}
}

export {};
