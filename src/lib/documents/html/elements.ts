/** Elements of the tree of a web page. */
import type { DefaultTreeAdapterTypes } from 'parse5';

export type PageElement = DefaultTreeAdapterTypes.Element;
export type PageNode = DefaultTreeAdapterTypes.Node;

export function childElements(node: PageElement): PageElement[] {
	return node.childNodes.filter((child): child is PageElement => 'tagName' in child);
}

export function attributeOf(element: PageElement, name: string): string | undefined {
	return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/** All text in a node, seen or not. */
export function textIn(node: PageNode): string {
	if ('value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
}
