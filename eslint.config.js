import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { layers } from './tests/architecture/layers.ts';

/** Tables of data, and migrations, which are never edited once released, may be long. */
const LONG = ['src/lib/catalogue/**', 'src/lib/server/ledger/schema/migrations/**'];

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
				},
				{
					selector: 'SpreadElement > :matches(ObjectExpression, ArrayExpression)',
					message:
						'Properties and elements are written where they belong, not in a literal of their own.'
				}
			],
			'no-warning-comments': 'error',
			'no-nested-ternary': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-empty-function': ['error', { allow: ['methods', 'arrowFunctions'] }],
			// Vitest reads from the pattern which fixtures a fixture needs: none is `{}`.
			'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
			// Filed documents are searched for control characters.
			'no-control-regex': 'off',
			// Chinese text is taken apart by code point on purpose.
			'@typescript-eslint/no-misused-spread': 'off',
			// Plain data must fit types with an index, which interfaces do not.
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/consistent-indexed-object-style': 'off',
			// Empty text is as good as none; an empty printed cell is shown as such.
			'@typescript-eslint/prefer-nullish-coalescing': [
				'error',
				{ ignorePrimitives: { string: true } }
			],
			// `!a || a.b === null` narrows both; the chain that replaces it narrows neither.
			'@typescript-eslint/prefer-optional-chain': 'off',
			// A branch that only reports returns in one line.
			'@typescript-eslint/no-confusing-void-expression': 'off',
			// Interfaces of libraries ask for promises where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			// Asks for `!`, which another rule forbids.
			'@typescript-eslint/non-nullable-type-assertion-style': 'off',
			// Addresses are made in one module, src/lib/links.ts, and there is no base path.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		// The linter sees every component and generated type as `any` here; svelte-check sees the true types.
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/restrict-plus-operands': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
			'@typescript-eslint/prefer-nullish-coalescing': 'off'
		}
	},
	{ files: LONG, rules: { 'max-lines': 'off' } },
	{
		files: ['src/lib/charts/RawMarkup.svelte'],
		// Markup that our own builders write, never what someone typed as it is: its type is OwnMarkup.
		rules: { 'svelte/no-at-html-tags': 'off' }
	},
	{
		files: ['**/*.js', '**/*.cjs'],
		extends: [ts.configs.disableTypeChecked],
		rules: { '@typescript-eslint/no-require-imports': 'off' }
	}
);
