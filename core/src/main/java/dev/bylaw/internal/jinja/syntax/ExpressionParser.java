package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.FloatValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Parses expressions with Jinja's ranks of operators. Not thread-safe. */
final class ExpressionParser {
    /** More dots, brackets, calls and filters in a row are refused. */
    private static final int MAX_CHAIN = 200;

    private static final Set<TokenType> TEST_ARGUMENT = Set.of(
            TokenType.NAME,
            TokenType.STRING,
            TokenType.INTEGER,
            TokenType.FLOAT,
            TokenType.LEFT_PARENTHESIS,
            TokenType.LEFT_BRACKET,
            TokenType.LEFT_BRACE);
    private static final Map<TokenType, Arithmetic.Operator> SUMS = new EnumMap<>(Map.of(
            TokenType.ADD, Arithmetic.Operator.ADD,
            TokenType.SUBTRACT, Arithmetic.Operator.SUBTRACT));
    private static final Map<TokenType, Arithmetic.Operator> PRODUCTS = new EnumMap<>(Map.of(
            TokenType.MULTIPLY, Arithmetic.Operator.MULTIPLY,
            TokenType.DIVIDE, Arithmetic.Operator.DIVIDE,
            TokenType.FLOOR_DIVIDE, Arithmetic.Operator.FLOOR_DIVIDE,
            TokenType.MODULO, Arithmetic.Operator.MODULO));
    private static final Map<TokenType, Expression.Comparator> COMPARATORS = new EnumMap<>(Map.of(
            TokenType.EQUAL, Expression.Comparator.EQUAL,
            TokenType.NOT_EQUAL, Expression.Comparator.NOT_EQUAL,
            TokenType.LESS, Expression.Comparator.LESS,
            TokenType.LESS_OR_EQUAL, Expression.Comparator.LESS_OR_EQUAL,
            TokenType.GREATER, Expression.Comparator.GREATER,
            TokenType.GREATER_OR_EQUAL, Expression.Comparator.GREATER_OR_EQUAL));

    private final Cursor cursor;
    private final Literals literals;

    /**
     * A parser.
     *
     * @param cursor the tokens
     * @param specialNames is told of {@code varargs}, {@code kwargs} and {@code caller} where they are used
     */
    ExpressionParser(Cursor cursor, Consumer<String> specialNames) {
        this.cursor = cursor;
        this.literals = new Literals(cursor, specialNames);
    }

    /** An expression. */
    Expression expression() {
        return expression(true);
    }

    private Expression expression(boolean withConditional) {
        cursor.enter();
        Expression parsed = or();
        while (withConditional && cursor.skipName("if")) {
            Expression test = or();
            Optional<Expression> otherwise = cursor.skipName("else") ? Optional.of(expression(true)) : Optional.empty();
            int end = otherwise.map(Expression::end).orElse(test.end());
            parsed = new Expression.Conditional(test, parsed, otherwise, parsed.start(), end);
        }
        cursor.leave();
        return parsed;
    }

    /** An expression, or several with commas between them, which make a tuple. */
    Expression tuple(boolean withConditional) {
        return tuple(withConditional, false, false);
    }

    /** What a loop goes through. */
    Expression iterable() {
        return tuple(false, false, true);
    }

    private Expression tuple(boolean withConditional, boolean inParentheses, boolean inLoop) {
        int start = cursor.current().start();
        List<Expression> items = new ArrayList<>();
        boolean comma = false;
        while (!atTupleEnd(inLoop)) {
            items.add(expression(withConditional));
            if (!cursor.skip(TokenType.COMMA)) {
                break;
            }
            comma = true;
        }
        if (!comma && !items.isEmpty()) {
            return items.get(0);
        }
        if (items.isEmpty() && !inParentheses) {
            throw cursor.error(
                    "expected an expression, found " + cursor.current().describe());
        }
        return new Expression.TupleLiteral(
                items, start, Math.max(start, cursor.previous().end()));
    }

    private boolean atTupleEnd(boolean inLoop) {
        return cursor.is(TokenType.VARIABLE_END)
                || cursor.is(TokenType.BLOCK_END)
                || cursor.is(TokenType.RIGHT_PARENTHESIS)
                || cursor.is(TokenType.END)
                || inLoop && cursor.isName("recursive");
    }

