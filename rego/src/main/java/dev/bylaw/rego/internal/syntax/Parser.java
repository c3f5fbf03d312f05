package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * From Rego v1 text to its syntax tree. All methods are pure and safe to call from many threads.
 *
 * <p>The grammar is that of OPA 1.22, the keywords {@code and}, {@code or} and the {@code not} of bodies included where
 * they are imported. Texts and trees are bounded: {@link Scanner#MAX_LENGTH}, {@link Nesting#MAX_DEPTH}.
 */
public final class Parser {
    /** The name of a text that comes from no file. */
    private static final String NO_FILE = "";

    private Parser() {}

    /**
     * Parses a module.
     *
     * @param file the name of the text in locations
     * @param text the text
     * @return the module
     * @throws RegoException with all errors that were found, at most {@link ModuleParser#MAX_ERRORS}
     */
    public static SourceModule parseModule(String file, String text) {
        return parseModule(file, text, RegoVersion.V1);
    }

    /**
     * Parses a module.
     *
     * @param file the name of the text in locations
     * @param text the text
     * @param wanted the language, unless the text imports a later one
     * @return the module
     * @throws RegoException with all errors that were found, at most {@link ModuleParser#MAX_ERRORS}
     */
    public static SourceModule parseModule(String file, String text, RegoVersion wanted) {
        Scanner scanner = scanner(file, text);
        List<Token> tokens = scanner.scan();
        RegoVersion version = OldRules.isNewer(tokens) ? RegoVersion.V1 : wanted;
        if (version == RegoVersion.V0) {
            tokens = OldRules.withoutKeywords(tokens);
        }
        TokenCursor cursor = new TokenCursor(file, tokens);
        if (cursor.isAt(TokenKind.END)) {
            throw new RegoException(List.of(error(cursor.locationOf(cursor.peek()), "empty module")
                    .withSuggestion("the module is empty; expected `package` and a name")));
        }
        ModuleParser parser = new ModuleParser(cursor, version);
        parser.parse();
        MetadataBlocks blocks = new MetadataBlocks(file, scanner.comments());
        blocks.read();
        List<AnnotationBlock> annotations = List.of();
        List<RegoError> errors = new ArrayList<>(parser.errors());
        if (errors.isEmpty()) {
            annotations = blocks.attach(parser.statements());
        }
        errors.addAll(blocks.errors());
        if (!errors.isEmpty()) {
            throw failure(errors);
        }
        return new SourceModule(
                file,
                parser.packagePath(),
                parser.packageAt().orElseThrow(),
                parser.imports(),
                annotated(parser.rules(), annotations),
                annotations,
                scanner.comments(),
                version);
    }

    /** Gives each rule the block above it: that of its own scope, or else that of the document. */
    private static List<Rule> annotated(List<Rule> rules, List<AnnotationBlock> blocks) {
        if (blocks.isEmpty()) {
            return rules;
        }
        Map<Integer, AnnotationBlock> byRow = new HashMap<>();
        for (AnnotationBlock block : blocks) {
            boolean isOwn = block.scope().equals(AnnotationBlock.RULE);
            if (!isOwn && !block.scope().equals(AnnotationBlock.DOCUMENT)) {
                continue;
            }
            byRow.merge(block.target().orElseThrow(), block, (before, after) -> isOwn ? after : before);
        }
        List<Rule> annotated = new ArrayList<>();
        for (Rule rule : rules) {
            // Of several rules in a line the first has it.
            AnnotationBlock block = byRow.remove(rule.at().row());
            annotated.add(block == null ? rule : rule.with(block));
        }
        return annotated;
    }

    /**
     * Parses a query: one or more expressions.
     *
     * @param file the name of the text in locations
     * @param text the text
     * @return its expressions
     * @throws RegoException if it is none
     */
    public static Body parseQuery(String file, String text) {
        TokenCursor cursor = new TokenCursor(file, scanner(file, text).scan());
        try {
            if (cursor.isAt(TokenKind.END)) {
                throw cursor.failure("the query is empty");
            }
            Body body = new ExpressionParser(cursor, new Nesting()).query();
            NestingCheck.check(body);
            return body;
        } catch (ParseFailure failure) {
            throw failure(List.of(failure.error()));
        }
    }

    /**
     * Parses a single term.
     *
     * @param text the text
     * @return the term
     * @throws RegoException if it is none
     */
    public static Term parseTerm(String text) {
        TokenCursor cursor = new TokenCursor(NO_FILE, scanner(NO_FILE, text).scan());
        try {
            Term term = new ExpressionParser(cursor, new Nesting()).terms().term();
            if (!cursor.isAt(TokenKind.END)) {
                throw cursor.failure(
                        "expected the end of the value, found " + cursor.peek().described());
            }
            NestingCheck.check(term);
            return term;
        } catch (ParseFailure failure) {
            throw failure(List.of(failure.error()));
        }
    }

    private static Scanner scanner(String file, String text) {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(text, "text is null");
        if (text.length() > Scanner.MAX_LENGTH) {
            throw new RegoException(List.of(error(
                    new RegoLocation(file, 1, 1, 1, 1),
                    "the text is longer than " + Scanner.MAX_LENGTH + " characters")));
        }
        return new Scanner(file, text);
    }

    private static RegoError error(RegoLocation at, String message) {
        return RegoError.at(at, ParseFailure.CODE, message);
    }

    private static RegoException failure(List<RegoError> errors) {
        List<RegoError> sorted = new ArrayList<>(errors);
        sorted.sort((left, right) ->
                left.location().orElseThrow().compareTo(right.location().orElseThrow()));
        return new RegoException(
                sorted.size() > ModuleParser.MAX_ERRORS ? sorted.subList(0, ModuleParser.MAX_ERRORS) : sorted);
    }
}
