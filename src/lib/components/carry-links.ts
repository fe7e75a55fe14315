import { withChoice, type CarriedChoice } from '#lib/links.ts';
import { isNarrowed } from './shell.ts';

/**
 * Keeps the reader's choice in the links of a page that hydrates, since Svelte writes each address as its component
 * gives it, and the server's `carryChoice` sees only pages as they are sent. Returns how to take the choice out again.
 */
export function carryInLinks(choice: CarriedChoice): () => void {
	const carried = new Map<Element, { from: string; to: string }>();
	const carry = () => {
		for (const link of document.querySelectorAll('a[href^="/"]:not([data-own-choice])')) {
			const from = link.getAttribute('href') ?? '';
			if (carried.get(link)?.to === from) continue;
			const isContent = link.closest('main') !== null;
			const { address: to, pin } = withChoice(from, choice, { isContent, narrows: isNarrowed });
			carried.set(link, { from, to });
			if (to !== from) link.setAttribute('href', to);
			link.toggleAttribute('data-pin', pin > 0);
			if (pin > 0) link.setAttribute('data-pin', String(pin));
		}
	};
	carry();
	const observer = new MutationObserver(carry);
	const observed = { subtree: true, childList: true, attributes: true, attributeFilter: ['href'] };
	observer.observe(document.body, observed);
	return () => {
		observer.disconnect();
		for (const [link, { from, to }] of carried) {
			if (link.getAttribute('href') === to) link.setAttribute('href', from);
		}
	};
}
