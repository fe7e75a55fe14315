/** The colour table of an RTF file: entries end with a semicolon, and an entry without words is the program's own choice. */
import { rgb, type Colour } from '../appearance.ts';

const SEMICOLON = 0x3b;

export class ColourTable {
	readonly #colours: (Colour | null)[] = [];
	#parts: Record<string, number> = {};

	/** A control word of the table. */
	word(name: string, value: number | null): void {
		this.#parts[name] = value ?? 0;
	}

	byte(code: number): void {
		if (code !== SEMICOLON) return;
		const { red, green, blue } = this.#parts;
		const isStated = red !== undefined || green !== undefined || blue !== undefined;
		this.#colours.push(isStated ? rgb(red ?? 0, green ?? 0, blue ?? 0) : null);
		this.#parts = {};
	}

	colour(number: number | null): Colour | null {
		return this.#colours[number ?? 0] ?? null;
	}
}
