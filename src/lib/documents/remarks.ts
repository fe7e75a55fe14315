/** Warnings that every reader of Word files gives in the same words. */
import type { Issue } from './issue.ts';

/** How often something was left out or counted that a reader of the file may not expect. */
export interface TextRemarks {
	/** Tracked deletions, which are left out. */
	deletions: number;
	/** Tracked insertions, which count. */
	insertions: number;
	/** Hidden texts, rows and cells, which are left out. */
	hidden: number;
}

export function issuesOfRemarks({ deletions, insertions, hidden }: TextRemarks): Issue[] {
	const issues: Issue[] = [];
	if (deletions > 0 || insertions > 0)
		issues.push(
			warning(
				'tracked_changes',
				`文档含未处理的修订：${deletions} 处删除没有计入，${insertions} 处插入已计入；请核对后接受或拒绝全部修订再报送。`
			)
		);
	if (hidden > 0)
		issues.push(
			warning('hidden_text', `文档有 ${hidden} 处隐藏文字没有计入；请取消隐藏或删除后再报送。`)
		);
	return issues;
}

/** A warning of the whole file. */
export function warning(code: string, message: string): Issue {
	return { code, severity: 'warning', message, place: null };
}
