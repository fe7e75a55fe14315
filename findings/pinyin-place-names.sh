#!/usr/bin/env bash
# Names of places and offices spelled by pinyin-pro, whose dictionary knows words with several readings.
#
# A good guess: a library that reads 重庆, 厦门, 长沙 and 会计 in context right reads place names right, and where it
#   does not, it is a small county that nobody asks for.
# Seen: 成都 and 首都 are read dū, while 昌都, 花都, 江都, 都匀 and 于都 are read dōu, “all”; 喀什 comes out shén, as in
#   什么, 什邡 too; 差旅 chā lǚ and 率先 lǜ xiān are everyday words of a budget. Nothing in
#   the result tells which are wrong. pinyin-pro 3.29.4.
# Date: 2026-11-27.
# Why it matters: officers look a department up by its initials or syllables; “ks” never finds 喀什, and a list that is
#   sorted by syllable files 昌都 behind its neighbours. The product gives the library a table of such readings, and
#   reads 都 in names as dū (`src/lib/server/pinyin.ts`).
source "$(dirname "$0")/lib.sh"
begin pinyin-pro@3.29.4

cat >read.js <<'JS'
import { pinyin } from 'pinyin-pro';
const read = (names) => names.map((name) => `${name} ${pinyin(name, { toneType: 'none' })}`).join(', ');
console.log(`right: ${read(['成都', '首都', '重庆', '厦门', '长沙', '会计', '铅山', '犍为'])}`);
console.log(`都:    ${read(['昌都', '花都', '江都', '都匀', '于都'])}`);
console.log(`wrong: ${read(['喀什', '什邡', '歙县', '乐清', '乐陵', '泌阳', '六合', '宕昌', '吴堡', '差旅', '率先', '还款'])}`);
JS
node read.js | expect 'right: 成都 cheng du, 首都 shou du, 重庆 chong qing, 厦门 xia men, 长沙 chang sha, 会计 kuai ji, 铅山 yan shan, 犍为 qian wei
都:    昌都 chang dou, 花都 hua dou, 江都 jiang dou, 都匀 dou yun, 于都 yu dou
wrong: 喀什 ka shen, 什邡 shen fang, 歙县 xi xian, 乐清 le qing, 乐陵 le ling, 泌阳 mi yang, 六合 liu he, 宕昌 dang chang, 吴堡 wu bao, 差旅 cha lü, 率先 lü xian, 还款 hai kuan'
