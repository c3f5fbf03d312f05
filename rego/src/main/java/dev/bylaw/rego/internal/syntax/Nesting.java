package dev.bylaw.rego.internal.syntax;

import java.util.HashSet;
import java.util.Set;

/** What holds while a text is being parsed: how deep the parser is, and which words are keywords. Not thread-safe. */
final class Nesting {
    /**
     * How deep terms and bodies may be nested, operators that follow each other included. The parser needs
     * about a kilobyte of stack for a level; 512 kB, which small threads have, leave room for what calls it and for
     * what walks over the tree later.
     */
    static final int MAX_DEPTH = 200;

    static final String TOO_DEEP =
            "too deeply nested: at most " + MAX_DEPTH + " levels; split the expression into several rules";

    private final Set<String> imported = new HashSet<>();
    private final boolean oldRules;
    private int depth;

    /** What holds in a text of Rego v1. */
    Nesting() {
        this(false);
    }

    /**
     * What holds in a text.
     *
     * @param oldRules whether rules need neither {@code if} nor {@code contains}
     */
    Nesting(boolean oldRules) {
        this.oldRules = oldRules;
    }

    /** {@return whether rules need neither {@code if} nor {@code contains}} */
    boolean hasOldRules() {
        return oldRules;
    }

    /** Goes a level deeper. */
    void enter(TokenCursor cursor) {
        if (depth == MAX_DEPTH) {
            throw cursor.limit(TOO_DEEP);
        }
        depth++;
    }

    /** Goes a level back. */
    void leave() {
        depth--;
    }

    /** Makes a word a keyword from here on. */
    void importKeyword(String name) {
        imported.add(name);
    }

    /** {@return whether a word that needs an import for it is a keyword} */
    boolean isImported(String name) {
        return imported.contains(name);
    }

    /** {@return whether {@code and}, {@code or} or the {@code not} of bodies is imported} */
    boolean hasLogic() {
        return isImported("and") || isImported("or") || isImported("not");
    }

    /** {@return whether a word is a keyword here} */
    boolean isReserved(Token word) {
        return word.isKeyword() || word.is("and") && isImported("and") || word.is("or") && isImported("or");
    }
}
