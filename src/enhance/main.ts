/**
 * Script adds this to pages that are complete without it: live charts, pictures to save, filters that send themselves,
 * printing. One small file serves all pages; ECharts follows only when a reader reaches for a chart.
 */
import { dayInChina } from '#lib/catalogue/years.ts';
import { makeOneStops } from './one-stop.ts';
import type { LiveChart } from '#lib/charts/live/interact.ts';

for (const kind of ['pointerover', 'touchstart', 'focusin'] as const) {
	document.addEventListener(kind, loadWhenReached, { passive: true });
}
document.addEventListener('change', sendOnChoice);
document.addEventListener('keydown', noteKey);
document.addEventListener('keydown', find);
document.addEventListener('keydown', turnSlide);
document.addEventListener('pointerdown', noteKey);
document.addEventListener('keydown', closeMenus);
document.addEventListener('pointerdown', closeMenus);
document.addEventListener('formdata', leaveOutDefaults);
document.addEventListener('submit', noteField);
document.addEventListener('click', noteField);
document.addEventListener('click', print);
document.addEventListener('click', save);
window.addEventListener('beforeprint', datePaper);
// Nothing that a reader without a keyboard never needs is done before the page is painted.
let haveOneStops = false;
document.addEventListener('keydown', gatherStops, { capture: true, once: true });
window.addEventListener('load', () => setTimeout(gatherStops));

function gatherStops() {
	if (!haveOneStops) makeOneStops();
	haveOneStops = true;
}

const awake = new WeakSet<Element>();

function loadWhenReached({ target }: Event) {
	const host = target instanceof Element ? target.closest<HTMLElement>('.drawing') : null;
	if (host && !awake.has(host)) void wake(host);
}

async function wake(host: HTMLElement) {
	awake.add(host);
	try {
		const { makeLive } = await import('#lib/charts/live/interact.ts');
		answerKeys(host, makeLive(host));
	} catch (error) {
		// The drawing and its table stay; the next reach tries again.
		awake.delete(host);
		console.warn('图表互动未能载入', error);
	}
}

const STEPS: Readonly<Record<string, number>> = {
	ArrowRight: 1,
	ArrowDown: 1,
	ArrowLeft: -1,
	ArrowUp: -1
};

function answerKeys(host: HTMLElement, live: LiveChart) {
	host.addEventListener('keydown', (event) => {
		const step = STEPS[event.key];
		if (step !== undefined) {
			event.preventDefault();
			live.move(step);
		} else if (event.key === 'Enter') live.open();
		else if (event.key === '+' || event.key === '=') live.closer();
		else if (event.key === '-') live.leave();
		else if (/^[1-9]$/.test(event.key)) live.toggle(Number(event.key));
		else if (event.key === 'Escape') live.leave();
	});
}

/** The list that is being gone through by keys: each arrow changes it, and only Enter says which was meant. */
let keyed: EventTarget | null = null;

function noteKey(event: Event) {
	const list = event.target instanceof Element ? event.target.closest('.filter select') : null;
	const isKey = event instanceof KeyboardEvent;
	keyed = isKey && list && event.key !== 'Tab' ? list : null;
	if (isKey && event.key === 'Enter' && list instanceof HTMLSelectElement) send(list);
}

/** A choice by pointer is the whole question; typed words and a choice by keys wait for Enter. */
function sendOnChoice({ target }: Event) {
	if (target instanceof HTMLSelectElement && target !== keyed) send(target);
}

function send({ form }: HTMLSelectElement) {
	if (form?.matches('.filter')) form.requestSubmit();
}

const FOCUS_KEY = 'chosen-field';

/** Notes the field that a form of filters is sent from, or that a link pressed by key stands for, as 不再固定 does. */
function noteField(event: Event) {
	const { activeElement } = document;
	const name =
		event instanceof SubmitEvent
			? activeElement?.closest('.filter :is(select, input)')?.getAttribute('name')
			: activeElement?.closest<HTMLElement>('a[data-field]')?.dataset.field;
	const isByPointer = event instanceof MouseEvent && event.detail > 0;
	if (name && !isByPointer) sessionStorage.setItem(FOCUS_KEY, name);
}

/** The page that answers a choice begins where the reader was, not at its top. */
function focusOnChosen() {
	const name = sessionStorage.getItem(FOCUS_KEY);
	sessionStorage.removeItem(FOCUS_KEY);
	if (name === null) return;
	const field = `:is(select, input):not([type="hidden"])[name="${CSS.escape(name)}"]`;
	document.querySelector<HTMLElement>(`.filter ${field}`)?.focus({ preventScroll: true });
}
focusOnChosen();

const handIn = document.querySelector<HTMLFormElement>('form[data-hand-in]');
if (handIn)
	void import('./hand-in.ts').then(({ takeFiles }) => {
		takeFiles(handIn);
	});

/** The key that leads to the search for a department, where no text is being typed. */
function find(event: KeyboardEvent) {
	const isTyping =
		event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
	if (event.key !== '/' || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
	event.preventDefault();
	document.querySelector<HTMLInputElement>('[aria-keyshortcuts="/"]')?.focus();
}

/** A menu that covers the page closes at Escape, which leaves the reader at its name, and at a press beside it. */
function closeMenus(event: Event) {
	const isKey = event instanceof KeyboardEvent;
	if (isKey && event.key !== 'Escape') return;
	for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.switch[open]')) {
		const isWithin = event.target instanceof Node && menu.contains(event.target);
		if (isWithin && !isKey) continue;
		menu.open = false;
		if (isWithin) menu.querySelector('summary')?.focus();
	}
}

/** Arrow keys lead from slide to slide in 会议模式, as a presenter's remote control sends them. */
function turnSlide(event: KeyboardEvent) {
	if (event.ctrlKey || event.altKey || event.metaKey) return;
	const key = REMOTE_KEYS[event.key] ?? event.key;
	const link = document.querySelector<HTMLAnchorElement>(`a[data-arrow="${CSS.escape(key)}"]`);
	if (!link) return;
	event.preventDefault();
	link.click();
}

const REMOTE_KEYS: Readonly<Record<string, string>> = {
	PageUp: 'ArrowLeft',
	PageDown: 'ArrowRight'
};

/** An empty field and a default say nothing, so the address need not hold them. */
function leaveOutDefaults({ target, formData }: FormDataEvent) {
	if (!(target instanceof HTMLFormElement) || !target.matches('.filter')) return;
	const written = [...formData].filter(
		([name, value]) => value !== '' && value !== defaultOf(target, name)
	);
	for (const name of [...formData.keys()]) formData.delete(name);
	for (const [name, value] of written) formData.append(name, value);
}

function defaultOf(form: HTMLFormElement, name: string): string | undefined {
	const control = form.elements.namedItem(name);
	return control instanceof HTMLElement ? control.dataset.default : undefined;
}

function print({ target }: Event) {
	if (target instanceof Element && target.closest('[data-print]')) window.print();
}

/** A page is the same for all who ask; only paper says when it was printed. */
function datePaper() {
	const printed = document.querySelector('[data-printed]');
	if (printed) printed.textContent = `打印于 ${dayInChina(new Date().toISOString())}`;
}

/** Drawings are saved by the browser from the page's own SVG; the code for it comes when first asked for. */
function save({ target }: Event) {
	const button = target instanceof Element ? target.closest<HTMLElement>('[data-save]') : null;
	const figure = button?.closest<HTMLElement>('figure.chart');
	if (!button || !figure) return;
	const format = button.dataset.save === 'png' ? 'png' : 'svg';
	void import('./pictures.ts').then(({ savePicture }) => savePicture(figure, format));
}
