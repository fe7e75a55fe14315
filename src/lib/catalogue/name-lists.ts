/** Lists of names in a sentence. */

/** `甲、乙、丙`, and of more than `most` names the first with how many there are: `甲、乙、丙等5家`. */
export function firstNames(names: readonly string[], most: number, counted: string): string {
	const shown = names.slice(0, most).join('、');
	return names.length > most ? `${shown}等${names.length}${counted}` : shown;
}
