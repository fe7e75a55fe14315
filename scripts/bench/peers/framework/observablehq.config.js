// Nothing beside the page: no sidebar, no search, no table of contents, and fonts of the machine.
export default {
	title: '总览',
	root: 'src',
	sidebar: false,
	toc: false,
	pager: false,
	footer: '',
	globalStylesheets: []
};
