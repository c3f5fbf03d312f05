package dev.bylaw.internal.sql.token;

import java.util.List;

/** The tokens of a text with their matching brackets. Immutable. */
public final class Tokens {
    private final List<Token> tokens;
    private final int[] mates;
    private final Token end;

    Tokens(List<Token> tokens, int[] mates, int length) {
        this.tokens = List.copyOf(tokens);
        this.mates = mates;
        this.end = new Token(Token.Kind.END, "", "", length, length);
    }

    /** {@return how many tokens there are} */
    public int size() {
        return tokens.size();
    }

    /** {@return the token at an index; the end token for an index outside} */
    public Token get(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : end;
    }

    /**
     * The partner of a bracket, or of {@code CASE} and {@code END}.
     *
     * @param index the index of a token
     * @return the index of its partner, or -1 where it has none
     */
    public int mate(int index) {
        return index >= 0 && index < mates.length ? mates[index] : -1;
    }

    /** {@return the index behind this token, behind its partner where it opens a bracket or a CASE} */
    public int next(int index) {
        int mate = mate(index);
        return mate > index ? mate + 1 : index + 1;
    }

    /**
     * The first index of a word in a range, outside brackets and CASE.
     *
     * @return the index, or {@code to} where it is not there
     */
    public int find(String word, int from, int to) {
        int i = from;
        while (i < to) {
            if (get(i).is(word) && !get(i - 1).isSymbol(".")) {
                return i;
            }
            i = next(i);
        }
        return to;
    }

    /**
     * The first index of a symbol in a range, outside brackets and CASE.
     *
     * @return the index, or {@code to} where it is not there
     */
    public int findSymbol(String symbol, int from, int to) {
        int i = from;
        while (i < to) {
            if (get(i).isSymbol(symbol)) {
                return i;
            }
            i = next(i);
        }
        return to;
    }
}
