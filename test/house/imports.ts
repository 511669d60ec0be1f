import ts from 'typescript';

/** One import of a file, however it is written. */
export interface Import {
  /** What is named, or undefined where it is worked out while running. */
  readonly specifier: string | undefined;
  /** Nothing of it is left when the types are stripped. */
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
  readonly line: number;
}

/** What a file imports: static, dynamic, re-exported, required, as a type; of an `.astro` file, in all its scripts. */
export function importsOf(path: string, text: string): Import[] {
  return scriptsOf(path, text).flatMap(({ code, line }) => {
    const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
    const found: Import[] = [];
    const visit = (node: ts.Node): void => {
      const seen = importAt(node);
      if (seen) found.push({ ...seen, line: line + source.getLineAndCharacterOfPosition(node.getStart()).line });
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function importAt(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) {
    return { specifier: literal(node.moduleSpecifier), typeOnly: onlyTypes(node.importClause), dynamic: false };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
    const typeOnly = node.isTypeOnly || (named.length > 0 && named.every((element) => element.isTypeOnly));
    return { specifier: literal(node.moduleSpecifier), typeOnly, dynamic: false };
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node;
    const specifier = ts.isLiteralTypeNode(argument) ? literal(argument.literal) : undefined;
    return { specifier, typeOnly: true, dynamic: false };
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: literal(node.moduleReference.expression), typeOnly: node.isTypeOnly, dynamic: false };
  }
  if (ts.isCallExpression(node)) {
    const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
    if (dynamic || required) return { specifier: literal(node.arguments[0]), typeOnly: false, dynamic };
  }
  return undefined;
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

const literal = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

/** The code of a file; of an `.astro` file, its frontmatter and each `<script>`. */
function scriptsOf(path: string, text: string): { readonly code: string; readonly line: number }[] {
  if (!path.endsWith('.astro')) return [{ code: text, line: 1 }];
  const blocks = [/^\s*---\r?\n(.*?)^---/dmsu, /<script\b[^>]*>(.*?)<\/script>/dgsu];
  return blocks.flatMap((block) =>
    [...(block.global ? text.matchAll(block) : [block.exec(text)])].flatMap((match) => {
      const start = match?.indices?.[1]?.[0];
      if (match === null || start === undefined) return [];
      return [{ code: match[1] ?? '', line: text.slice(0, start).split('\n').length }];
    }),
  );
}
