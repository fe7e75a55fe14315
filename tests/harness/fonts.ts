/** Chinese fonts for the screenshots. */
import { hasChineseFonts } from '#lib/commands/chinese-fonts.ts';
import { canInstallFromDebian, installFromDebian } from './debian.ts';

/** Installs a Chinese font where none is found and that is allowed; returns a warning sentence where none is left. */
export function ensureChineseFonts(): string | null {
	if (hasChineseFonts()) return null;
	if (canInstallFromDebian()) installFromDebian('fonts-noto-cjk');
	if (hasChineseFonts()) return null;
	return (
		'警告：本机没有中文字体，截图中的汉字会显示为方框。请安装一种，例如 Noto Sans CJK' +
		'（Debian、Ubuntu：apt-get install fonts-noto-cjk；Fedora：dnf install google-noto-sans-cjk-fonts）。'
	);
}
