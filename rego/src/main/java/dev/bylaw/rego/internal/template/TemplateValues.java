package dev.bylaw.rego.internal.template;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.value.TextSink;

/**
 * What templates compute with: values; {@link Long} and {@link Double} for numbers that stand in templates; null for what
 * is not there. As in OPA a number of a document is a text.
 */
final class TemplateValues {
    private TemplateValues() {}

    /** A value; null where it is null, which is not the same as what is not there. */
    static Object known(Object value) {
        return value instanceof NullValue ? null : value;
    }

    static boolean isTrue(Object value) {
        if (value instanceof BooleanValue truth) {
            return truth.value();
        }
        if (value instanceof StringValue text) {
            return !text.value().isEmpty();
        }
        if (value instanceof ArrayValue array) {
            return array.size() > 0;
        }
        if (value instanceof ObjectValue object) {
            return object.size() > 0;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        return value instanceof NumberValue;
    }

    static boolean isText(Object value) {
        return value instanceof StringValue || value instanceof NumberValue;
    }

    /** The kind by which values can be compared; empty where they cannot. */
    static String kind(Object value) {
        if (isText(value)) {
            return "string";
        }
        if (value instanceof BooleanValue) {
            return "bool";
        }
        if (value instanceof Long) {
            return "int";
        }
        return value instanceof Double ? "float" : "";
    }

    static Object plain(Object value) {
        if (value instanceof StringValue text) {
            return text.value();
        }
        return value instanceof NumberValue ? value.toString() : value;
    }

    /** The name of the type in Go. */
    static String type(Object value) {
        if (value instanceof StringValue) {
            return "string";
        }
        if (value instanceof NumberValue) {
            return "json.Number";
        }
        if (value instanceof BooleanValue) {
            return "bool";
        }
        if (value instanceof ArrayValue) {
            return "[]interface {}";
        }
        if (value instanceof ObjectValue) {
            return "map[string]interface {}";
        }
        if (value instanceof Long) {
            return "int";
        }
        return value instanceof Double ? "float64" : "<nil>";
    }

    /** Writes a value as Go prints it. */
    static void write(Object value, TextSink out, String nil) {
        if (value == null || value instanceof NullValue) {
            out.append(nil);
        } else if (value instanceof StringValue text) {
            out.append(text.value());
        } else if (value instanceof ArrayValue array) {
            out.append('[');
            for (int i = 0; i < array.size(); i++) {
                out.append(i > 0 ? " " : "");
                write(array.get(i), out, "<nil>");
            }
            out.append(']');
        } else if (value instanceof ObjectValue object) {
            out.append("map[");
            for (int i = 0; i < object.size(); i++) {
                out.append(i > 0 ? " " : "");
                write(object.keyAt(i), out, "<nil>");
                out.append(':');
                write(object.valueAt(i), out, "<nil>");
            }
            out.append(']');
        } else if (value instanceof Double number) {
            out.append(FloatText.format(number, 'g', -1));
        } else {
            out.append(value.toString());
        }
    }
}
