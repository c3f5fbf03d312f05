package dev.bylaw.internal.tree;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads plain values out of trees. What is unknown, or of another type, gives nothing. */
public final class Trees {
    private Trees() {}

    /** {@return the text of a value, if it is one} */
    public static Optional<String> text(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** {@return the text at a key, if there is one} */
    public static Optional<String> text(Tree.Mapping mapping, String key) {
        return mapping.get(key).flatMap(Trees::text);
    }

    /** {@return the truth value at a key, if there is one} */
    public static Optional<Boolean> bool(Tree.Mapping mapping, String key) {
        return mapping.get(key)
                .flatMap(tree -> tree instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean value
                        ? Optional.of(value)
                        : Optional.empty());
    }

    /** {@return the mapping at a key, if there is one} */
    public static Optional<Tree.Mapping> mapping(Tree.Mapping mapping, String key) {
        return mapping.get(key)
                .flatMap(tree -> tree instanceof Tree.Mapping value ? Optional.of(value) : Optional.empty());
    }

    /** {@return the sequence at a key, if there is one} */
    public static Optional<Tree.Sequence> sequence(Tree.Mapping mapping, String key) {
        return mapping.get(key)
                .flatMap(tree -> tree instanceof Tree.Sequence value ? Optional.of(value) : Optional.empty());
    }

    /** {@return the texts of a sequence; what is no text is left out} */
    public static List<String> texts(Tree.Sequence sequence) {
        return sequence.items().stream().flatMap(item -> text(item).stream()).toList();
    }

    /** {@return where an entry stands: its key, or else its value} */
    public static Location place(Tree.Entry entry, Location otherwise) {
        return entry.key().or(() -> entry.value().origin().location()).orElse(otherwise);
    }

    /** {@return where a value stands} */
    public static Location place(Tree value, Location otherwise) {
        return value.origin().location().orElse(otherwise);
    }

    /** {@return a scalar that no file states} */
    public static Tree.Scalar scalar(Object value) {
        return new Tree.Scalar(value, Origin.DEFAULT);
    }

    /** {@return whether a value is null} */
    public static boolean isNull(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.value() == null;
    }

    /** {@return whether a value counts as true in Python; what is unknown does} */
    public static boolean isTruthy(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return !mapping.entries().isEmpty() || mapping.open().isPresent();
        }
        if (tree instanceof Tree.Sequence sequence) {
            return !sequence.items().isEmpty() || sequence.open().isPresent();
        }
        if (tree instanceof Tree.Scalar scalar) {
            Object value = scalar.value();
            return !(value == null
                    || value.equals(false)
                    || value.equals("")
                    || value instanceof Number number && isZero(number));
        }
        return true;
    }

    private static boolean isZero(Number number) {
        return number instanceof BigDecimal decimal ? decimal.signum() == 0 : number.doubleValue() == 0;
    }

    /** {@return the kind of a value in words for messages} */
    public static String kind(Tree tree) {
        if (tree instanceof Tree.Mapping) {
            return "a mapping";
        }
        if (tree instanceof Tree.Sequence) {
            return "a list";
        }
        if (tree instanceof Tree.Scalar scalar) {
            Object value = scalar.value();
            if (value == null) {
                return "null";
            }
            return value instanceof String ? "text" : value instanceof Boolean ? "a truth value" : "a number";
        }
        return "unknown";
    }

    /** {@return an empty mapping} */
    public static Tree.Mapping emptyMapping(Origin origin) {
        return new Tree.Mapping(Map.of(), origin);
    }

    /** {@return an empty sequence} */
    public static Tree.Sequence emptySequence(Origin origin) {
        return new Tree.Sequence(List.of(), origin);
    }

    /** {@return a sequence of texts of one origin} */
    public static Tree.Sequence texts(List<String> texts, Origin origin) {
        List<Tree> items = new ArrayList<>();
        texts.forEach(text -> items.add(new Tree.Scalar(text, origin)));
        return new Tree.Sequence(items, origin);
    }

    /** {@return the first reason for which a value or any part of it is not known} */
    public static Optional<String> doubt(Tree tree) {
        if (tree instanceof Tree.Unknown unknown) {
            return Optional.of(unknown.reason());
        }
        if (tree instanceof Tree.Mapping mapping) {
            return mapping.open()
                    .or(() -> mapping.entries().values().stream()
                            .flatMap(entry -> doubt(entry.value()).stream())
                            .findFirst());
        }
        if (tree instanceof Tree.Sequence sequence) {
            return sequence.open()
                    .or(() -> sequence.items().stream()
                            .flatMap(item -> doubt(item).stream())
                            .findFirst());
        }
        return Optional.empty();
    }

    /**
     * The value without origins, for comparison and hashing: null, a scalar, a {@code List} or a {@code Map}; numbers that
     * are equal become equal objects. What is unknown becomes its reason in brackets.
     *
     * @param tree the value
     * @return the plain value, null for a null
     */
    public static Object plain(Tree tree) {
        if (tree instanceof Tree.Scalar scalar) {
            return number(scalar.value());
        }
        if (tree instanceof Tree.Sequence sequence) {
            List<Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(plain(item)));
            return items;
        }
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key, plain(entry.value())));
            return entries;
        }
        return "<" + ((Tree.Unknown) tree).reason() + ">";
    }

    private static Object number(Object value) {
        if (value instanceof BigDecimal decimal) {
            BigDecimal stripped = decimal.stripTrailingZeros();
            return stripped.scale() > 0 ? stripped : small(stripped.toBigInteger());
        }
        return value instanceof BigInteger integer ? small(integer) : value;
    }

    private static Object small(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }
}
