package dev.bylaw.rego.internal.graphql;

/** References to types: a name, or a list of another reference, perhaps never null. */
final class Types {
    private Types() {}

    static boolean isList(Node reference) {
        return reference.text("NamedType").isEmpty() && reference.node("Elem") != null;
    }

    /** The name of the type inside all lists. */
    static String name(Node reference) {
        Node inner = reference;
        while (isList(inner)) {
            inner = inner.node("Elem");
        }
        return inner.text("NamedType");
    }

    static String text(Node reference) {
        String inner = isList(reference) ? "[" + text(reference.node("Elem")) + "]" : reference.text("NamedType");
        return reference.is("NonNull") ? inner + "!" : inner;
    }

    /** Whether a value of the first type may stand where the second is wanted; that one may lack its last mark. */
    static boolean isCompatible(Node type, Node wanted, boolean wantedNonNull) {
        if (!type.text("NamedType").equals(wanted.text("NamedType"))) {
            return false;
        }
        Node inner = type.node("Elem");
        Node innerWanted = wanted.node("Elem");
        if (inner != null && (innerWanted == null || !isCompatible(inner, innerWanted, innerWanted.is("NonNull")))) {
            return false;
        }
        return !wantedNonNull || type.is("NonNull");
    }

    static boolean isLeaf(Node type) {
        return is(type, "SCALAR", "ENUM");
    }

    static boolean isComposite(Node type) {
        return is(type, "OBJECT", "INTERFACE", "UNION");
    }

    static boolean isInput(Node type) {
        return is(type, "SCALAR", "ENUM", "INPUT_OBJECT");
    }

    static boolean is(Node type, String... kinds) {
        for (String kind : kinds) {
            if (type.text("Kind").equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
