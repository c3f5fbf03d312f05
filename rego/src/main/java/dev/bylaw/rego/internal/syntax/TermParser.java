package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads terms: scalars, references, calls, operators and template strings. Collections are read by
 * {@link CollectionParser}, bodies within comprehensions by {@link ExpressionParser}.
 *
 * <p>Where a text can be read in two ways, one is tried first. Terms that were read meanwhile are kept, so that no text
 * is read more often than a fixed number of times, however deep such places are nested.
 */
final class TermParser {
    private static final String TERM = "a value or expression";
    private static final String TOO_BIG = "number too big";

    /** Longer numbers are refused; their digits would be read for seconds. */
    static final int MAX_NUMBER_LENGTH = 32_768;

    /** OPA refuses numbers beyond two to the power of a hundred thousand, which has so many digits. */
    static final int MAX_NUMBER_EXPONENT = 30_103;

    private final TokenCursor cursor;
    private final Nesting nesting;
    private final CollectionParser collections;
    private final Map<Integer, Memo> memos = new HashMap<>();

    /** How many readings are being tried at the moment. */
    private int attempts;

    /** The index of a keyword that begins a reference and is therefore a name, or -1. */
    private int keywordAsName = -1;

    /** A term that was read, or why none could be. */
    private record Memo(Optional<Term> term, Optional<ParseFailure> failure, int end) {}

    TermParser(TokenCursor cursor, Nesting nesting, ExpressionParser expressions) {
        this.cursor = cursor;
        this.nesting = nesting;
        this.collections = new CollectionParser(cursor, this, expressions);
    }

    /** Begins a statement. */
    void reset() {
        memos.clear();
        attempts = 0;
        keywordAsName = -1;
    }

    /** Says that a reading is tried that may be given up. */
    void beginAttempt() {
        attempts++;
    }

    /** Says that the reading that was tried last is over. */
    void endAttempt() {
        attempts--;
    }

    /** Makes the current token, a keyword, a name. */
    void takeKeywordAsName() {
        keywordAsName = cursor.position();
    }

    /** Reads a term with all operators but {@code :=} and {@code =}; {@code k, v in xs} included. */
    Term term() {
        Token start = cursor.peek();
        return membership(start, binary(start, primary(), Operator.LOWEST), true);
    }

    /** Reads a term in a list, where {@code k, v in xs} is two items. */
    Term item() {
        return itemFrom(cursor.peek(), primary());
    }

    /** Reads on behind the first primary of an item. */
    Term itemFrom(Token start, Term first) {
        return membership(start, binary(start, first, Operator.LOWEST), false);
    }

    /** Reads a term without {@code in}. */
    Term operand() {
        Token start = cursor.peek();
        return binary(start, primary(), Operator.LOWEST);
    }

    private Term membership(Token start, Term first, boolean withKeys) {
        Term left = first;
        if (withKeys && cursor.isAt(TokenKind.COMMA)) {
            left = tryMemberWithKey(start, left).orElse(left);
        }
        while (cursor.isAtKeyword("in")) {
            Token operator = cursor.next();
            Term domain = operand();
            left = infix(Operator.MEMBER, operator, List.of(left, domain), start);
        }
        return left;
    }

    private Optional<Term> tryMemberWithKey(Token start, Term key) {
        int comma = cursor.position();
        cursor.next();
        Term value;
        beginAttempt();
        try {
            value = operand();
        } catch (ParseFailure failure) {
            if (failure.isLimit()) {
                throw failure;
            }
            cursor.moveTo(comma);
            return Optional.empty();
        } finally {
            endAttempt();
        }
        if (!cursor.peek().is("in")) {
            cursor.moveTo(comma);
            return Optional.empty();
        }
        Token operator = cursor.next();
        Term domain = operand();
        return Optional.of(infix(Operator.MEMBER_WITH_KEY, operator, List.of(key, value, domain), start));
    }

    private Term binary(Token start, Term first, int lowest) {
        Term left = first;
        while (true) {
            Operator operator = Operator.of(cursor.peek().kind());
            if (operator == null || operator.level() < lowest) {
                return left;
            }
            Token token = cursor.next();
            refuseDoubled(token);
            Token rightStart = cursor.peek();
            Term right = binary(rightStart, primary(), operator.level() + 1);
            left = infix(operator.builtin(), token, List.of(left, right), start);
        }
    }

    private void refuseDoubled(Token operator) {
        Token following = cursor.peek();
        if (following.spaced() || following.kind() != operator.kind()) {
            return;
        }
        if (operator.kind() == TokenKind.PIPE) {
            throw cursor.failure("Rego has no `||`: write a rule with a body for each alternative, or `x in {a, b}`; "
                    + "a single `|` unites sets");
        }
        if (operator.kind() == TokenKind.AMPERSAND) {
            throw cursor.failure("Rego has no `&&`: write each condition on its own line or behind a `;`; "
                    + "a single `&` intersects sets");
        }
    }

