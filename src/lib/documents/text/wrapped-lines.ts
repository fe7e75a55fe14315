/** Text whose paragraphs were cut into lines of one width, as printed pages and mail have it. */

/** `收入合计1，` above `023.50万元`, `得分9` above `4分`: the end of a line cuts a number, or parts it from its unit. */
const CUT_NUMBER =
	/(?:(?<!(?:附件|附表|[表图第])\d?)\d[.．]?|(?<!\d)\d{1,3}[,，](?=\n\d{3}(?!\d))|[\d.．]\s?[百千万亿])\n(?=\d+(?:[,，]\d{3})*(?:[.．]\d+)?\s?(?:[百千万亿]*元|[万亿分人名个%％])|[百千万亿]*元|[分人名个%％](?![^，,。；;、）)]))/;

/** In running text, with a comma or a stop before it. */
const RUNNING = /[，。；：,;][^\n]*$/;
/** Shorter lines are numbers of annexes and headings. */
const SHORTEST_CUT = 5;
/** A line this short ends where its text does. */
const SHORTEST_LINE = 20;
const ENDS = /[。！？；：.!?;:]$/;
/** A new paragraph begins with a blank, or with its number. */
const BEGINS =
	/^(?:[\s\u3000]|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d)|[①-⑳•·●■◆]|附[件表]|第[一二三四五六七八九十]+[部条章])/;

/** Puts lines together where the end of one cuts a number; in such a file, where it cuts any sentence. */
export function unwrapLines(lines: readonly string[]): string[] {
	if (lines.some((line) => line.includes('\t'))) return [...lines];
	const isWrapped = lines.some((line, index) => cutsNumber(line, lines[index + 1]));
	if (!isWrapped) return [...lines];
	const whole: string[] = [];
	for (const [index, line] of lines.entries()) {
		const before = lines[index - 1];
		const goesOn = before !== undefined && (cutsNumber(before, line) || cutsText(before, line));
		if (goesOn) whole.push((whole.pop() ?? '') + line);
		else whole.push(line);
	}
	return whole;
}

/** Enough of two lines to tell a number by. */
const LONGEST_NUMBER = 24;

function cutsNumber(line: string, next = ''): boolean {
	return (
		line.trim().length >= SHORTEST_CUT &&
		CUT_NUMBER.test(`${line.slice(-LONGEST_NUMBER)}\n${next.slice(0, LONGEST_NUMBER)}`) &&
		(RUNNING.test(line) || RUNNING.test(next))
	);
}

function cutsText(line: string, next: string): boolean {
	return (
		line.length >= SHORTEST_LINE &&
		RUNNING.test(line) &&
		!ENDS.test(line.trimEnd()) &&
		next.trim() !== '' &&
		!BEGINS.test(next)
	);
}
