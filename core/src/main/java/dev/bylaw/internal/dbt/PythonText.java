package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.Tree;
import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;

/** The text that Python makes of values; dbt builds names of tests and versions from it. */
final class PythonText {
    private PythonText() {}

    /** As {@code str(value)}. */
    static String str(Tree value) {
        return value instanceof Tree.Scalar scalar && scalar.value() instanceof String text ? text : repr(value);
    }

    /** As {@code repr(value)}. */
    static String repr(Tree value) {
        if (value instanceof Tree.Scalar scalar) {
            return scalar(scalar.value());
        }
        if (value instanceof Tree.Sequence sequence) {
            StringJoiner joiner = new StringJoiner(", ", "[", "]");
            sequence.items().forEach(item -> joiner.add(repr(item)));
            return joiner.toString();
        }
        if (value instanceof Tree.Mapping mapping) {
            StringJoiner joiner = new StringJoiner(", ", "{", "}");
            for (Map.Entry<String, Tree.Entry> entry : mapping.entries().entrySet()) {
                joiner.add(quote(entry.getKey()) + ": " + repr(entry.getValue().value()));
            }
            return joiner.toString();
        }
        return "unknown";
    }

    private static String scalar(Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof String text) {
            return quote(text);
        }
        return value instanceof BigDecimal decimal ? decimal(decimal) : value.toString();
    }

    /** The shortest text of a double, with an exponent below 1e-4 and from 1e16 on. */
    private static String decimal(BigDecimal value) {
        if (value.signum() == 0) {
            return "0.0";
        }
        BigDecimal plain = value.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return plain.scale() <= 0 ? plain.toPlainString() + ".0" : plain.toPlainString();
        }
        String digits = plain.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = value.signum() < 0 ? "-" : "";
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + "%02d".formatted(Math.abs(exponent));
    }

    private static String quote(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\');
                    }
                    out.append(c);
                }
            }
        }
        return out.append(quote).toString();
    }
}
