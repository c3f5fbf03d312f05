package dev.bylaw.internal.jinja.value;

import java.util.Optional;

/** Jinja's {@code a.b} and {@code a[b]}: each falls back to the other. */
public final class Attributes {
    private Attributes() {}

    /**
     * What stands behind a dot.
     *
     * @param owner the value before it
     * @param name the name behind it
     * @param machine the evaluation
     * @return the attribute, or the item of that name, or an undefined value
     * @throws TemplateException if the owner is undefined
     */
    public static Value attribute(Value owner, String name, Machine machine) {
        if (owner instanceof UndefinedValue undefined) {
            return attribute(undefined.standIn().orElseThrow(undefined::error), name, machine);
        }
        return direct(owner, name, machine)
                .or(() -> safeItem(owner, new StringValue(name), machine))
                .orElseGet(() -> UndefinedValue.ofAttribute(owner, name));
    }

    /** {@return the attribute itself, without a look at items} */
    public static Optional<Value> direct(Value owner, String name, Machine machine) {
        return owner.attribute(name, machine).or(() -> Methods.find(owner, name));
    }

    /**
     * What stands in brackets.
     *
     * @param owner the value before them
     * @param key the value inside
     * @param machine the evaluation
     * @return the item, or the attribute of that name, or an undefined value
     * @throws TemplateException if the owner is undefined
     */
    public static Value item(Value owner, Value key, Machine machine) {
        if (owner instanceof UndefinedValue undefined) {
            return item(undefined.standIn().orElseThrow(undefined::error), key, machine);
        }
        Optional<Value> found = safeItem(owner, key, machine);
        if (found.isPresent()) {
            return found.get();
        }
        if (key.unknown().isPresent()) {
            return new UnknownValue(key.unknown().get());
        }
        return (key instanceof StringValue name ? direct(owner, name.text(), machine) : Optional.<Value>empty())
                .orElseGet(() -> UndefinedValue.ofItem(owner, key, machine));
    }

    private static Optional<Value> safeItem(Value owner, Value key, Machine machine) {
        try {
            return owner.item(key, machine);
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.ERROR) {
                // A key that cannot be one; Jinja takes it for one that does not exist.
                return Optional.empty();
            }
            throw e;
        }
    }
}
