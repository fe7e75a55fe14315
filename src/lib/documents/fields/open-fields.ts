/** The fields of a document that are open while its text is read, one in another: each is its code, then its result. */
import { emptyField, LONGEST_CODE, type Field } from './fields.ts';

export interface OpenField extends Field {
	state: 'code' | 'result';
	hasResult: boolean;
	/** A form field whose choice cannot be read. */
	isUnread: boolean;
}

export class OpenFields {
	/** The innermost is last. */
	#fields: OpenField[] = [];

	get depth(): number {
		return this.#fields.length;
	}

	/** The innermost field. */
	get last(): OpenField | undefined {
		return this.#fields.at(-1);
	}

	get isInCode(): boolean {
		return this.#fields.length > 0 && this.#fields.some(({ state }) => state === 'code');
	}

	begin(): void {
		this.#fields.push({ ...emptyField(), state: 'code', hasResult: false, isUnread: false });
	}

	addCode(text: string): void {
		const field = this.last;
		if (field && field.code.length < LONGEST_CODE) field.code += text;
	}

	separate(): void {
		if (this.last) this.last.state = 'result';
	}

	/** Text is shown in the fields. */
	showResult(): void {
		for (const field of this.#fields) field.hasResult = true;
	}

	/** Ends the innermost field and returns it where it showed nothing. */
	end(): OpenField | null {
		const field = this.#fields.pop();
		return field && !field.hasResult ? field : null;
	}

	/** A field code never spans paragraphs: what looks so is a field whose end is lost. */
	endParagraph(): void {
		if (this.#fields.length > 0)
			this.#fields = this.#fields.filter(({ state }) => state === 'result');
	}

	clear(): void {
		this.#fields = [];
	}
}
