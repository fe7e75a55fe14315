/** Lines below a table: notes, and who filled it in and when. */
export const NOTE_WORDS = '注|备注|说明|数据来源|资料来源';
export const SIGNER_WORDS = '填表|填报|制表|审核|复核|经办|单位负责人|负责人|联系|电话';

const NOTE = new RegExp(`^(?:${NOTE_WORDS})\\d?[:：]`);
const SIGNED = new RegExp(`^(?:${SIGNER_WORDS})(?:人|员|电话|日期)?[:：]`);

/** `注1：…` */
export function isNote(text: string): boolean {
	return NOTE.test(text.trim());
}

/** A note, or `填表人：…`, `填表日期：…`; `填报单位：…` says whose the table is. */
export function isFootLine(text: string): boolean {
	return isNote(text) || SIGNED.test(text.trim());
}
