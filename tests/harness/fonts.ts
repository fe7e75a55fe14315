/** Chinese fonts: without them every character in a screenshot is an empty box. */
import { spawnSync } from 'node:child_process';
import { canInstallFromDebian, installFromDebian } from './chromium.ts';

/** Installs a Chinese font where none is found and that is allowed; returns a warning sentence where none is left. */
export function ensureChineseFonts(): string | null {
	if (process.platform !== 'linux' || hasChineseFont()) return null;
	if (canInstallFromDebian()) installFromDebian('fonts-noto-cjk');
	if (hasChineseFont()) return null;
	return (
		'警告：本机没有中文字体，截图中的汉字会显示为方框。请安装一种，例如 Noto Sans CJK' +
		'（Debian、Ubuntu：apt-get install fonts-noto-cjk；Fedora：dnf install google-noto-sans-cjk-fonts）。'
	);
}

function hasChineseFont(): boolean {
	const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
	return typeof stdout === 'string' && stdout.trim() !== '';
}