    private Term infix(String builtin, Token operator, List<Term> arguments, Token start) {
        return new Term.Call(builtinName(builtin, cursor.locationOf(operator)), arguments, true, cursor.from(start));
    }

    /** A variable or reference that names a builtin. */
    static Term builtinName(String builtin, RegoLocation at) {
        int dot = builtin.indexOf('.');
        if (dot < 0) {
            return new Term.Var(builtin, at);
        }
        Term operand = new Term.Scalar(StringValue.of(builtin.substring(dot + 1)), at);
        return new Term.Ref(new Term.Var(builtin.substring(0, dot), at), List.of(operand), at);
    }

    /** Reads a term without operators: a scalar, name, collection or parenthesis with what is appended to it. */
    Term primary() {
        int begin = cursor.position();
        Memo memo = memos.get(begin);
        if (begin == keywordAsName || memo == null && attempts == 0) {
            return newPrimary();
        }
        if (memo == null) {
            try {
                Term term = newPrimary();
                memo = new Memo(Optional.of(term), Optional.empty(), cursor.position());
            } catch (ParseFailure failure) {
                memo = new Memo(Optional.empty(), Optional.of(failure), cursor.position());
            }
            memos.put(begin, memo);
        }
        cursor.moveTo(memo.end());
        if (memo.failure().isPresent()) {
            throw memo.failure().get();
        }
        return memo.term().orElseThrow();
    }

    private Term newPrimary() {
        nesting.enter(cursor);
        try {
            Token start = cursor.peek();
            return appended(start, head(start));
        } finally {
            nesting.leave();
        }
    }

    private Term head(Token start) {
        return switch (start.kind()) {
            case NAME -> name();
            case NUMBER, DOT -> number("");
            case MINUS -> negative();
            case STRING -> scalar(StringValue.of(cursor.next().text()), start);
            case TEMPLATE_PART, TEMPLATE_END -> collections.template();
            case LEFT_BRACKET -> collections.array();
            case LEFT_BRACE -> collections.setOrObject();
            case LEFT_PAREN -> parenthesis();
            case UNIFY, ASSIGN, EQUAL -> throw cursor.expected(TERM + " before the operator");
            default -> {
                Slips.refuseComment(cursor);
                throw cursor.expected(TERM);
            }
        };
    }

    private Term scalar(dev.bylaw.rego.Value value, Token start) {
        return new Term.Scalar(value, cursor.from(start));
    }

    private Term name() {
        Token token = cursor.peek();
        boolean asName = cursor.position() == keywordAsName;
        if (!asName) {
            switch (token.text()) {
                case "null" -> {
                    return scalar(NullValue.NULL, cursor.next());
                }
                case "true", "false" -> {
                    return scalar(BooleanValue.of(token.is("true")), cursor.next());
                }
                case "not", "some", "every" ->
                    throw cursor.failure("expected " + TERM + ", found the keyword `" + token.text()
                            + "`, which can only begin a condition of a body");
                default -> {
                    if (nesting.isReserved(token) && !token.is("contains")) {
                        throw cursor.expected(TERM);
                    }
                }
            }
        }
        cursor.next();
        return new Term.Var(token.text(), cursor.locationOf(token));
    }

    private Term negative() {
        Token minus = cursor.next();
        if (cursor.isAt(TokenKind.NUMBER) || cursor.isAt(TokenKind.DOT)) {
            return number("-");
        }
        if (cursor.isAt(TokenKind.NAME)
                && (!nesting.isReserved(cursor.peek()) || cursor.peek().is("contains"))) {
            Term zero = new Term.Scalar(NumberValue.of(0), cursor.locationOf(minus));
            Term operand = primary();
            return infix("minus", minus, List.of(zero, operand), minus);
        }
        throw cursor.failure("a minus sign stands before a number or name only, found "
                + cursor.peek().described() + "; write `0 - (...)`");
    }

