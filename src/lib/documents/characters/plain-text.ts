/**
 * The characters that a person sees in place of those that a program wrote: radicals for which PDF converters take
 * characters of the same shape, codes of symbol fonts, and marks that have no shape at all.
 */
import { signsOf } from './symbols.ts';

/** Each radical of U+2E80–2EF3 and the character of its shape, of which NFKC knows two (Unicode: EquivalentUnifiedIdeograph). */
const SUPPLEMENT =
	'⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵' +
	'⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎' +
	'⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐' +
	'⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

/** Radicals of U+2F00–2FD5 that NFKC turns into forms that are not written in mainland China. */
const MAINLAND_FORMS = '⼾户⾭青⿈黄';

const RADICALS = new Map(pairsOf(SUPPLEMENT + MAINLAND_FORMS));

function* pairsOf(text: string): Generator<[string, string]> {
	const characters = [...text];
	for (let at = 0; at + 1 < characters.length; at += 2)
		yield [characters[at] ?? '', characters[at + 1] ?? ''];
}

/** Radicals and compatibility ideographs. */
const LOOK_ALIKES = '\\u2e80-\\u2fdf\\uf900-\\ufaff';
/**
 * Soft hyphens, zero-width marks, variation selectors and marks of direction. The override from right to left
 * (U+202E) is not among them: it turns digits round, so that a number that holds one must not be read.
 */
const INVISIBLES =
	'\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202d\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
const SELECTORS = '\\ufe00-\\ufe0f';
const LOOK_ALIKE = new RegExp(`[${LOOK_ALIKES}]`, 'g');
const INVISIBLE = new RegExp(`[${INVISIBLES}]|[${SELECTORS}]`, 'g');
const SYMBOLS = '\\uf000-\\uf0ff';
const ANY = new RegExp(`[${INVISIBLES}${LOOK_ALIKES}${SYMBOLS}]|[${SELECTORS}]`);

/** Text with look-alike characters folded to ordinary ones, signs for codes of symbol fonts, and no invisible marks. */
export function plainText(text: string): string {
	if (!ANY.test(text)) return text;
	const folded = text
		.replace(INVISIBLE, '')
		.replace(LOOK_ALIKE, (character) => RADICALS.get(character) ?? character.normalize('NFKC'));
	return signsOf(folded, null);
}
