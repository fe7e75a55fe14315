/** Reads the answer to a form of a page: the sentence to show, and the texts that stand in its fields again. */

/** The texts of a form as typed, by their fields. */
export type TypedTexts = Partial<Record<string, string[]>>;

/** The answer of an action: that it was done, or why not and what was typed. */
export interface SentAnswer {
	done?: string | undefined;
	problem?: string | undefined;
	typed?: TypedTexts | undefined;
}

/** The result of the form, or why it was refused; nothing before one was sent. */
export function toldOf(answer: SentAnswer | null): string[] {
	return [answer?.problem ?? answer?.done].filter((one) => one !== undefined);
}

/**
 * The texts of a form that was refused, which stand in it again; none where another form was refused.
 * `own` tells the form from the others of its page: texts that it sends along unseen.
 */
export function typedIn(answer: SentAnswer | null, own: Record<string, string> = {}): TypedTexts {
	const typed = answer?.typed ?? {};
	const isIt = Object.entries(own).every(([name, text]) => typed[name]?.[0] === text);
	return isIt ? typed : {};
}
