package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.jinja.syntax.Statement.Target;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parses templates. One per template; not thread-safe. */
public final class TemplateParser {
    /** Tags whose body dbt treats as a macro. */
    private static final Set<String> MACRO_TAGS = Set.of("macro", "test", "data_test");

    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final Deque<Set<String>> special = new ArrayDeque<>();
    private final Deque<String> openTags = new ArrayDeque<>();

    private TemplateParser(SourceFile file, int start, int end, Dialect dialect) {
        this.cursor = new Cursor(file, Scanner.scan(file, start, end, dialect));
        this.expressions = new ExpressionParser(cursor, name -> special.forEach(names -> names.add(name)));
    }

    /**
     * Parses a whole file.
     *
     * @param file the file
     * @param dialect how templates are read
     * @return the template
     * @throws TemplateException of kind SYNTAX, with its place, if the text is not a template
     */
    public static Template parse(SourceFile file, Dialect dialect) {
        return parse(file, 0, file.text().length(), dialect);
    }

    /** Parses a stretch of a file. */
    public static Template parse(SourceFile file, int start, int end, Dialect dialect) {
        TemplateParser parser = new TemplateParser(file, start, end, dialect);
        List<Statement> body = parser.body(Set.of());
        if (!parser.cursor.is(TokenType.END)) {
            throw parser.unknownTag(parser.cursor.ahead());
        }
        return new Template(file, dialect, body);
    }

    /**
     * Parses an expression that stands alone, as between the braces of a print tag.
     *
     * @param file the file
     * @param start the offset of the tag
     * @param end the offset behind the tag
     * @return the expression
     */
    public static Expression parseExpression(SourceFile file, int start, int end) {
        Template template = parse(file, start, end, Dialect.PLAIN);
        if (template.body().size() == 1 && template.body().get(0) instanceof Statement.Output output) {
            return output.expressions().get(0);
        }
        throw TemplateException.syntax("expected an expression", file.location(start, end));
    }

