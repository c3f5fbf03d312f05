package dev.bylaw.rego.internal.compile;

import java.util.List;

/** Builtins that OPA has and this engine may not have, so that a message can say so. */
final class OpaBuiltins {
    private static final List<String> FAMILIES = List.of(
            "crypto.",
            "graphql.",
            "http.",
            "io.jwt.",
            "json.",
            "net.",
            "opa.",
            "providers.",
            "rego.",
            "time.",
            "uuid.");

    private OpaBuiltins() {}

    /** {@return whether the name belongs to a family of OPA's builtins} */
    static boolean isOfFamily(String name) {
        return FAMILIES.stream().anyMatch(name::startsWith);
    }
}
