#!/usr/bin/env bash
# Names of cities sorted by Intl.Collator('zh-CN'), whose order is by pinyin.
#
# A good guess: the collator sorts each character by one reading, so all characters with several readings sort by
#   the commonest, and place names among them go wrong alike; or it knows names and gets all right.
# Seen: neither. Node 24.21.0 (ICU 78.3) files 长沙 under zhǎng, behind 张家界, and 厦门 under shà, before 商丘, but
#   重庆 rightly under chóng although 重 is read zhòng in most words, and 六安 under liù. The stroke order does no
#   better for a reader who looks by sound. Nothing in the result tells which names are misplaced.
# Date: 2026-11-27.
# Why it matters: 长沙 is the capital of the province that the form comes from; a reader who looks under C finds it
#   missing. The product sorts columns of names with this collator, breaks ties by department code, and offers a
#   search, so that no one has to find a name by its place in the alphabet.
source "$(dirname "$0")/lib.sh"
begin "$NODE_PACKAGE"

cat >sort.js <<'JS'
const places = ['长沙', '常德', '重庆', '成都', '郴州', '丁家', '六安', '岳阳', '厦门', '下关', '商丘', '三亚', '张家界', '株洲', '永州', '陆丰', '泸州'];
console.log(`pinyin: ${places.toSorted(new Intl.Collator('zh-CN').compare).join(' ')}`);
console.log(`stroke: ${places.toSorted(new Intl.Collator('zh-CN-u-co-stroke').compare).join(' ')}`);
JS
pinned_node sort.js | expect 'pinyin: 常德 郴州 成都 重庆 丁家 六安 泸州 陆丰 三亚 厦门 商丘 下关 永州 岳阳 张家界 长沙 株洲
stroke: 丁家 三亚 下关 六安 永州 长沙 成都 张家界 岳阳 泸州 陆丰 重庆 株洲 商丘 常德 郴州 厦门'