    // The ranks of operators are written out, without functions as arguments, so that nesting takes little of the
    // stack.

    private Expression or() {
        Expression first = and();
        if (!cursor.isName("or")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (cursor.skipName("or")) {
            operands.add(and());
        }
        return new Expression.Or(operands, first.start(), end(operands));
    }

    private Expression and() {
        Expression first = not();
        if (!cursor.isName("and")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (cursor.skipName("and")) {
            operands.add(not());
        }
        return new Expression.And(operands, first.start(), end(operands));
    }

    private static int end(List<Expression> operands) {
        return operands.get(operands.size() - 1).end();
    }

    private Expression not() {
        if (!cursor.isName("not")) {
            return compare();
        }
        cursor.enter();
        int start = cursor.next().start();
        Expression operand = not();
        cursor.leave();
        return new Expression.Not(operand, start, operand.end());
    }

    private Expression compare() {
        Expression first = sum();
        List<Expression.Comparand> comparands = new ArrayList<>();
        while (true) {
            Expression.Comparator comparator = COMPARATORS.get(cursor.current().type());
            if (comparator != null) {
                cursor.next();
            } else if (cursor.skipName("in")) {
                comparator = Expression.Comparator.IN;
            } else if (cursor.isName("not") && cursor.ahead().isName("in")) {
                cursor.next();
                cursor.next();
                comparator = Expression.Comparator.NOT_IN;
            } else {
                break;
            }
            comparands.add(new Expression.Comparand(comparator, sum()));
        }
        return comparands.isEmpty()
                ? first
                : new Expression.Compare(
                        first,
                        comparands,
                        first.start(),
                        comparands.get(comparands.size() - 1).right().end());
    }

    private Expression sum() {
        Expression first = concat();
        if (!SUMS.containsKey(cursor.current().type())) {
            return first;
        }
        List<Expression.Operation> operations = new ArrayList<>();
        while (SUMS.containsKey(cursor.current().type())) {
            Arithmetic.Operator operator = SUMS.get(cursor.next().type());
            operations.add(new Expression.Operation(operator, concat()));
        }
        return calculation(first, operations);
    }

    private Expression concat() {
        Expression first = product();
        if (!cursor.is(TokenType.TILDE)) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (cursor.skip(TokenType.TILDE)) {
            operands.add(product());
        }
        return new Expression.Concat(operands, first.start(), end(operands));
    }

    private Expression product() {
        Expression first = power();
        if (!PRODUCTS.containsKey(cursor.current().type())) {
            return first;
        }
        List<Expression.Operation> operations = new ArrayList<>();
        while (PRODUCTS.containsKey(cursor.current().type())) {
            Arithmetic.Operator operator = PRODUCTS.get(cursor.next().type());
            operations.add(new Expression.Operation(operator, power()));
        }
        return calculation(first, operations);
    }

    private Expression power() {
        Expression first = unary(true);
        if (!cursor.is(TokenType.POWER)) {
            return first;
        }
        List<Expression.Operation> operations = new ArrayList<>();
        while (cursor.skip(TokenType.POWER)) {
            operations.add(new Expression.Operation(Arithmetic.Operator.POWER, unary(true)));
        }
        return calculation(first, operations);
    }

    private static Expression calculation(Expression first, List<Expression.Operation> operations) {
        return new Expression.Calculation(
                first,
                operations,
                first.start(),
                operations.get(operations.size() - 1).right().end());
    }

    private Expression unary(boolean withFilter) {
        Token token = cursor.current();
        Expression parsed;
        if (token.is(TokenType.SUBTRACT) || token.is(TokenType.ADD)) {
            cursor.enter();
            cursor.next();
            Expression operand = unary(false);
            parsed = new Expression.Sign(token.is(TokenType.SUBTRACT), operand, token.start(), operand.end());
            cursor.leave();
        } else {
            parsed = primary();
        }
        return postfix(parsed, withFilter);
    }

    private Expression postfix(Expression first, boolean withFilter) {
        Expression parsed = first;
        boolean filters = false;
        for (int links = 0; ; links++) {
            if (links > MAX_CHAIN) {
                throw cursor.error("more than " + MAX_CHAIN + " calls, attributes and filters in a row");
            }
            if (cursor.is(TokenType.LEFT_PARENTHESIS)) {
                parsed = call(parsed);
            } else if (!filters && (cursor.is(TokenType.DOT) || cursor.is(TokenType.LEFT_BRACKET))) {
                parsed = cursor.is(TokenType.DOT) ? attribute(parsed) : item(parsed);
            } else if (withFilter && cursor.is(TokenType.PIPE)) {
                cursor.next();
                parsed = filter(Optional.of(parsed));
                filters = true;
            } else if (withFilter && cursor.isName("is")) {
                parsed = test(parsed);
                filters = true;
            } else {
                return parsed;
            }
        }
    }

    /** A name, literal, or expression in brackets. */
    Expression primary() {
        Token token = cursor.current();
        switch (token.type()) {
            case NAME -> {
                cursor.next();
                return literals.name(token);
            }
            case STRING -> {
                return literals.string();
            }
            case INTEGER -> {
                cursor.next();
                return new Expression.Literal(literals.integer(token), token.start(), token.end());
            }
            case FLOAT -> {
                cursor.next();
                double number = Double.parseDouble(token.text().replace("_", ""));
                return new Expression.Literal(new FloatValue(number), token.start(), token.end());
            }
            case LEFT_PARENTHESIS -> {
                cursor.next();
                Expression inner = tuple(true, true, false);
                cursor.expect(TokenType.RIGHT_PARENTHESIS);
                return inner;
            }
            case LEFT_BRACKET -> {
                return list();
            }
            case LEFT_BRACE -> {
                return dictionary();
            }
            default -> throw cursor.error("unexpected " + token.describe());
        }
    }

    private Expression list() {
        int start = cursor.next().start();
        List<Expression> items = new ArrayList<>();
        while (!cursor.is(TokenType.RIGHT_BRACKET)) {
            items.add(expression());
            if (!cursor.skip(TokenType.COMMA)) {
                break;
            }
        }
        int end = cursor.expect(TokenType.RIGHT_BRACKET).end();
        return new Expression.ListLiteral(items, start, end);
    }

    private Expression dictionary() {
        int start = cursor.next().start();
        List<Expression.Pair> pairs = new ArrayList<>();
        while (!cursor.is(TokenType.RIGHT_BRACE)) {
            Expression key = expression();
            cursor.expect(TokenType.COLON);
            pairs.add(new Expression.Pair(key, expression()));
            if (!cursor.skip(TokenType.COMMA)) {
                break;
            }
        }
        int end = cursor.expect(TokenType.RIGHT_BRACE).end();
        return new Expression.DictionaryLiteral(pairs, start, end);
    }

    private Expression attribute(Expression owner) {
        cursor.next();
        Token name = cursor.next();
        if (name.is(TokenType.NAME)) {
            return new Expression.Attribute(owner, name.text(), owner.start(), name.end());
        }
        if (name.is(TokenType.INTEGER)) {
            Expression key = new Expression.Literal(literals.integer(name), name.start(), name.end());
            return new Expression.Item(owner, key, owner.start(), name.end());
        }
        throw cursor.error("expected a name or number behind the dot, found " + name.describe(), name);
    }

    private Expression item(Expression owner) {
        cursor.next();
        if (cursor.is(TokenType.COLON)) {
            return slice(owner, Optional.empty());
        }
        List<Expression> keys = new ArrayList<>();
        int start = cursor.current().start();
        while (!cursor.is(TokenType.RIGHT_BRACKET)) {
            keys.add(expression());
            if (keys.size() == 1 && cursor.is(TokenType.COLON)) {
                return slice(owner, Optional.of(keys.get(0)));
            }
            if (!cursor.skip(TokenType.COMMA)) {
                break;
            }
        }
        int end = cursor.expect(TokenType.RIGHT_BRACKET).end();
        Expression key = keys.size() == 1 ? keys.get(0) : new Expression.TupleLiteral(keys, start, end - 1);
        return new Expression.Item(owner, key, owner.start(), end);
    }

    private Expression slice(Expression owner, Optional<Expression> from) {
        cursor.expect(TokenType.COLON);
        Optional<Expression> to = bound();
        Optional<Expression> step = cursor.skip(TokenType.COLON) ? bound() : Optional.empty();
        int end = cursor.expect(TokenType.RIGHT_BRACKET).end();
        return new Expression.Slice(owner, from, to, step, owner.start(), end);
    }

    private Optional<Expression> bound() {
        return cursor.is(TokenType.COLON) || cursor.is(TokenType.RIGHT_BRACKET)
                ? Optional.empty()
                : Optional.of(expression());
    }

    private Expression call(Expression callee) {
        Expression.CallArguments arguments = arguments();
        return new Expression.Call(
                callee, arguments, callee.start(), cursor.previous().end());
    }

    private Expression.CallArguments arguments() {
        Token open = cursor.expect(TokenType.LEFT_PARENTHESIS);
        List<Expression> positional = new ArrayList<>();
        List<Expression.Keyword> named = new ArrayList<>();
        Optional<Expression> more = Optional.empty();
        Optional<Expression> moreNamed = Optional.empty();
        while (!cursor.is(TokenType.RIGHT_PARENTHESIS)) {
            boolean allowed;
            if (cursor.skip(TokenType.MULTIPLY)) {
                allowed = more.isEmpty() && moreNamed.isEmpty();
                more = Optional.of(expression());
            } else if (cursor.skip(TokenType.POWER)) {
                allowed = moreNamed.isEmpty();
                moreNamed = Optional.of(expression());
            } else if (cursor.is(TokenType.NAME) && cursor.ahead().is(TokenType.ASSIGN)) {
                allowed = moreNamed.isEmpty();
                Token name = cursor.next();
                cursor.next();
                named.add(new Expression.Keyword(name.text(), name.start(), name.end(), expression()));
            } else {
                allowed = more.isEmpty() && moreNamed.isEmpty() && named.isEmpty();
                positional.add(expression());
            }
            if (!allowed) {
                throw cursor.error("invalid order of arguments in this call", open);
            }
            if (!cursor.skip(TokenType.COMMA)) {
                break;
            }
        }
        cursor.expect(TokenType.RIGHT_PARENTHESIS);
        return new Expression.CallArguments(positional, named, more, moreNamed);
    }

    /** A filter with its arguments, behind the bar. */
    Expression filter(Optional<Expression> operand) {
        int start = operand.map(Expression::start).orElse(cursor.current().start());
        String name = dottedName();
        Expression.CallArguments arguments =
                cursor.is(TokenType.LEFT_PARENTHESIS) ? arguments() : Expression.CallArguments.NONE;
        return new Expression.Filter(
                operand, name, arguments, start, cursor.previous().end());
    }

    /** Filters behind the operand, if there are any. */
    Optional<Expression> filters(Optional<Expression> operand) {
        Optional<Expression> filtered = operand;
        while (cursor.skip(TokenType.PIPE)) {
            filtered = Optional.of(filter(filtered));
        }
        return filtered;
    }

    private Expression test(Expression operand) {
        cursor.next();
        boolean negated = cursor.skipName("not");
        String name = dottedName();
        Expression.CallArguments arguments = Expression.CallArguments.NONE;
        if (cursor.is(TokenType.LEFT_PARENTHESIS)) {
            arguments = arguments();
        } else if (TEST_ARGUMENT.contains(cursor.current().type())
                && !cursor.isName("else")
                && !cursor.isName("or")
                && !cursor.isName("and")) {
            if (cursor.isName("is")) {
                throw cursor.error("several tests cannot be chained with 'is'");
            }
            Expression argument = postfix(primary(), false);
            arguments = new Expression.CallArguments(List.of(argument), List.of(), Optional.empty(), Optional.empty());
        }
        int end = cursor.previous().end();
        Expression test = new Expression.Test(operand, name, arguments, operand.start(), end);
        return negated ? new Expression.Not(test, operand.start(), end) : test;
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(cursor.expect(TokenType.NAME).text());
        while (cursor.skip(TokenType.DOT)) {
            name.append('.').append(cursor.expect(TokenType.NAME).text());
        }
        return name.toString();
    }
}
