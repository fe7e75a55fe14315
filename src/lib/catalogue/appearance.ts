/**
 * Light or dark, as a reader chose it for this browser; without a choice the system's own setting holds. The choice is a
 * cookie that a form sets, so that it works without script, and an attribute of the page's root, which alone differs.
 */

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

export const APPEARANCE_NAMES: Readonly<Record<Appearance, string>> = {
	system: '跟随系统',
	light: '浅色',
	dark: '深色'
};

/** Name of the cookie and of the form's field. */
export const APPEARANCE_FIELD = 'appearance';

const CHOICE = new RegExp(`(?:^|;\\s*)${APPEARANCE_FIELD}=(light|dark)\\s*(?:;|$)`);

/** Reads the choice in a `Cookie` header; anything else than a known choice is none. */
export function appearanceIn(cookies: string | undefined): Appearance {
	const chosen = CHOICE.exec(cookies ?? '')?.[1];
	return APPEARANCES.find((one) => one === chosen) ?? 'system';
}
