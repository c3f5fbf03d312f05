package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the header of a token says; texts are empty where it says nothing.
 *
 * @param algorithm the algorithm of the signature
 * @param id the name of the key
 * @param content the type of the payload
 * @param isUnderstood whether it has an algorithm, and nothing critical that is unknown
 */
record TokenHeader(String algorithm, String id, String content, boolean isUnderstood) {
    static TokenHeader of(ObjectValue header) {
        String algorithm = "";
        String id = "";
        String content = "";
        Set<String> critical = new HashSet<>();
        Set<String> unknown = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = ((StringValue) header.keyAt(i)).value();
            Value value = header.valueAt(i);
            switch (name) {
                case "alg" -> algorithm = text(name, value);
                case "kid" -> id = text(name, value);
                case "typ" -> text(name, value);
                case "cty" -> content = text(name, value);
                case "crit" -> critical = critical(value);
                default -> unknown.add(name);
            }
        }
        unknown.retainAll(critical);
        return new TokenHeader(algorithm, id, content, !algorithm.isEmpty() && unknown.isEmpty());
    }

    private static String text(String name, Value value) {
        if (value instanceof StringValue string) {
            return string.value();
        }
        throw BuiltinException.of(name + ": must be a string");
    }

    private static Set<String> critical(Value value) {
        if (!(value instanceof ArrayValue array)) {
            throw BuiltinException.of("crit: must be a list");
        }
        Set<String> names = new HashSet<>();
        for (Value item : array.items()) {
            if (!(item instanceof StringValue string)) {
                break;
            }
            names.add(string.value());
        }
        if (names.isEmpty()) {
            throw BuiltinException.of("crit: must be a nonempty list");
        }
        return names;
    }

    /** The algorithm in the text of a header that is to be signed. */
    static String algorithmToSign(BuiltinContext context, String header) {
        context.work(1 + header.length() / 4);
        if (header.isBlank()) {
            throw BuiltinException.of("missing or invalid 'alg' header: cannot parse JSON: cannot parse empty string");
        }
        Optional<Value> parsed = parsed(header);
        if (parsed.isEmpty() && !isNumberLike(header)) {
            throw BuiltinException.of("missing or invalid 'alg' header: cannot parse JSON");
        }
        Value algorithm = parsed.isPresent() && parsed.get() instanceof ObjectValue object ? object.get("alg") : null;
        if (algorithm == null) {
            throw BuiltinException.of("missing or invalid 'alg' header: jwsbb: header \"alg\" not found");
        }
        if (algorithm instanceof StringValue string) {
            return string.value();
        }
        throw BuiltinException.of("missing or invalid 'alg' header: it must be a string");
    }

    /** OPA's reader of headers takes what may be the beginning of a number for one. */
    private static boolean isNumberLike(String text) {
        return text.strip().chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    }

    /** Whether a payload under this header has to be JSON: it is of the type JWT, or of none. */
    static boolean isForJson(BuiltinContext context, String header) {
        context.work(1 + header.length() / 4);
        return !(parsed(header).orElse(ObjectValue.EMPTY) instanceof ObjectValue object)
                || !(object.get("typ") instanceof StringValue type)
                || type.value().equals(Token.TYPE);
    }

    private static Optional<Value> parsed(String header) {
        try {
            return Optional.of(JsonReader.read(header));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