    /** Statements up to a tag of one of these names, which is the current token behind its begin. */
    private List<Statement> body(Set<String> ends) {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = cursor.current();
            switch (token.type()) {
                case DATA -> {
                    cursor.next();
                    statements.add(new Statement.Data(token.start(), token.end()));
                }
                case VARIABLE_BEGIN -> {
                    cursor.next();
                    Expression expression = expressions.tuple(true);
                    Token close = cursor.expect(TokenType.VARIABLE_END);
                    statements.add(new Statement.Output(List.of(expression), token.start(), close.end()));
                }
                case BLOCK_BEGIN -> {
                    if (cursor.ahead().is(TokenType.NAME)
                            && ends.contains(cursor.ahead().text())) {
                        cursor.next();
                        return statements;
                    }
                    if (ends.isEmpty() && isEndTag(cursor.ahead())) {
                        return statements;
                    }
                    cursor.next();
                    cursor.enter();
                    statements.add(statement(token.start()));
                    cursor.leave();
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw cursor.error(
                                "the tag '" + openTags.peek() + "' is not closed; expected " + expected(ends));
                    }
                    return statements;
                }
            }
        }
    }

    private static boolean isEndTag(Token token) {
        return token.is(TokenType.NAME)
                && (token.text().startsWith("end")
                        || token.text().equals("else")
                        || token.text().equals("elif"));
    }

    private static String expected(Set<String> ends) {
        List<String> tags = new ArrayList<>();
        new TreeSet<>(ends).forEach(tag -> tags.add("{% " + tag + " %}"));
        return String.join(" or ", tags);
    }

    /** The body of a tag, from the end of its first tag; afterwards the name of the closing tag is current. */
    private List<Statement> block(String tag, Set<String> ends) {
        cursor.skip(TokenType.COLON);
        cursor.expect(TokenType.BLOCK_END);
        openTags.push(tag);
        List<Statement> statements = body(ends);
        openTags.pop();
        return statements;
    }

    private Statement statement(int start) {
        Token token = cursor.current();
        if (!token.is(TokenType.NAME)) {
            throw cursor.error("expected the name of a tag, found " + token.describe());
        }
        Statement statement = statement(token.text(), start);
        if (statement == null) {
            throw unknownTag(token);
        }
        return statement;
    }

    private Statement statement(String tag, int start) {
        cursor.next();
        return switch (tag) {
            case "if" -> condition(start);
            case "for" -> loop(start);
            case "set" -> assignment(start);
            case "with" -> with(start);
            case "call" -> callBlock(start);
            case "filter" -> filterBlock(start);
            case "materialization" -> materialization(start);
            case "print" -> print(start);
            case "docs", "snapshot", "block", "autoescape" -> section(tag, start);
            case "do" -> {
                Expression expression = expressions.tuple(true);
                yield new Statement.Do(expression, start, tagEnd());
            }
            case "break", "continue" -> new Statement.Jump(tag.equals("break"), start, tagEnd());
            case "include", "import", "from", "extends" -> {
                while (!cursor.is(TokenType.BLOCK_END)) {
                    cursor.next();
                }
                yield new Statement.Unsupported(tag, start, tagEnd());
            }
            default -> MACRO_TAGS.contains(tag) ? macro(tag, start) : null;
        };
    }

    private TemplateException unknownTag(Token token) {
        String hint = openTags.isEmpty() ? "" : "; the tag '" + openTags.peek() + "' is open";
        return cursor.error("unexpected tag " + token.describe() + hint, token);
    }

    private int tagEnd() {
        return cursor.expect(TokenType.BLOCK_END).end();
    }

    private Statement condition(int start) {
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        while (true) {
            Expression test = expressions.tuple(false);
            branches.add(new Statement.Branch(test, block("if", Set.of("elif", "else", "endif"))));
            String end = cursor.next().text();
            if (end.equals("elif")) {
                continue;
            }
            if (end.equals("else")) {
                otherwise = block("if", Set.of("endif"));
                cursor.next();
            }
            return new Statement.If(branches, otherwise, start, tagEnd());
        }
    }

    private Statement loop(int start) {
        Target target = target(false, "in");
        cursor.expectName("in");
        Expression iterable = expressions.iterable();
        Optional<Expression> test = cursor.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        boolean recursive = cursor.skipName("recursive");
        List<Statement> body = block("for", Set.of("endfor", "else"));
        List<Statement> otherwise = List.of();
        if (cursor.next().text().equals("else")) {
            otherwise = block("for", Set.of("endfor"));
            cursor.next();
        }
        return new Statement.For(target, iterable, test, recursive, body, otherwise, start, tagEnd());
    }

    private Statement assignment(int start) {
        Target target = target(true, "");
        if (cursor.skip(TokenType.ASSIGN)) {
            Expression value = expressions.tuple(true);
            return new Statement.Assignment(target, value, start, tagEnd());
        }
        Optional<Expression> filter = expressions.filters(Optional.empty());
        List<Statement> body = block("set", Set.of("endset"));
        cursor.next();
        return new Statement.BlockAssignment(target, filter, body, start, tagEnd());
    }

    /** What is assigned to: names, in parentheses or not, with commas between them. */
    private Target target(boolean withNamespace, String endName) {
        List<Target> targets = new ArrayList<>();
        boolean comma = false;
        while (!cursor.isName(endName) && !cursor.is(TokenType.ASSIGN) && !cursor.is(TokenType.BLOCK_END)) {
            targets.add(singleTarget(withNamespace, endName));
            if (!cursor.skip(TokenType.COMMA)) {
                break;
            }
            comma = true;
        }
        if (targets.isEmpty()) {
            throw cursor.error(
                    "expected a name to assign to, found " + cursor.current().describe());
        }
        return comma ? new Target.Several(targets) : targets.get(0);
    }

    private Target singleTarget(boolean withNamespace, String endName) {
        if (cursor.is(TokenType.LEFT_PARENTHESIS)) {
            cursor.enter();
            cursor.next();
            Target inner = target(withNamespace, endName);
            cursor.expect(TokenType.RIGHT_PARENTHESIS);
            cursor.leave();
            return inner;
        }
        String name = name();
        if (withNamespace && cursor.skip(TokenType.DOT)) {
            return new Target.Field(name, cursor.expect(TokenType.NAME).text());
        }
        return new Target.Variable(name);
    }

    private String name() {
        Token token = cursor.expect(TokenType.NAME);
        switch (token.text()) {
            case "true", "True", "false", "False", "none", "None" ->
                throw cursor.error("cannot assign to " + token.describe(), token);
            default -> {
                return token.text();
            }
        }
    }

    private Statement with(int start) {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!cursor.is(TokenType.BLOCK_END)) {
            if (!targets.isEmpty()) {
                cursor.expect(TokenType.COMMA);
            }
            targets.add(singleTarget(false, ""));
            cursor.expect(TokenType.ASSIGN);
            values.add(expressions.expression());
        }
        List<Statement> body = block("with", Set.of("endwith"));
        cursor.next();
        return new Statement.With(targets, values, body, start, tagEnd());
    }

    private Statement callBlock(int start) {
        special.push(new TreeSet<>());
        List<Statement.Parameter> parameters = cursor.is(TokenType.LEFT_PARENTHESIS) ? signature() : List.of();
        special.pop();
        Token first = cursor.current();
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw cursor.error("expected a call", first);
        }
        special.push(new TreeSet<>());
        List<Statement> body = block("call", Set.of("endcall"));
        Set<String> used = special.pop();
        cursor.next();
        int end = tagEnd();
        return new Statement.CallBlock(
                new Statement.Macro("call", "caller", parameters, body, used, start, end), call, start, end);
    }

    private Statement filterBlock(int start) {
        Expression filter = expressions.filter(Optional.empty());
        filter = expressions.filters(Optional.of(filter)).orElseThrow();
        List<Statement> body = block("filter", Set.of("endfilter"));
        cursor.next();
        return new Statement.FilterBlock(filter, body, start, tagEnd());
    }

    private Statement macro(String tag, int start) {
        String name = name();
        special.push(new TreeSet<>());
        List<Statement.Parameter> parameters = signature();
        List<Statement> body = block(tag, Set.of("end" + tag));
        Set<String> used = special.pop();
        cursor.next();
        return new Statement.Macro(tag, name, parameters, body, used, start, tagEnd());
    }

    private List<Statement.Parameter> signature() {
        cursor.expect(TokenType.LEFT_PARENTHESIS);
        List<Statement.Parameter> parameters = new ArrayList<>();
        boolean fallbacks = false;
        while (!cursor.is(TokenType.RIGHT_PARENTHESIS)) {
            if (!parameters.isEmpty()) {
                cursor.expect(TokenType.COMMA);
                if (cursor.is(TokenType.RIGHT_PARENTHESIS)) {
                    throw cursor.error("expected a parameter behind the comma, found ')'");
                }
            }
            String name = name();
            if (cursor.skip(TokenType.COLON)) {
                typeName();
            }
            Optional<Expression> fallback = Optional.empty();
            if (cursor.skip(TokenType.ASSIGN)) {
                fallback = Optional.of(expressions.expression());
                fallbacks = true;
            } else if (fallbacks) {
                throw cursor.error("a parameter without a default follows one with a default");
            }
            parameters.add(new Statement.Parameter(name, fallback));
        }
        cursor.next();
        return parameters;
    }

    /** The type of a parameter, which dbt accepts and does not look at. */
    private void typeName() {
        cursor.expect(TokenType.NAME);
        if (cursor.skip(TokenType.LEFT_BRACKET)) {
            cursor.enter();
            while (!cursor.is(TokenType.RIGHT_BRACKET)) {
                typeName();
                if (!cursor.skip(TokenType.COMMA)) {
                    break;
                }
            }
            cursor.expect(TokenType.RIGHT_BRACKET);
            cursor.leave();
        }
    }

    private Statement materialization(int start) {
        String name = name();
        String adapter = "default";
        while (cursor.skip(TokenType.COMMA)) {
            String option = name();
            if (option.equals("adapter") || option.equals("supported_languages")) {
                cursor.expect(TokenType.ASSIGN);
                Expression value = expressions.expression();
                if (option.equals("adapter")
                        && value instanceof Expression.Literal literal
                        && literal.value() instanceof StringValue text) {
                    adapter = text.text();
                }
            } else if (!option.equals("default")) {
                throw cursor.error("a materialization has no option '" + option
                        + "'; expected default, adapter or supported_languages");
            }
        }
        List<Statement.Parameter> parameters = List.of(new Statement.Parameter(
                "supported_languages", Optional.of(new Expression.Literal(NoneValue.NONE, start, start))));
        List<Statement> body = block("materialization", Set.of("endmaterialization"));
        cursor.next();
        String macro = "materialization_" + name + "_" + adapter;
        return new Statement.Macro("materialization", macro, parameters, body, Set.of(), start, tagEnd());
    }

    private Statement print(int start) {
        List<Expression> printed = new ArrayList<>();
        while (!cursor.is(TokenType.BLOCK_END)) {
            if (!printed.isEmpty()) {
                cursor.expect(TokenType.COMMA);
            }
            printed.add(expressions.expression());
        }
        return new Statement.Output(printed, start, tagEnd());
    }

    private Statement section(String tag, int start) {
        String name = "";
        if (tag.equals("autoescape")) {
            expressions.expression();
        } else {
            name = name();
            cursor.skipName("scoped");
            cursor.skipName("required");
        }
        List<Statement> body = block(tag, Set.of("end" + tag));
        cursor.next();
        if (tag.equals("block")) {
            cursor.skipName(name);
        }
        return new Statement.Section(tag, name, body, start, tagEnd());
    }
}
