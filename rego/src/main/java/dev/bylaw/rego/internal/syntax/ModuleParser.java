package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a module: its package, imports and rules. Behind an error it goes on with the next statement. */
final class ModuleParser {
    /** So many errors of a text are reported, as OPA does. */
    static final int MAX_ERRORS = 10;

    private final TokenCursor cursor;
    private final Nesting nesting;
    private final RuleParser ruleParser;
    private final List<RegoError> errors = new ArrayList<>();
    private final List<SourceModule.Import> imports = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<MetadataBlocks.Statement> statements = new ArrayList<>();
    private Optional<RegoLocation> packageAt = Optional.empty();
    private List<String> packagePath = List.of();

    ModuleParser(TokenCursor cursor, RegoVersion version) {
        this.cursor = cursor;
        this.nesting = new Nesting(version == RegoVersion.V0);
        this.ruleParser = new RuleParser(cursor, nesting);
    }

    /** {@return what is wrong, after {@link #parse}} */
    List<RegoError> errors() {
        return errors;
    }

    /** {@return the place of the package statement, where there is one} */
    Optional<RegoLocation> packageAt() {
        return packageAt;
    }

    /** {@return the path of the package} */
    List<String> packagePath() {
        return packagePath;
    }

    /** {@return the imports} */
    List<SourceModule.Import> imports() {
        return imports;
    }

    /** {@return the rules} */
    List<Rule> rules() {
        return rules;
    }

    /** {@return the statements in source order} */
    List<MetadataBlocks.Statement> statements() {
        return statements;
    }

    /** Reads the whole text. */
    void parse() {
        boolean first = true;
        while (!cursor.isAt(TokenKind.END) && errors.size() < MAX_ERRORS) {
            int begin = cursor.position();
            try {
                statement(first);
            } catch (ParseFailure failure) {
                errors.add(failure.error());
                recover(begin, failure.position());
            }
            first = false;
        }
    }

    private void statement(boolean first) {
        Token start = cursor.peek();
        if (cursor.isAtKeyword("package")) {
            packageStatement(first);
            return;
        }
        if (first && !resembles(start, "package")) {
            errors.add(new ParseFailure(
                            cursor.locationOf(start),
                            "package expected",
                            "expected `package` and a name at the beginning, found " + start.described(),
                            0)
                    .error());
        }
        if (cursor.isAtKeyword("import")) {
            imports.add(importStatement());
            statements.add(new MetadataBlocks.Statement(MetadataBlocks.Target.IMPORT, start.row()));
        } else if (first && resembles(start, "package")) {
            throw cursor.failure(
                    "package expected",
                    "expected `package` and a name at the beginning, found " + start.described()
                            + "; did you mean `package`?");
        } else {
            List<Rule> read = ruleParser.rules();
            NestingCheck.check(read);
            rules.addAll(read);
            for (Rule rule : read) {
                statements.add(new MetadataBlocks.Statement(
                        MetadataBlocks.Target.RULE, rule.at().row()));
            }
            if (cursor.isAt(TokenKind.SEMICOLON)) {
                throw cursor.failure("`;` separates conditions of a body; rules stand on lines of their own");
            }
        }
    }

    private static boolean resembles(Token token, String keyword) {
        return token.kind() == TokenKind.NAME
                && Keywords.meant(token.text(), List.of(keyword)).isPresent();
    }

    private void packageStatement(boolean first) {
        Token start = cursor.next();
        if (!first) {
            throw new ParseFailure(
                    cursor.locationOf(start),
                    "unexpected package",
                    "a module has a single `package`, at its beginning",
                    cursor.position() - 1);
        }
        packagePath = path("the name of the package");
        packageAt = Optional.of(cursor.from(start));
        statements.add(new MetadataBlocks.Statement(MetadataBlocks.Target.PACKAGE, start.row()));
        endOfStatement("the package");
    }

    private SourceModule.Import importStatement() {
        Token start = cursor.next();
        Token root = cursor.peek();
        List<String> path = path("the path that is imported");
        RegoLocation pathAt = cursor.from(root);
        Optional<String> alias = Optional.empty();
        if (cursor.peek().is("as")) {
            cursor.next();
            Token name = cursor.peek();
            if (name.kind() != TokenKind.NAME || nesting.isReserved(name)) {
                throw cursor.failure("expected a name behind `as`, found " + name.described());
            }
            cursor.next();
            alias = Optional.of(name.text());
        }
        SourceModule.Import statement = new SourceModule.Import(path, alias, cursor.from(start));
        ImportCheck.check(statement, pathAt, nesting, cursor.position());
        endOfStatement("the import");
        return statement;
    }

    /** Reads {@code a.b["c"]}; keywords are allowed as names. */
    private List<String> path(String what) {
        Token name = cursor.peek();
        if (name.kind() != TokenKind.NAME) {
            throw cursor.expected(what);
        }
        cursor.next();
        List<String> path = new ArrayList<>();
        path.add(name.text());
        while (!cursor.peek().spaced()) {
            Term operand;
            if (cursor.isAt(TokenKind.DOT)) {
                operand = ruleParser.expressions().terms().fieldName();
            } else if (cursor.isAt(TokenKind.LEFT_BRACKET)) {
                operand = ruleParser.expressions().terms().indexed();
            } else {
                break;
            }
            if (!(operand instanceof Term.Scalar scalar) || !(scalar.value() instanceof StringValue text)) {
                throw new ParseFailure(
                        operand.at(), "a path consists of names and strings in brackets", cursor.position() - 1);
            }
            path.add(text.value());
        }
        return path;
    }

    private void endOfStatement(String what) {
        Token found = cursor.peek();
        if (found.kind() != TokenKind.NAME && found.kind() != TokenKind.END && !found.onNewLine()) {
            throw cursor.failure("expected a new line behind " + what + ", found " + found.described());
        }
    }

    /** Goes to what is likely the next statement: a name on a new line, not further right than the failed statement. */
    private void recover(int begin, int failed) {
        int column = cursor.at(begin).column();
        cursor.moveTo(Math.max(begin + 1, Math.min(cursor.position(), failed)));
        while (!cursor.isAt(TokenKind.END)) {
            Token token = cursor.peek();
            if (token.kind() == TokenKind.NAME
                    && token.onNewLine()
                    && token.column() <= column
                    && !token.is("else")
                    && !token.is("if")) {
                return;
            }
            cursor.next();
        }
    }
}
