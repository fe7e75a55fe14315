import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { layers } from './tests/architecture/layers.ts';

const TABLES_OF_DATA = ['src/lib/catalogue/**'];

export default defineConfig(
	globalIgnores(['build/', '.svelte-kit/', 'node_modules/', 'data/', 'tests/fixtures/']),
	js.configs.recommended,
	ts.configs.strictTypeChecked,
	ts.configs.stylisticTypeChecked,
	svelte.configs.recommended,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		plugins: { mingzhang: { rules: { layers } } },
		rules: {
			'mingzhang/layers': 'error',
			'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
			'no-restricted-globals': [
				'error',
				{
					name: 'parseFloat',
					message: 'Amounts are read by moving the decimal point, never through a float.'
				}
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: "MemberExpression[object.name='sql'][property.name='raw']",
					message: 'SQL is never put together from text.'
				}
			],
			'no-warning-comments': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': 'off',
			// Addresses are made in one module, src/lib/links.ts, and there is no base path.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{ files: TABLES_OF_DATA, rules: { 'max-lines': 'off' } },
	{
		files: ['src/lib/charts/Drawing.svelte'],
		// Markup that our own builders draw, never what someone typed: its type is SvgMarkup.
		rules: { 'svelte/no-at-html-tags': 'off' }
	},
	{
		files: ['**/*.js', '**/*.cjs'],
		extends: [ts.configs.disableTypeChecked],
		rules: { '@typescript-eslint/no-require-imports': 'off' }
	}
);
