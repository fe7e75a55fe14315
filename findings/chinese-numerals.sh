#!/usr/bin/env bash
# An amount in words (大写), which a library wrote itself, read back by it; a year in Chinese digits; amounts over 一亿.
#
# A good guess: what nzh writes with toMoney it reads with decodeB, 二〇二一 is 2021, and an integer of two units, which
#   both libraries are made for, comes out right; what is not understood is an error or NaN.
# Seen: nzh 1.0.14 reads its own 壹仟贰佰零陆元零肆分 as 1264: 分 is added as units and 陆元 becomes the tens; and
#   the year as 221. chinese-numbers-converter 2.3.1 reads the year, but 一亿二千万 as a million millions, since 亿 is
#   multiplied by the 万 that follows; the amount in words it reads as 1804. Round numbers below 一亿 come out right in both.
# Date: 2026-11-28, Node 20.20.
# Why it matters: covers bear the year as 二〇二一年度, vouchers the amount in words beside the figure, and texts say
#   一亿二千万元; each wrong value is a well-formed number. The product reads years digit by digit
#   (`src/lib/catalogue/years.ts`), and an amount in words as no number: its cell is named as not read.
source "$(dirname "$0")/lib.sh"
begin nzh@1.0.14 chinese-numbers-converter@2.3.1

node --input-type=module <<'JS' | expect 'nzh, of its own words:
  123456.78 → 壹拾贰万叁仟肆佰伍拾陆元柒角捌分 → 123678
  1206.04 → 壹仟贰佰零陆元零肆分 → 1264
  12060400 → 壹仟贰佰零陆万零肆佰元整 → 12060400
nzh: 二〇二一 221, 一亿二千万 120000000, 三亿零二百万 302000000, 九千万 90000000
chinese-numbers-converter: 二〇二一 2021, 一亿二千万 1000020000000, 三亿零二百万 3000002000000, 九千万 90000000
chinese-numbers-converter: 壹仟贰佰零陆元零肆分 1804'
import ChineseNumber from 'chinese-numbers-converter';
import Nzh from 'nzh';
const { cn } = Nzh;
console.log('nzh, of its own words:');
for (const amount of [123456.78, 1206.04, 12060400]) {
	const words = cn.toMoney(amount, { outSymbol: false });
	console.log(`  ${amount} → ${words} → ${cn.decodeB(words)}`);
}
const convert = (words) => new ChineseNumber(words).toInteger();
const show = (name, read) =>
	console.log(`${name}: ${['二〇二一', '一亿二千万', '三亿零二百万', '九千万'].map((words) => `${words} ${read(words)}`).join(', ')}`);
show('nzh', (words) => cn.decodeS(words));
show('chinese-numbers-converter', convert);
console.log(`chinese-numbers-converter: 壹仟贰佰零陆元零肆分 ${convert('壹仟贰佰零陆元零肆分')}`);
JS
