/** Rules for usernames and passwords, and passwords that are handed out. */
import { randomInt } from 'node:crypto';

export const PASSWORD_LENGTH = { least: 10, most: 128 };

/** Letters of any script, since names are Chinese; no blanks, so that none is typed unseen. */
export const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,31}$/u;
/** The same in words, behind what is called so. */
export const USERNAME_RULE = '应为 2 至 32 个字（汉字、字母、数字，以及 . _ -）';

/** One account whatever the width and case of what is typed. */
export function normaliseUsername(name: string): string {
	return name.normalize('NFKC').trim().toLowerCase();
}

/** Without signs that are taken for one another on paper (0 and o, 1 and l). */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Four groups of four signs: 79 bits. */
export function makePassword(): string {
	const group = () => Array.from({ length: GROUP_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]);
	return Array.from({ length: GROUPS }, () => group().join('')).join('-');
}
