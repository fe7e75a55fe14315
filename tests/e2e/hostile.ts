/** Texts that are markup and scripts, which a page must show and never run. */
import type { Page } from 'playwright-core';

const RUN = 'window.executed=1';

export const PAYLOADS = [
	`<script>${RUN}</script>`,
	`</script><script>${RUN}</script>`,
	`</title><script>${RUN}</script>`,
	`</style><script>${RUN}</script>`,
	`</textarea><script>${RUN}</script>`,
	`--><script>${RUN}</script>`,
	`]]><script>${RUN}</script>`,
	`<img src=x onerror=${RUN}>`,
	`"><img src=x onerror=${RUN}>`,
	`'><img src=x onerror=${RUN}>`,
	`" onmouseover="${RUN}" autofocus onfocus="${RUN}`,
	`' onmouseover='${RUN}' x='`,
	`<svg onload=${RUN}>`,
	`<svg><script>${RUN}</script></svg>`,
	`<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
	`</desc></svg><img src=x onerror=${RUN}>`,
	`</text></svg><svg onload=${RUN}>`,
	`<iframe srcdoc="<script>parent.executed=1</script>">`,
	`<object data="data:text/html,<script>${RUN}</script>">`,
	`<a href="javascript:${RUN}">点此</a>`,
	`javascript:${RUN}`,
	`<details open ontoggle=${RUN}>`,
	`<video><source onerror=${RUN}>`,
	`<body onload=${RUN}>`,
	`<math><mtext></mtext><img src=x onerror=${RUN}></math>`,
	`<style>@import 'x';</style><img src=x onerror=${RUN}>`,
	`{{constructor.constructor('${RUN}')()}}`,
	`\${${RUN}}`,
	`&lt;img src=x onerror=${RUN}&gt;`,
	`<b>粗体</b>&amp;&#60;i&#62;`,
	`{a|富文本}%3Cscript%3E${RUN}%3C/script%3E`
];

/** Elements of the page that only a payload could have made. */
export function strangers(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const made = document.querySelectorAll(
			'main script, main img, iframe, object, video, math, main style, [href^="javascript"]'
		);
		const handlers = [...document.querySelectorAll('*')].filter((element) =>
			element.getAttributeNames().some((name) => name.startsWith('on'))
		);
		return [...made, ...handlers].map(({ outerHTML }) => outerHTML.slice(0, 200));
	});
}
