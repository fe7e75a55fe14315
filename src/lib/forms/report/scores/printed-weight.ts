/** Weights that names of the score sheet print: `预算配置（15分）`. */
import { joinText, plainText } from '../lines.ts';

const WEIGHT_IN_NAME = /[(（]?(?:分值|权重|满分)?[:：]?(\d+(?:\.\d+)?)分[)）]?$/;
/** Without 分 the number may count indicators instead, so it is read in headings only. */
const WEIGHT_IN_HEADING = /[(（](\d+(?:\.\d+)?)[)）]$/;

/** Longer than any indicator's name; a text in its place is cut, so that patterns stay fast. */
const LONGEST_NAME = 300;

/** A name without its weight, and the weight as printed. @param isItem true for the last level */
export function stripWeight(
	text: string,
	isItem: boolean
): { name: string; weight: string | null } {
	const compact = joinText(text).slice(0, LONGEST_NAME);
	const plain = plainText(compact);
	const match = WEIGHT_IN_NAME.exec(plain) ?? (isItem ? null : WEIGHT_IN_HEADING.exec(plain));
	if (!match || match.index === 0) return { name: compact, weight: null };
	return { name: compact.slice(0, match.index), weight: match[1] ?? null };
}
