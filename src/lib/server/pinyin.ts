/** Spells names as they are read. Only this imports pinyin-pro: browsers and the import do without its dictionary. */
import { customPinyin, pinyin } from 'pinyin-pro';

/** Names of places and offices whose characters are read otherwise than the dictionary takes them. */
const READINGS: Readonly<Record<string, string>> = {
	六合: 'lù hé',
	六枝: 'lù zhī',
	单县: 'shàn xiàn',
	单城: 'shàn chéng',
	曾都: 'zēng dū',
	曾厝: 'zēng cuò',
	长子县: 'zhǎng zǐ xiàn',
	解州: 'xiè zhōu',
	乐亭: 'lào tíng',
	乐清: 'yuè qīng',
	重症: 'zhòng zhèng',
	重案: 'zhòng àn',
	涡阳: 'guō yáng',
	蔚县: 'yù xiàn',
	尉犁: 'yù lí',
	浚县: 'xùn xiàn',
	洪洞: 'hóng tóng',
	黄陂: 'huáng pí',
	什邡: 'shí fāng',
	犍为: 'qián wéi',
	铅山: 'yán shān',
	繁峙: 'fán shì',
	井陉: 'jǐng xíng',
	藁城: 'gǎo chéng',
	柏乡: 'bǎi xiāng',
	泌阳: 'bì yáng',
	荥经: 'yíng jīng',
	会稽: 'kuài jī',
	浒墅关: 'xǔ shù guān',
	大埔: 'dà bù',
	行长: 'háng zhǎng',
	会计: 'kuài jì',
	调解: 'tiáo jiě',
	大厦: 'dà shà',
	// In names it is a city; the dictionary takes it for “all”.
	都: 'dū',
	歙县: 'shè xiàn',
	筠连: 'jūn lián',
	乐陵: 'lào líng',
	吴堡: 'wú bǔ',
	栎阳: 'yuè yáng',
	宕昌: 'tàn chāng',
	喀什: 'kā shí',
	称多: 'chèn duō',
	民乐: 'mín lè',
	差旅: 'chāi lǚ',
	率先: 'shuài xiān',
	还款: 'huán kuǎn',
	重组: 'chóng zǔ',
	藏医: 'zàng yī',
	湖泊: 'hú pō'
};
customPinyin({ ...READINGS });

/** Syllables of a name, one a character, without tones and with v for ü; Latin letters and digits as they are, small. */
export function syllablesOf(name: string): string[] {
	return pinyin(name, { toneType: 'none', type: 'array', v: true }).map((one) => one.toLowerCase());
}
