package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Diagnostics;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** The errors that the checker finds. Not thread-safe. */
final class TypeErrors {
    private static final int SHOWN_LENGTH = 160;
    private static final int SHOWN_KEYS = 10;

    /**
     * An error.
     *
     * @param open whether a term was of unknown type; then another error in the same statement is the cause
     */
    record Found(RegoLocation at, String message, Optional<String> suggestion, boolean open) {}

    private final List<Found> found = new ArrayList<>();

    List<Found> found() {
        return found;
    }

    void addAll(List<Found> errors) {
        found.addAll(errors);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Gives everything that was found to the diagnostics. */
    void report(Diagnostics diagnostics) {
        for (Found error : found) {
            diagnostics.error(error.at(), Diagnostics.TYPE_ERROR, error.message(), error.suggestion());
        }
    }

    static Found mismatch(RegoLocation at, Shape left, Shape right) {
        String suggestion = left.getClass() == right.getClass() && !(left instanceof Shape.Simple)
                ? "both sides are collections, but their parts have different types, so they are never equal"
                : "the two types have no value in common, so this never holds; convert one side, or compare another part";
        return new Found(
                at,
                "match error: left is " + shown(left) + ", right is " + shown(right),
                Optional.of(suggestion),
                Shapes.isUnknown(left) || Shapes.isUnknown(right));
    }

    static Found arguments(RegoLocation at, String name, String what, List<Shape> have, List<Shape> want) {
        List<Shape> known = new ArrayList<>(have);
        while (!known.isEmpty() && known.size() >= want.size() && known.get(known.size() - 1) == Shape.Simple.UNKNOWN) {
            known.remove(known.size() - 1);
        }
        List<Shape> wanted = want.subList(0, Math.min(want.size(), Math.max(known.size(), want.size() - 1)));
        return new Found(
                at,
                name + ": " + what + ": have " + shown(known) + ", want " + shown(wanted),
                name.equals("plus") && known.contains(Shape.Simple.STRING)
                        ? Optional.of("+ adds numbers; write $\"{a}{b}\", sprintf or concat to join strings")
                        : advice(known, wanted),
                have.stream().anyMatch(Shapes::isUnknown));
    }

    private static Optional<String> advice(List<Shape> have, List<Shape> want) {
        for (int i = 0; i < have.size() && i < want.size(); i++) {
            if (have.get(i) != Shape.Simple.UNKNOWN && !Unifier.fits(have.get(i), want.get(i))) {
                String conversion = "";
                if (want.get(i) == Shape.Simple.NUMBER && have.get(i) == Shape.Simple.STRING) {
                    conversion = "; to_number makes a number of a string";
                } else if (want.get(i) == Shape.Simple.STRING && have.get(i) == Shape.Simple.NUMBER) {
                    conversion = "; sprintf(\"%v\", [x]) makes a string of a number";
                }
                return Optional.of("argument " + (i + 1) + " is " + shown(have.get(i)) + " and has to be "
                        + shown(want.get(i)) + conversion);
            }
        }
        return Optional.empty();
    }

    /** A step of a reference that nothing can be found at. */
    void undefined(Ir.Reference reference, int index, Shape have, Shape want, SortedSet<Value> keys) {
        String owner = prefix(reference, index);
        Ir.Term operand = reference.operands().get(index);
        String suggestion;
        if (have != Shape.Simple.UNKNOWN) {
            suggestion = "a key of " + owner + " is " + shown(want) + ", this one is " + shown(have);
        } else if (keys.isEmpty()) {
            suggestion = want == Shape.Simple.UNKNOWN
                    ? owner + " has no members"
                    : "a key of " + owner + " is " + shown(want);
        } else {
            suggestion = owner + " has the keys " + list(keys) + meant(operand, keys);
        }
        found.add(
                new Found(reference.at(), "undefined ref: " + Terms.print(reference), Optional.of(suggestion), false));
    }

    private static String meant(Ir.Term operand, SortedSet<Value> keys) {
        if (!(operand instanceof Ir.Constant constant) || !(constant.value() instanceof StringValue written)) {
            return "";
        }
        List<String> names = new ArrayList<>();
        keys.forEach(key -> {
            if (key instanceof StringValue name) {
                names.add(name.value());
            }
        });
        return Suggestion.hint(written.value(), names);
    }

    private static String list(SortedSet<Value> keys) {
        List<String> shown = new ArrayList<>();
        keys.stream()
                .limit(SHOWN_KEYS)
                .forEach(key -> shown.add(key instanceof StringValue text ? text.value() : key.toString()));
        return shortened(String.join(", ", shown)) + (keys.size() > SHOWN_KEYS ? ", ..." : "");
    }

    /** A step of a reference into what is no collection. */
    void notCollection(Ir.Reference reference, int index, Shape shape) {
        String owner = prefix(reference, index);
        if (shape instanceof Shape.Function) {
            found.add(new Found(
                    reference.at(),
                    "function " + owner + " used as reference, not called",
                    Optional.of("write " + owner + "(...)"),
                    false));
            return;
        }
        found.add(new Found(
                reference.at(),
                "undefined ref: " + Terms.print(reference),
                Optional.of(owner + " is " + shown(shape) + ", which has no keys"),
                false));
    }

    /** A schema that cannot be used. */
    void schema(RegoLocation at, String message, String suggestion) {
        found.add(new Found(at, message, Optional.of(suggestion), false));
    }

    private static String prefix(Ir.Reference reference, int index) {
        return Terms.print(
                new Ir.Reference(reference.head(), reference.operands().subList(0, index), reference.at()));
    }

    private static String shown(List<Shape> shapes) {
        List<String> texts = new ArrayList<>();
        shapes.forEach(shape -> texts.add(shown(shape)));
        return "(" + String.join(", ", texts) + ")";
    }

    private static String shown(Shape shape) {
        return shape.size() > SHOWN_LENGTH ? "a large " + kind(shape) : shortened(shape.toString());
    }

    private static String kind(Shape shape) {
        String text = shape.getClass().getSimpleName();
        return text.substring(0, text.length() - "Of".length()).toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "...";
    }
}
