package dev.bylaw.internal.jinja.value;

import java.util.Optional;

/**
 * What a name or attribute that does not exist yields. It prints as nothing, is false and empty; anything else that is
 * done with it is an error.
 *
 * @param message what is not defined
 * @param standIn what is called, or has the attributes, in its place; for a name that files define which are not here
 */
public record UndefinedValue(String message, Optional<Value> standIn) implements Value {
    /** What nothing stands in for. */
    public UndefinedValue(String message) {
        this(message, Optional.empty());
    }

    /** {@return what a name yields that nothing defines} */
    public static UndefinedValue ofName(String name) {
        return new UndefinedValue("'" + name + "' is undefined");
    }

    /** {@return what a missing attribute of a value yields} */
    public static UndefinedValue ofAttribute(Value owner, String name) {
        return new UndefinedValue("'" + describe(owner) + "' has no attribute '" + name + "'");
    }

    /** {@return what a missing item of a value yields} */
    public static UndefinedValue ofItem(Value owner, Value key, Machine machine) {
        if (key instanceof StringValue name) {
            return ofAttribute(owner, name.text());
        }
        return new UndefinedValue(describe(owner) + " has no element " + Printer.quoted(key, machine));
    }

    private static String describe(Value owner) {
        return owner == NoneValue.NONE ? "None" : owner.typeName() + " object";
    }

    /** {@return the error of using it} */
    public TemplateException error() {
        return TemplateException.undefined(message);
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        if (quoted) {
            printer.append("Undefined");
        }
    }

    @Override
    public Truth truth() {
        return Truth.FALSE;
    }
}