    private Term number(String sign) {
        Token start = sign.isEmpty() ? cursor.peek() : cursor.previous();
        String prefix = sign;
        if (cursor.isAt(TokenKind.DOT)) {
            cursor.next();
            if (!cursor.isAt(TokenKind.NUMBER) || cursor.peek().spaced()) {
                cursor.moveTo(cursor.position() - 1);
                throw cursor.expected(TERM);
            }
            prefix += "0.";
        }
        String digits = cursor.peek().text();
        boolean isFraction = prefix.endsWith(".");
        if (!isFraction && digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1))) {
            throw cursor.failure(
                    "unexpected number token: expected number without leading zero",
                    "a number cannot begin with a zero, found " + Slips.shown(digits) + "; write "
                            + Slips.shownNumber(withoutZeros(digits)));
        }
        if (isFraction && digits.indexOf('.') >= 0) {
            throw cursor.failure("a number has one decimal point only");
        }
        if (digits.length() > MAX_NUMBER_LENGTH) {
            throw cursor.failure(TOO_BIG, "the number has more than " + MAX_NUMBER_LENGTH + " digits");
        }
        NumberValue value;
        try {
            value = NumberValue.parse(prefix + digits);
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw tooLarge();
        }
        if (!value.isLong()) {
            long exponent = (long) value.decimalValue().precision()
                    - value.decimalValue().scale();
            if (Math.abs(exponent) > MAX_NUMBER_EXPONENT && value.decimalValue().signum() != 0) {
                throw tooLarge();
            }
        }
        cursor.next();
        return scalar(value, start);
    }

    private ParseFailure tooLarge() {
        return cursor.failure(
                TOO_BIG,
                "the number " + Slips.shown(cursor.peek().text())
                        + " is too large or too small; its exponent is at most " + MAX_NUMBER_EXPONENT);
    }

    private static String withoutZeros(String digits) {
        int i = 0;
        while (i + 1 < digits.length() && digits.charAt(i) == '0' && Character.isDigit(digits.charAt(i + 1))) {
            i++;
        }
        return digits.substring(i);
    }

    private Term parenthesis() {
        Token open = cursor.next();
        Term inner = term();
        collections.close(open, TokenKind.RIGHT_PAREN, false);
        return inner;
    }

    /** Reads what directly follows a term: operands of a reference and arguments of calls. */
    private Term appended(Token start, Term first) {
        Term head = first;
        List<Term> operands = new ArrayList<>();
        while (!cursor.peek().spaced()) {
            switch (cursor.peek().kind()) {
                case DOT -> {
                    checkHead(head);
                    operands.add(fieldName());
                }
                case LEFT_BRACKET -> {
                    checkHead(head);
                    operands.add(indexed());
                }
                case LEFT_PAREN -> {
                    if (operands.isEmpty()) {
                        checkHead(head);
                    }
                    head = call(start, reference(start, head, operands));
                    operands.clear();
                }
                default -> {
                    return reference(start, head, operands);
                }
            }
        }
        return reference(start, head, operands);
    }

    private Term reference(Token start, Term head, List<Term> operands) {
        return operands.isEmpty() ? head : new Term.Ref(head, operands, cursor.from(start));
    }

    private void checkHead(Term head) {
        String kind;
        if (head instanceof Term.Scalar scalar) {
            kind = "a " + scalar.value().type().text();
        } else if (head instanceof Term.Template) {
            kind = "a template string";
        } else if (head instanceof Term.Ref) {
            kind = "a reference in parentheses; leave the parentheses out";
        } else {
            return;
        }
        throw cursor.failure("`" + cursor.peek().kind().symbol() + "` cannot follow " + kind);
    }

    /** Reads {@code .name}. */
    Term fieldName() {
        cursor.next();
        Token token = cursor.peek();
        if (token.kind() != TokenKind.NAME || token.spaced()) {
            if (token.spaced() && token.kind() == TokenKind.NAME) {
                throw cursor.failure("a name must follow the dot directly, without white space");
            }
            throw cursor.failure(
                    token.unexpected() + ": expected identifier",
                    "expected a name behind the dot, found " + token.described());
        }
        cursor.next();
        return new Term.Scalar(StringValue.of(token.text()), cursor.locationOf(token));
    }

    /** Reads {@code [term]}. */
    Term indexed() {
        Token open = cursor.next();
        if (cursor.isAt(TokenKind.RIGHT_BRACKET)) {
            throw cursor.failure("expected an index, key or variable between the brackets; write `[_]` for any");
        }
        Term operand = term();
        collections.close(open, TokenKind.RIGHT_BRACKET, false);
        return operand;
    }

    private Term call(Token start, Term function) {
        if (Terms.dottedName(function).isEmpty()) {
            throw cursor.failure("only a function that is named by a path such as `lib.f` can be called");
        }
        List<Term> arguments = arguments();
        boolean isEmptySet = arguments.isEmpty()
                && function instanceof Term.Var name
                && name.name().equals("set");
        return isEmptySet
                ? new Term.SetLiteral(List.of(), cursor.from(start))
                : new Term.Call(function, arguments, false, cursor.from(start));
    }

    /** Reads {@code (a, b)}. */
    List<Term> arguments() {
        Token open = cursor.next();
        return collections.items(open, TokenKind.RIGHT_PAREN, new ArrayList<>());
    }
}
