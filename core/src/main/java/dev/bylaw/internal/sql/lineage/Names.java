package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.Identifiers;
import dev.bylaw.internal.sql.tree.Name;
import java.util.Locale;

/** Compares names as written in a query. */
final class Names {
    private final Identifiers identifiers;

    Names(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    String fold(Name name) {
        return identifiers.fold(name.text(), name.quoted());
    }

    String fold(String name, boolean quoted) {
        return identifiers.fold(name, quoted);
    }

    /** {@return the form that ignores case, for names that no exact match was found for} */
    static String loose(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean same(Name one, Name other) {
        return fold(one).equals(fold(other));
    }

    /** {@return whether the names are the same but perhaps for case} */
    static boolean alike(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
