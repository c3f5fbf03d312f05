package dev.bylaw.rego.internal.compile;

/** What to write in the place of deprecated builtins. */
final class Replaced {
    private Replaced() {}

    /** {@return what to write in the place of a deprecated builtin} */
    static String by(String name) {
        return switch (name) {
            case "any" -> "write `true in xs`, or `some x in xs` and a condition";
            case "all" -> "write `every x in xs { x }`";
            case "re_match" -> "write regex.match(pattern, value)";
            case "net.cidr_overlap" -> "write net.cidr_contains(cidr, address)";
            case "set_diff" -> "write a - b";
            case "cast_array", "cast_set" -> "write a comprehension, such as `[x | some x in xs]`";
            default -> "check the type with is_string, is_boolean, is_null or is_object instead";
        };
    }
}
