package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.StringValue;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Parses names, strings and integers. Not thread-safe. */
final class Literals {
    /** Longer integers are refused when they are read. */
    private static final int MAX_INTEGER_DIGITS = IntegerValue.MAX_DIGITS;

    private static final Set<String> SPECIAL = Set.of("varargs", "kwargs", "caller");

    private final Cursor cursor;
    private final Consumer<String> specialNames;

    /**
     * A parser.
     *
     * @param cursor the tokens
     * @param specialNames is told of {@code varargs}, {@code kwargs} and {@code caller} where they are used
     */
    Literals(Cursor cursor, Consumer<String> specialNames) {
        this.cursor = cursor;
        this.specialNames = specialNames;
    }

    /** {@return a name, or the literal that it stands for} */
    Expression name(Token token) {
        switch (token.text()) {
            case "true", "True" -> {
                return new Expression.Literal(BooleanValue.TRUE, token.start(), token.end());
            }
            case "false", "False" -> {
                return new Expression.Literal(BooleanValue.FALSE, token.start(), token.end());
            }
            case "none", "None" -> {
                return new Expression.Literal(NoneValue.NONE, token.start(), token.end());
            }
            default -> {
                if (SPECIAL.contains(token.text())) {
                    specialNames.accept(token.text());
                }
                return new Expression.Name(token.text(), token.start(), token.end());
            }
        }
    }

    /** {@return the literal of adjacent strings, which are one} */
    Expression string() {
        Token first = cursor.next();
        if (!cursor.is(TokenType.STRING)) {
            return new Expression.Literal(new StringValue(first.text()), first.start(), first.end());
        }
        StringBuilder text = new StringBuilder(first.text());
        while (cursor.is(TokenType.STRING)) {
            text.append(cursor.next().text());
        }
        return new Expression.Literal(
                new StringValue(text.toString()),
                first.start(),
                cursor.previous().end());
    }

    /** {@return the value of an integer} */
    IntegerValue integer(Token token) {
        String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.length() > MAX_INTEGER_DIGITS) {
            throw cursor.error("an integer of more than " + MAX_INTEGER_DIGITS + " digits", token);
        }
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        return new IntegerValue(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
    }
}
